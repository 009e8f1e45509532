"""Keeps feedback and its answer; the same post again is the same feedback, and too much of it waits."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import func, select

from ideas.access import hashed
from ideas.extensions import db, settings
from ideas.feedback import ANSWERED_WITHIN
from ideas.history import record
from ideas.lifecycle import next_public_id
from ideas.models.feedback import AnswerMail, Feedback, FeedbackAttempt, FeedbackKind
from ideas.networks import keyed, network
from ideas.outbox import new_message_id
from ideas.transaction import command, wait_for_turn
from workflow.actors import Actor
from workflow.events import Kind

HOUR = timedelta(hours=1)
OF_ONE_NETWORK, OF_ALL = 10, 100
"""So much feedback is taken in an hour; a whole office may share one network."""


class TooMuch(Exception):
    """More feedback than is taken in an hour; `wait` says in how many seconds there is room again."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


class Answered(Exception):
    """Somebody answered meanwhile, or took it out."""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of the service."""

    kind: FeedbackKind
    words: str
    email: str | None
    language: str


@command
def give(said: Said, key: str, *, address: str | None, at: datetime) -> str:
    """The token of the receipt. Raises TooMuch.

    It follows from the form's key and its words, so whoever posts twice comes to the same receipt.
    """
    token = keyed("receipt", repr((key, said)))
    wait_for_turn("feedback")
    if db.session.scalar(select(Feedback.id).where(Feedback.token_hash == hashed(token))) is None:
        _count(keyed("feedback", network(address or "")), at)
        _keep(said, token, at)
    return token


@command
def answer(feedback_id: int, words: str, *, actor: Actor, at: datetime) -> None:
    """Answer in words, once, and by mail too where an address was left. Raises Answered."""
    found = _held(feedback_id)
    if found.answered_at is not None or found.removed_at is not None:
        raise Answered
    found.answer, found.answered_at, found.answered_by_id = words, at, actor.id
    if found.email is not None and settings().smtp_host:
        db.session.add(AnswerMail(feedback_id=found.id, message_id=new_message_id(), due_at=at))
    record(Kind.FEEDBACK_ANSWERED, at=at, actor_id=actor.id, data={"number": found.number})


@command
def remove(feedback_id: int, reason: str, *, actor: Actor, at: datetime) -> None:
    """Take out what was said, the address and the answer; the number stays, and so do the days."""
    found = _held(feedback_id)
    if found.removed_at is None:
        found.words, found.answer, found.email, found.removed_at = "", "", None, at
        record(Kind.FEEDBACK_REMOVED, at=at, actor_id=actor.id, words=reason, data={"number": found.number})


def _held(feedback_id: int) -> Feedback:
    """The feedback as it is now, kept from others until the command ends."""
    return db.session.get_one(Feedback, feedback_id, with_for_update=True, populate_existing=True)


def _count(address_hash: str, at: datetime) -> None:
    lately = select(func.count(), func.min(FeedbackAttempt.at)).where(FeedbackAttempt.at > at - HOUR)
    own = lately.where(FeedbackAttempt.address_hash == address_hash)
    for statement, most in ((own, OF_ONE_NETWORK), (lately, OF_ALL)):
        total, first = db.session.execute(statement).one()
        if total >= most:
            raise TooMuch(max(1, ceil((first + HOUR - at).total_seconds())))
    db.session.add(FeedbackAttempt(address_hash=address_hash, at=at))


def _keep(said: Said, token: str, at: datetime) -> None:
    day = settings().local_day(at)
    number = next_public_id("P", day.year)
    db.session.add(
        Feedback(
            number=number, token_hash=hashed(token), kind=said.kind, words=said.words, email=said.email,
            language=said.language, at=at, due_on=day + ANSWERED_WITHIN,
        )
    )  # fmt: skip
    data = {"number": number, "about": said.kind.value}
    record(Kind.FEEDBACK_GIVEN, at=at, actor_id=None, data=data)
