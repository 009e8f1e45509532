"""Retention: counted without a change, carried out once a day where it is on, drafts only after a warning."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask_babel import force_locale
from sqlalchemy import func, select

from ideas.config import WrongSettings, read_settings
from ideas.extensions import SETTINGS, db
from ideas.features.erasing.queries import find_person
from ideas.features.feedback import service as feedback
from ideas.features.mail.contents import contents
from ideas.models import (
    Attachment,
    Entry,
    Feedback,
    FeedbackAttempt,
    Idea,
    Mail,
    Notification,
    SignInAttempt,
    User,
    UserSession,
)
from ideas.models.feedback import FeedbackKind
from ideas.outbox import weigh_all
from ideas.resting import fading
from ideas.retention import carry_out, daily, drafts_to_tell_of, overview
from ideas.transaction import command
from tests import factories
from workflow.actors import Actor, Role
from workflow.events import Kind
from workflow.retention import Retained

AT = datetime(2026, 3, 5, 12, tzinfo=UTC)
SAID = feedback.Said(FeedbackKind.OTHER, "Hyvä.", "aino@example.org", "fi")


@pytest.fixture
def drafts_end(app: Flask) -> Iterator[None]:
    """Drafts end after a year."""
    usual = app.extensions[SETTINGS]
    app.extensions[SETTINGS] = usual.model_copy(update={"retention_days": {Retained.DRAFTS: 365}})
    yield
    app.extensions[SETTINGS] = usual


@command
def keep_old_things() -> None:
    """Sessions and attempts that are old, and some that are not."""
    person = db.session.scalars(select(User)).one()
    for days in (200, 10):
        then = AT - timedelta(days=days)
        db.session.add(SignInAttempt(account_hash="a", address_hash="b", at=then))
        db.session.add(
            UserSession(
                token_hash=str(days),
                user_id=person.id,
                created_at=then,
                seen_at=then,
                revoked_at=then,
                browser="",
            )
        )


def due() -> dict[str, int]:
    """What is due of each class that has anything."""
    return {line.kept: line.due for line in overview(AT) if line.due}


def rows(model: type) -> int:
    """How many rows there are."""
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_a_dry_run_counts_and_changes_nothing(app: Flask) -> None:
    with app.app_context():
        factories.person()
        keep_old_things()
        assert due() == {"sign-in-attempts": 2, "ended-sessions": 1}
        assert (rows(SignInAttempt), rows(UserSession)) == (2, 2)


def test_what_is_on_ends_once_a_day(app: Flask) -> None:
    with app.app_context():
        factories.person()
        keep_old_things()
        assert [daily(AT), daily(AT)] == [3, 0]
        assert (rows(SignInAttempt), rows(UserSession)) == (0, 1)
        assert daily(AT + timedelta(days=1)) == 0


def test_an_answered_feedback_loses_its_address_and_keeps_its_words(app: Flask) -> None:
    with app.app_context():
        feedback.give(SAID, "", address=None, at=AT - timedelta(days=120))
        (row,) = db.session.scalars(select(Feedback))
        carry_out(AT)
        assert db.session.get_one(Feedback, row.id, populate_existing=True).email == "aino@example.org"
        admin = Actor(factories.person(Role.ADMIN).id, Role.ADMIN)
        feedback.answer(row.id, "Kiitos.", actor=admin, at=AT - timedelta(days=100))
        ended = carry_out(AT)
        again = db.session.get_one(Feedback, row.id, populate_existing=True)
        assert (ended[Retained.FEEDBACK_ADDRESSES], again.email, again.words) == (1, None, "Hyvä.")
        assert rows(FeedbackAttempt) == 0


@pytest.mark.usefixtures("drafts_end")
def test_a_draft_ends_after_its_author_was_told(app: Flask) -> None:
    with app.app_context():
        author = factories.person()
        draft = factories.draft(author)
        days = {0: 1, 304: 1, 305: 1, 364: 1, 365: 0}
        left = {}
        for day in days:
            at = AT + timedelta(days=day)
            counted = {line.kept: line.due for line in overview(at)}[Retained.DRAFTS]
            assert carry_out(at)[Retained.DRAFTS] == counted
            left[day] = rows(Idea)
            told = [(each.public_id, each.day.isoformat()) for each in fading(author.id)]
            assert told == ([(draft.public_id, "2027-03-05")] if day in (305, 364) else [])
        assert left == days
        (entry,) = db.session.scalars(select(Entry).where(Entry.kind == Kind.RETENTION_ENDED))
        assert entry.data == {"what": "drafts", "number": 1}


@pytest.mark.usefixtures("drafts_end")
def test_who_wrote_a_resting_draft_is_told_by_mail_and_the_log_says_not_which(app: Flask) -> None:
    with app.app_context():
        people = [factories.person(language="en") for _each in range(2)]
        for person, hidden in zip(people, (False, True), strict=True):
            for _draft in range(2):
                factories.draft(person, hidden=hidden)
        days = (0, 304, 305, 306)
        told = []
        for at in (AT + timedelta(days=day) for day in days):
            told.append(drafts_to_tell_of(at))
            carry_out(at)
        assert told == [0, 0, 4, 0]
        (entry,) = db.session.scalars(select(Entry).where(Entry.kind == Kind.DRAFTS_RESTING))
        assert (entry.stream, entry.actor_id, entry.data) == ("house", None, {"day": "5.3.2027"})
        assert told_of(entry) == {person.id for person in people}
        weigh_all(AT)
        mails = db.session.scalars(select(Mail).order_by(Mail.user_id)).all()
        assert [mail.user_id for mail in mails] == [person.id for person in people]
        with force_locale("en"):
            (about,) = contents(mails[0], people[0])
        assert (about.public_id, about.endpoint) == ("", "front.front")
        assert about.told[0].row.sentence.startswith("What nobody has touched for a long time is removed on")


@pytest.mark.usefixtures("drafts_end")
def test_a_file_that_is_added_or_taken_away_touches_a_draft(app: Flask) -> None:
    with app.app_context():
        draft = factories.draft(factories.person())
        for day in (0, 305):
            carry_out(AT + timedelta(days=day))
        file = add_file(draft, AT + timedelta(days=310))
        for day in (365, 500):
            carry_out(AT + timedelta(days=day))
        take_away(file, AT + timedelta(days=600))
        for day in (630, 700, 900):
            carry_out(AT + timedelta(days=day))
        assert rows(Idea) == 1


@pytest.mark.usefixtures("drafts_end")
def test_a_warning_holds_only_while_drafts_end(app: Flask) -> None:
    usual = app.extensions[SETTINGS]
    with app.app_context():
        factories.draft(factories.person())
        for day, chosen in ((0, 365), (305, 365), (306, None), (900, 365)):
            days = {Retained.DRAFTS: chosen}
            app.extensions[SETTINGS] = usual.model_copy(update={"retention_days": days})
            carry_out(AT + timedelta(days=day))
        assert rows(Idea) == 1


@pytest.mark.usefixtures("drafts_end")
def test_a_touched_draft_stays_and_one_without_a_warning_too(app: Flask) -> None:
    with app.app_context():
        draft = factories.draft(factories.person())
        carry_out(AT)
        touch(draft)
        for day in (1, 365, 400, 424):
            carry_out(AT + timedelta(days=day))
        assert rows(Idea) == 1


def test_drafts_rest_where_nothing_is_switched_on(app: Flask) -> None:
    with app.app_context():
        factories.draft(factories.person())
        for day in (0, 1000, 2000):
            assert Retained.DRAFTS not in carry_out(AT + timedelta(days=day))
        assert (rows(Idea), due()) == (1, {})


def test_closed_accounts_are_proposed_and_never_erased(app: Flask) -> None:
    with app.app_context():
        person = factories.person(deactivated_at=datetime(2019, 1, 1, tzinfo=UTC))
        carry_out(AT)
        found = find_person(person.id)
        assert found is not None
        assert not found.is_erased
    output = app.test_cli_runner().invoke(args=["retention"]).output
    assert f"to be erased by an administrator: {person.email}" in output
    assert "Nothing was changed" in output


def test_a_class_that_is_unknown_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TILAA_RETENTION_DAYS", '{"everything": 1}')
    with pytest.raises(WrongSettings, match="TILAA_RETENTION_DAYS"):
        read_settings(_env_file=None, demo=True)


def test_the_privacy_notice_says_what_holds(app: Flask) -> None:
    page = app.test_client().get("/privacy", headers={"Accept-Language": "en"}).text
    assert page.count("90 days") == 4


def told_of(entry: Entry) -> set[int]:
    """Who was told of it."""
    told = select(Notification.user_id).where(Notification.entry_id == entry.id)
    return set(db.session.scalars(told))


@command
def add_file(draft: Idea, at: datetime) -> int:
    """Attach a file to the draft as its page does, which leaves its version as it is."""
    said = {"name": "a.pdf", "content_type": "application/pdf", "size": 1, "sha256": "0" * 64}
    file = Attachment(case_id=draft.id, stored_as="a" * 32, at=at, **said)
    db.session.add(file)
    db.session.flush()
    return file.id


@command
def take_away(file: int, at: datetime) -> None:
    """Take the file away again."""
    db.session.get_one(Attachment, file).removed_at = at


@command
def touch(draft: Idea) -> None:
    """Change the draft as saving it does."""
    db.session.get_one(Idea, draft.id).version += 1
