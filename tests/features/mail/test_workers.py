"""Any number of workers on one outbox send each mail once; one that is stopped finishes its mail first."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from threading import Barrier, Event, Thread
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from ideas import outbox
from ideas.extensions import db
from ideas.features.mail.delivery import deliver
from ideas.models import Idea, Mail, User
from ideas.transaction import command
from ideas.worker import work
from tests import factories
from tests.factories import NOW
from tests.features.mail import post
from tests.features.mail.smtp import TAKEN, Postbox
from workflow.mailing import Way


def many(app: Flask, people: dict[str, User], count: int) -> None:
    """So many mails at once that are due, each about an idea of its own."""
    with app.app_context():
        for _ in range(count):
            post.comment(factories.submitted(people["author"]), people["lead"])


def met(app: Flask, *deeds: Callable[[], int]) -> list[list[int]]:
    """What three workers did at once, one deed after the other, each begun by all together."""
    start = Barrier(3, timeout=60)

    def work_together(_number: int) -> list[int]:
        try:
            with app.app_context():
                return [deed() for deed in deeds if start.wait() >= 0]
        except BaseException:
            start.abort()
            raise

    with ThreadPoolExecutor(3) as pool:
        return list(pool.map(work_together, range(3)))


@pytest.fixture
def count(is_thorough: bool) -> int:
    """How many mails workers meet over."""
    return 200 if is_thorough else 12


def test_workers_at_once_weigh_and_send_each_mail_once(
    app: Flask, people: dict[str, User], box: Postbox, count: int
) -> None:
    many(app, people, count)
    done = met(app, lambda: outbox.weigh_all(NOW), lambda: deliver(lambda: post.LATER))
    assert [sum(each) for each in zip(*done, strict=True)] == [count, count]
    assert sorted(box.ids().values()) == [1] * count
    with app.app_context():
        assert [(mail.tries, mail.sent_at) for mail in post.mails()] == [(1, post.LATER)] * count


def test_workers_at_once_make_and_send_one_digest_of_everything(
    app: Flask, people: dict[str, User], box: Postbox, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They weigh in small parts, so that each finds digests that another has begun."""
    monkeypatch.setattr("ideas.outbox.AT_A_TIME", 2)
    with app.app_context():
        post.wants(people["author"], Way.DAILY)
        for _ in range(count):
            idea = factories.submitted(people["author"])
            factories.answer_for(idea, people["lead"])
            post.comment(idea, people["reader"])
    done = met(app, lambda: outbox.weigh_all(NOW), lambda: deliver(lambda: post.NEXT_MORNING))
    assert [sum(each) for each in zip(*done, strict=True)] == [2 * count, 2]
    hearers = sorted(message["To"].addresses[0].addr_spec for message in box.taken)
    assert hearers == sorted(people[who].email for who in ("author", "lead"))


@pytest.mark.parametrize(("period", "others"), [("daily:2026-03-06", 0), ("daily:2026-03-09", 1), (None, 1)])
def test_the_database_holds_one_digest_of_a_period_for_each(
    app: Flask, people: dict[str, User], period: str | None, others: int
) -> None:
    with app.app_context():
        digest(people["author"], "daily:2026-03-06")
        digest(people["lead"], "daily:2026-03-06")
        with nullcontext() if others else pytest.raises(IntegrityError):
            digest(people["author"], period)
        assert len(post.mails()) == 2 + others


def test_a_worker_that_is_stopped_finishes_the_mail_in_its_hands(
    app: Flask, people: dict[str, User], box: Postbox
) -> None:
    many(app, people, 3)
    stopped = Event()

    def stop(number: int) -> str:
        stopped.set()
        return TAKEN

    box.answer = stop
    with app.app_context():
        outbox.weigh_all(datetime.now(UTC) - timedelta(minutes=5))
    run(app, stopped)
    with app.app_context():
        assert [mail.sent_at is not None for mail in post.mails()] == [True, False, False]
        assert [mail.lease_until for mail in post.mails()] == [None] * 3
    assert len(box.ids()) == 1


def test_a_mail_that_cannot_be_written_is_told_and_ends_nothing(
    app: Flask, people: dict[str, User], idea: Idea, box: Postbox, caplog: pytest.LogCaptureFixture
) -> None:
    with app.app_context():
        post.wants(people["lead"], Way.AT_ONCE)
        factories.answer_for(idea, people["lead"])
        post.comment(idea, people["reader"])
        post.weigh()
        unaddress(people["author"])
        assert post.carry() == 1
        states = {mail.user_id: (mail.sent_at is not None, mail.error) for mail in post.mails()}
    assert states[people["lead"].id] == (True, None)
    assert states[people["author"].id][0] is False
    assert [people["author"].name in record.getMessage() for record in caplog.records] == [False] * len(
        caplog.records
    )


def test_a_worker_goes_on_when_a_job_fails(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    done: list[str] = []

    def fail(_stopped: Event) -> None:
        done.append("failed")
        raise ValueError("Aino Aarnio")

    def succeed(stopped: Event) -> None:
        done.append("done")
        if len(done) == 4:
            stopped.set()

    with app.app_context():
        work(Event(), [(fail, 0.0), (succeed, 0.0)])
    assert done == ["failed", "done"] * 2
    told = [record.getMessage() for record in caplog.records if record.name == "ideas.worker"]
    assert told == ["ValueError in the worker's job fail"] * 2


def run(app: Flask, stopped: Event) -> None:
    """A worker that lives until it is stopped, or for half a minute."""

    def live() -> None:
        with app.app_context():
            work(stopped)

    worker = Thread(target=live, daemon=True)
    worker.start()
    worker.join(30)
    assert not worker.is_alive()


@command
def digest(person: User, period: str | None) -> None:
    """A digest of that period, past every worker."""
    said = {"created_at": NOW, "due_at": NOW, "message_id": f"<{uuid4()}@example.org>"}
    db.session.add(Mail(user_id=person.id, way=Way.DAILY, period=period, **said))


@command
def unaddress(person: User) -> None:
    """An address to which no mail can be written."""
    db.session.get_one(User, person.id).email = "ääkköset@example.org"


def test_every_mail_has_a_message_id_of_its_own(app: Flask, people: dict[str, User]) -> None:
    many(app, people, 3)
    with app.app_context():
        post.weigh()
        ids: set[str] = {mail.message_id for mail in post.mails()}
        assert len(ids) == len(post.mails()) == 3
