"""A mail server in every mood: it refuses, dawdles, drops the line with the mail in hand. Nothing is lost."""

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from ideas import outbox
from ideas.extensions import SETTINGS, db
from ideas.features.comments import service as comments
from ideas.features.mail import service as mail
from ideas.features.mail.delivery import deliver
from ideas.models import Mail, User
from tests import factories
from tests.faults.figures import Tell
from tests.features.mail.smtp import BUSY, DROPPED, REFUSED, TAKEN, Postbox, listening, posting_to
from workflow.mailing import Topic, Way

FEW, MANY = 5, 300
MOODS = (BUSY, "slow", DROPPED, REFUSED, TAKEN)
PATIENCE = 0.3
"""Seconds after which nobody waits for the server any longer."""
STEP = timedelta(minutes=20)
"""By how much the clock of the test goes on between two passes."""
PASSES = 40


@pytest.mark.short_on("postgresql")
def test_a_server_in_every_mood_loses_nothing(shared_app: Flask, is_thorough: bool, tell: Tell) -> None:
    number = MANY if is_thorough else FEW
    hearer = _told(shared_app, number)
    box = Postbox()
    box.answer = _moody(box)
    with listening(box), posting_to(box, shared_app.extensions[SETTINGS], smtp_seconds=PATIENCE):
        _carry(shared_app, hearer)
    with shared_app.app_context():
        ids = sorted(db.session.scalars(select(Mail.message_id).where(Mail.user_id == hearer.id)))
    taken = {key: times for key, times in box.ids().items() if key in ids}
    assert sorted(taken) == ids
    assert len(ids) == number
    again = sum(taken.values()) - number
    tell(
        "mail server refusing, slow and dropping the line after DATA, two workers",
        f"{number} mails in {len(box.given)} tries; lost 0, {again} repeated, each under its own Message-ID",
    )


def _told(app: Flask, number: int) -> User:
    """Somebody who is told of so many things, each in a mail of its own."""
    with app.app_context():
        hearer, other = factories.person(), factories.person()
        mail.choose(hearer.id, dict.fromkeys(Topic, Way.AT_ONCE), None, at=factories.NOW)
        for _ in range(number):
            idea = factories.submitted(hearer)
            comments.add(
                idea.public_id, "Hyvä.", language="fi", actor=factories.actor(other), at=factories.NOW
            )
        return hearer


def _moody(box: Postbox) -> Callable[[int], str]:
    """Another answer to each try of a mail, and for each mail it begins with another one."""
    tries: Counter[str] = Counter()
    order: dict[str, int] = {}

    def answer(_number: int) -> str:
        key = str(box.given[-1]["Message-ID"])
        mood = MOODS[min(order.setdefault(key, len(order) % len(MOODS)) + tries[key], len(MOODS) - 1)]
        tries[key] += 1
        if mood == "slow":
            time.sleep(PATIENCE * 1.5)
        return BUSY if mood == "slow" else mood

    return answer


def _carry(app: Flask, hearer: User) -> None:
    """Two workers at once, again and again, until nothing waits for that person."""
    at = datetime.now(UTC)

    def work(_number: int) -> None:
        with app.app_context():
            outbox.weigh_all(at)
            deliver(lambda: at + timedelta(minutes=2))

    with ThreadPoolExecutor(2) as pool:
        for _ in range(PASSES):
            list(pool.map(work, range(2)))
            at += STEP
            if not _waits(app, hearer):
                return
    raise TimeoutError


def _waits(app: Flask, hearer: User) -> bool:
    with app.app_context():
        unsent = select(Mail.id).where(Mail.user_id == hearer.id, Mail.sent_at.is_(None))
        return db.session.scalars(unsent).first() is not None
