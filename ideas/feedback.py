"""By when feedback is answered, who answers it, and the reminders of what still waits."""

from datetime import datetime, timedelta

from sqlalchemy import select

from ideas.extensions import db, settings
from ideas.history import record
from ideas.i18n import format_date
from ideas.models.chore import Chore
from ideas.models.entry import Entry
from ideas.models.feedback import Feedback
from ideas.models.user import User
from ideas.transaction import command, wait_for_turn
from workflow.actors import Role
from workflow.events import Kind
from workflow.permissions import Action, may

ANSWERED_WITHIN = timedelta(days=14)
"""The act on digital services (306/2019) gives so many days for feedback about accessibility."""
REMINDED_BEFORE = timedelta(days=4)
CHORE = "feedback"
WAITS = (Feedback.answered_at.is_(None), Feedback.removed_at.is_(None))
"""What still needs an answer."""


@command
def remind_of_feedback(at: datetime) -> int:
    """Tell those who answer what is due soon, and what is late, each once; how many of both."""
    wait_for_turn("feedback reminders")
    today = settings().local_day(at)
    if _is_done(at):
        return 0
    db.session.merge(Chore(name=CHORE, done_on=today))
    waiting = select(Feedback).where(*WAITS, Feedback.due_on <= today + REMINDED_BEFORE)
    near = db.session.scalars(waiting.order_by(Feedback.id)).all()
    late = [each for each in near if each.due_on < today]
    soon = [each for each in near if each.due_on >= today]
    return _tell(Kind.FEEDBACK_DUE, soon, at) + _tell(Kind.FEEDBACK_OVERDUE, late, at)


def _is_done(at: datetime) -> bool:
    done_on = db.session.scalar(select(Chore.done_on).where(Chore.name == CHORE))
    return done_on is not None and done_on >= settings().local_day(at)


def _tell(kind: Kind, waiting: list[Feedback], at: datetime) -> int:
    """Tell it of those of which it was not told yet."""
    if not waiting:
        return 0
    told = db.session.scalars(select(Entry).where(Entry.kind == kind))
    known = {entry.data.get("number") for entry in told}
    people = _answering()
    due = [each for each in waiting if each.number not in known]
    for each in due:
        data = {"number": each.number, "day": format_date(each.due_on)}
        record(kind, at=at, actor_id=None, data=data, tell=people)
    return len(due)


def _answering() -> list[int]:
    """Those who can sign in and answer feedback."""
    roles = [role for role in Role if may(Action.ANSWER_FEEDBACK, role)]
    able = select(User.id).where(User.deactivated_at.is_(None), User.role.in_(roles))
    return list(db.session.scalars(able))
