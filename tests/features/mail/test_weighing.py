"""What people are told comes to them the way they chose: at once, in a digest, or in the inbox alone."""

from datetime import UTC, datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from ideas.extensions import db
from ideas.history import record
from ideas.models import Follow, Idea, Mail, Notification, User
from ideas.transaction import command
from tests import factories
from tests.factories import NOW
from tests.features.mail import post
from workflow.events import Kind
from workflow.mailing import Quiet, Topic, Way

FRIDAY, MONDAY = "daily:2026-03-06", "weekly:2026-03-09"
"""The digests that follow on the Thursday of the tests."""
SATURDAY = datetime(2026, 3, 6, 22, 1, tzinfo=UTC)
"""Just after midnight in Helsinki, when the round of the day begins."""


@pytest.fixture
def reader(app: Flask, people: dict[str, User], idea: Idea) -> User:
    """Somebody who follows the idea, and has chosen nothing."""
    with app.app_context():
        follow(idea, people["reader"])
    return people["reader"]


def test_whoever_chose_nothing_gets_one_mail_a_day(
    app: Flask, people: dict[str, User], idea: Idea, reader: User
) -> None:
    with app.app_context():
        for words in ("Yksi.", "Kaksi."):
            post.comment(idea, people["lead"], words)
        assert post.weigh() == 4
        (mail,) = of(reader)
        assert (mail.period, mail.due_at) == (FRIDAY, datetime(2026, 3, 6, 5, tzinfo=UTC))
        assert told_by(mail) == 2


@pytest.mark.parametrize(
    ("way", "periods"),
    [(Way.AT_ONCE, [None]), (Way.DAILY, [FRIDAY]), (Way.WEEKLY, [MONDAY]), (Way.INBOX, [])],
)
def test_a_person_hears_in_the_way_that_they_chose(
    app: Flask, people: dict[str, User], idea: Idea, reader: User, way: Way, periods: list[str | None]
) -> None:
    with app.app_context():
        post.wants(reader, way, [Topic.TALK])
        post.comment(idea, people["lead"])
        post.weigh()
        assert [mail.period for mail in of(reader)] == periods


def test_several_events_of_one_case_are_one_mail_until_it_is_on_its_way(
    app: Flask, people: dict[str, User], idea: Idea
) -> None:
    with app.app_context():
        other = factories.submitted(people["author"])
        for case in (idea, idea, other):
            post.comment(case, people["lead"])
            post.weigh()
        assert [(mail.case_id, told_by(mail)) for mail in of(people["author"])] == [
            (idea.id, 2),
            (other.id, 1),
        ]
        touch(of(people["author"])[0])
        post.comment(idea, people["lead"])
        post.weigh()
        assert [told_by(mail) for mail in of(people["author"])] == [2, 1, 1]


def test_what_is_told_when_a_digest_is_on_its_way_comes_with_the_next(
    app: Flask, people: dict[str, User], idea: Idea, reader: User
) -> None:
    with app.app_context():
        post.comment(idea, people["lead"])
        post.weigh()
        touch(of(reader)[0])
        post.comment(idea, people["lead"])
        post.weigh()
        assert [mail.period for mail in of(reader)] == [FRIDAY, "daily:2026-03-09"]


def test_quiet_hours_hold_a_mail_at_once_back(app: Flask, people: dict[str, User], idea: Idea) -> None:
    with app.app_context():
        post.wants(people["author"], Way.AT_ONCE, quiet=Quiet(time(14), time(8)))
        post.comment(idea, people["lead"])
        post.weigh()
        # It is half past two in Helsinki; quiet hours end at eight in the morning.
        assert [mail.due_at for mail in of(people["author"])] == [datetime(2026, 3, 6, 6, tzinfo=UTC)]


def test_a_reminder_waits_for_the_morning_and_holds_nobodys_words_back(
    app: Flask, people: dict[str, User], idea: Idea
) -> None:
    with app.app_context():
        remind(idea, people["author"])
        post.weigh(SATURDAY)
        post.comment(idea, people["lead"])
        post.weigh(SATURDAY)
        post.comment(idea, people["lead"])
        post.weigh(SATURDAY)
        assert [(mail.way, mail.due_at, told_by(mail)) for mail in of(people["author"])] == [
            (Way.AT_ONCE, datetime(2026, 3, 9, 5, tzinfo=UTC), 1),
            (Way.AT_ONCE, SATURDAY + timedelta(minutes=1), 2),
        ]


def test_a_hidden_authors_words_are_told_with_the_digest(
    app: Flask, people: dict[str, User], reader: User
) -> None:
    with app.app_context():
        hidden = factories.submitted(people["author"], hidden=True)
        follow(hidden, reader)
        post.wants(reader, Way.AT_ONCE)
        post.comment(hidden, people["author"])
        post.comment(hidden, people["lead"])
        post.weigh()
        assert [(mail.way, told_by(mail)) for mail in of(reader)] == [(Way.DAILY, 1), (Way.AT_ONCE, 1)]


def test_a_closed_account_gets_none(app: Flask, people: dict[str, User], idea: Idea, reader: User) -> None:
    with app.app_context():
        close(reader)
        post.comment(idea, people["lead"])
        assert post.weigh() == 2
        assert of(reader) == []


def test_more_than_a_batch_is_weighed_to_its_end(
    app: Flask, people: dict[str, User], idea: Idea, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ideas.outbox.AT_A_TIME", 2)
    with app.app_context():
        for _ in range(5):
            post.comment(idea, people["lead"])
        assert [post.weigh(), post.weigh(NOW + timedelta(hours=1))] == [5, 0]
        assert [told_by(mail) for mail in of(people["author"])] == [5]


def of(person: User) -> list[Mail]:
    """The mails to that person."""
    return [mail for mail in post.mails() if mail.user_id == person.id]


def told_by(mail: Mail) -> int:
    """How many things a mail tells."""
    return len(db.session.scalars(select(Notification.id).where(Notification.mail_id == mail.id)).all())


@command
def follow(idea: Idea, person: User) -> None:
    """Let the person follow the idea."""
    db.session.add(Follow(case_id=idea.id, user_id=person.id, at=NOW))


@command
def remind(idea: Idea, person: User) -> None:
    """Let the person be told by nobody that something promised is late."""
    case = db.session.get_one(Idea, idea.id)
    record(Kind.PROMISE_OVERDUE, at=SATURDAY, actor_id=None, case=case, tell=[person.id])


@command
def touch(mail: Mail) -> None:
    """Let a worker have begun to send it."""
    db.session.get_one(Mail, mail.id).tries = 1


@command
def close(person: User) -> None:
    """Close the account."""
    db.session.get_one(User, person.id).deactivated_at = NOW
