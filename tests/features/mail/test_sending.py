"""The mail server takes, refuses, dawdles or drops the line: nothing is lost, and no mail is doubled."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from ideas.extensions import db
from ideas.features.mail import claims
from ideas.models import Idea, Mail, User
from ideas.transaction import command
from tests import factories
from tests.factories import NOW, actor
from tests.features.mail import post
from tests.features.mail.smtp import BUSY, CLOSED, DROPPED, REFUSED, TAKEN, UNKNOWN, Postbox
from workflow.mailing import LEASE, MOST_TRIES, STALE, Quiet, Way

HELSINKI = ZoneInfo("Europe/Helsinki")


@pytest.fixture
def told(app: Flask, people: dict[str, User], idea: Idea) -> None:
    """The author is told of a comment, by a mail at once."""
    with app.app_context():
        post.comment(idea, people["reader"])
        post.weigh()


def the_mail() -> Mail:
    """The only mail there is."""
    (mail,) = post.mails()
    return mail


def test_a_mail_is_sent_once(app: Flask, told: None, box: Postbox) -> None:
    with app.app_context():
        assert [post.carry(NOW), post.carry(), post.carry()] == [0, 1, 0]
        assert (the_mail().sent_at, the_mail().tries, the_mail().lease_until) == (post.LATER, 1, None)
    assert [message["To"].addresses[0].display_name for message in box.taken] == ["Aino Aarnio"]


@pytest.mark.parametrize(
    ("first", "fault"),
    [(BUSY, "SMTPDataError 451"), (REFUSED, "SMTPDataError 554"), (DROPPED, "SMTPServerDisconnected")],
)
def test_what_fails_is_sent_again_as_the_same_mail(
    app: Flask, told: None, box: Postbox, first: str, fault: str
) -> None:
    box.answer = lambda number: first if number == 1 else TAKEN
    with app.app_context():
        assert post.carry() == 0
        assert (the_mail().error, the_mail().tries, the_mail().sent_at) == (fault, 1, None)
        assert post.LATER + timedelta(seconds=30) <= the_mail().due_at <= post.LATER + timedelta(seconds=90)
        assert [post.carry(post.LATER + timedelta(minutes=m)) for m in (0, 2)] == [0, 1]
    first_id, second_id = (message["Message-ID"] for message in box.given)
    assert first_id == second_id
    assert len(box.ids()) == 1


def test_a_server_that_is_too_slow_is_not_waited_for(app: Flask, told: None, box: Postbox) -> None:
    box.seconds = 0.5
    with app.app_context():
        app.extensions["tilaa.settings"].smtp_seconds = 0.1
        assert post.carry() == 0
        assert the_mail().error == "SMTPServerDisconnected"
        app.extensions["tilaa.settings"].smtp_seconds = 5
        assert post.carry(post.LATER + timedelta(minutes=2)) == 1
    assert len(box.ids()) == 1


def test_a_server_may_refuse_everything_for_days(app: Flask, told: None, box: Postbox) -> None:
    box.door = CLOSED
    with app.app_context():
        assert [post.carry(post.LATER + timedelta(hours=hour)) for hour in range(0, 72, 6)] == [0] * 12
        box.door = TAKEN
        assert post.carry(post.LATER + timedelta(days=4)) == 1


def test_a_mail_is_given_up_after_many_tries_and_can_be_sent_again(
    app: Flask, people: dict[str, User], told: None, box: Postbox
) -> None:
    box.answer = lambda number: REFUSED if number <= 2 else TAKEN
    with app.app_context():
        tried(MOST_TRIES - 2)
        days = [post.LATER + timedelta(days=day) for day in range(4)]
        assert [post.carry(day) for day in days] == [0] * 4
        assert (the_mail().tries, the_mail().dead_at) == (MOST_TRIES, days[1])
        again = [claims.send_again(actor=actor(people["admin"]), at=days[-1]) for _ in range(2)]
        assert (again, post.carry(days[-1])) == ([1, 0], 1)
    assert set(box.ids().values()) == {1}


@pytest.mark.parametrize(
    ("door", "fault", "is_given_up"),
    [(UNKNOWN, "SMTPRecipientsRefused 550", True), (CLOSED, "SMTPRecipientsRefused 554", False)],
)
def test_a_mail_to_nobody_is_given_up_at_once(
    app: Flask, told: None, box: Postbox, door: str, fault: str, is_given_up: bool
) -> None:
    box.door = door
    with app.app_context():
        post.carry()
        assert (the_mail().error, the_mail().dead_at is not None) == (fault, is_given_up)


def test_a_server_that_is_away_costs_no_try(app: Flask, told: None, box: Postbox) -> None:
    with app.app_context():
        app.extensions["tilaa.settings"].smtp_port = 1
        assert post.carry() == 0
        assert (the_mail().tries, the_mail().error) == (0, None)
        app.extensions["tilaa.settings"].smtp_port = box.port
        assert post.carry() == 1


def test_one_mail_that_fails_keeps_no_other(
    app: Flask, people: dict[str, User], idea: Idea, box: Postbox
) -> None:
    box.answer = lambda number: REFUSED if number == 1 else TAKEN
    with app.app_context():
        post.wants(people["lead"], Way.AT_ONCE)
        owned(idea, people["lead"])
        post.comment(idea, people["reader"])
        post.weigh()
        assert post.carry() == 1
        assert [mail.sent_at for mail in post.mails()] == [None, post.LATER]


def test_a_mail_whose_worker_died_is_taken_over_when_its_lease_ends(
    app: Flask, told: None, box: Postbox
) -> None:
    with app.app_context():
        lost = claims.claim(post.LATER)
        assert lost is not None
        assert [post.carry(post.LATER + LEASE * share) for share in (0.5, 1.01)] == [0, 1]
        claims.mark_failed(lost, "TimeoutError", post.LATER + LEASE * 2, 0.5)
        assert the_mail().error is None
        assert the_mail().sent_at is not None


def test_a_mail_that_takes_every_worker_with_it_is_given_up(app: Flask, told: None, box: Postbox) -> None:
    with app.app_context():
        times = [post.LATER + LEASE * 1.1 * number for number in range(MOST_TRIES + 1)]
        numbers = [claim and claim.number for claim in map(claims.claim, times[:-1])]
        assert numbers == list(range(1, MOST_TRIES + 1))
        assert post.carry(times[-1]) == 0
        assert (the_mail().error, the_mail().dead_at) == ("workers-lost", times[-1])
    assert box.given == []


def test_what_nobody_tried_for_a_week_is_no_news_any_more(app: Flask, told: None, box: Postbox) -> None:
    with app.app_context():
        assert post.carry(post.LATER + STALE) == 0
        assert (the_mail().withheld_at is not None, the_mail().error) == (True, "too-late")
    assert box.given == []


def test_what_is_told_after_that_is_news_all_the_same(
    app: Flask, people: dict[str, User], idea: Idea, told: None, box: Postbox
) -> None:
    with app.app_context():
        post.comment(idea, people["lead"])
        post.weigh(NOW + STALE)
        assert post.carry(post.LATER + STALE) == 1
        assert [mail.error for mail in post.mails()] == ["too-late", None]


@pytest.mark.parametrize(("way", "sent"), [(Way.AT_ONCE, 0), (Way.DAILY, 1)])
def test_quiet_hours_hold_for_every_try_of_a_mail_at_once(
    app: Flask, people: dict[str, User], idea: Idea, box: Postbox, way: Way, sent: int
) -> None:
    box.answer = lambda number: BUSY if number == 1 else TAKEN
    with app.app_context():
        post.wants(people["author"], way)
        post.comment(idea, people["reader"])
        post.weigh()
        begun = the_mail().due_at
        assert post.carry(begun) == 0
        quiet = Quiet(*((begun + timedelta(minutes=m)).astimezone(HELSINKI).time() for m in (1, 60)))
        post.wants(people["author"], way, quiet=quiet)
        assert post.carry(begun + timedelta(minutes=5)) == sent
        assert the_mail().tries == 1 + sent
        assert post.carry(begun + timedelta(hours=1)) == 1 - sent


def test_without_a_mail_server_everything_waits(app: Flask, told: None) -> None:
    with app.app_context():
        assert post.carry() == 0
        assert (the_mail().tries, the_mail().sent_at) == (0, None)


def test_a_closed_account_gets_no_mail(app: Flask, people: dict[str, User], told: None, box: Postbox) -> None:
    with app.app_context():
        closed(people["author"])
        assert post.carry() == 0
        assert the_mail().error == "deactivated"
    assert box.given == []


@command
def tried(times: int) -> None:
    """Let every mail have failed so often."""
    for mail in post.mails():
        mail.tries = times


def owned(idea: Idea, owner: User) -> None:
    """Name an owner."""
    factories.answer_for(idea, owner)


def closed(person: User) -> None:
    """Close the account."""

    def close() -> None:
        db.session.get_one(User, person.id).deactivated_at = NOW

    command(close)()
