"""Retention: counted without a change, carried out once a day where it is on, drafts only after a warning."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from ideas.config import WrongSettings, read_settings
from ideas.extensions import SETTINGS, db
from ideas.features.erasing.queries import find_person
from ideas.features.feedback import service as feedback
from ideas.models import Entry, Feedback, FeedbackAttempt, Idea, SignInAttempt, User, UserSession
from ideas.models.feedback import FeedbackKind
from ideas.resting import fading
from ideas.retention import carry_out, daily, overview
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
            carry_out(AT + timedelta(days=day))
            left[day] = rows(Idea)
            told = [(each.public_id, each.day.isoformat()) for each in fading(author.id)]
            assert told == ([(draft.public_id, "2027-03-05")] if day in (305, 364) else [])
        assert left == days
        (entry,) = db.session.scalars(select(Entry).where(Entry.kind == Kind.RETENTION_ENDED))
        assert entry.data == {"what": "drafts", "number": 1}


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


@command
def touch(draft: Idea) -> None:
    """Change the draft as saving it does."""
    db.session.get_one(Idea, draft.id).version += 1
