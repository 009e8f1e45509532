"""Finds feedback: by its secret receipt, by its number, and what waits for an answer."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from ideas.access import hashed
from ideas.extensions import db
from ideas.feedback import WAITS
from ideas.models.entry import Entry, EntryPayload
from ideas.models.feedback import AnswerMail, Feedback
from workflow.actors import Role
from workflow.events import Kind
from workflow.permissions import Action, may

SHOWN = 200
"""How many answered ones a page shows, the latest first."""


class Asked(NamedTuple):
    """How much feedback waits for an answer, and by when the first is promised."""

    total: int
    first_due_on: date


def of_receipt(token: str) -> Feedback | None:
    """The feedback whose receipt has this token."""
    return db.session.scalars(select(Feedback).where(Feedback.token_hash == hashed(token))).first()


def find(feedback_id: int) -> Feedback | None:
    """The feedback of that id."""
    return db.session.get(Feedback, feedback_id)


def waiting() -> Sequence[Feedback]:
    """What is not answered yet, the oldest promise first."""
    unanswered = select(Feedback).where(*WAITS)
    return db.session.scalars(unanswered.order_by(Feedback.due_on, Feedback.id)).all()


def settled() -> Sequence[Feedback]:
    """What was answered or taken out, the latest first."""
    ended_at = func.coalesce(Feedback.removed_at, Feedback.answered_at)
    statement = select(Feedback).where(ended_at.is_not(None)).limit(SHOWN)
    latest = statement.order_by(ended_at.desc(), Feedback.id.desc())
    return db.session.scalars(latest.options(joinedload(Feedback.answered_by))).all()


def mail_of(feedback_id: int) -> AnswerMail | None:
    """The mail with the answer, where an address was left."""
    return db.session.scalars(select(AnswerMail).where(AnswerMail.feedback_id == feedback_id)).first()


def removal_of(number: str) -> Entry | None:
    """Who took the words out, and why."""
    of_number = EntryPayload.data["number"].as_string() == number
    told = select(Entry).join(EntryPayload, EntryPayload.entry_id == Entry.id)
    statement = told.where(Entry.kind == Kind.FEEDBACK_REMOVED, of_number).options(joinedload(Entry.actor))
    return db.session.scalars(statement).first()


def to_answer(role: Role) -> Asked | None:
    """What waits for people of this role; nothing for those who do not answer feedback."""
    if not may(Action.ANSWER_FEEDBACK, role):
        return None
    counted = select(func.count(), func.min(Feedback.due_on)).where(*WAITS)
    total, first = db.session.execute(counted).one()
    return Asked(total, first) if total else None
