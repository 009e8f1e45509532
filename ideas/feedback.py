"""By when feedback is answered, and the reminder of what still waits."""

from datetime import datetime, timedelta

from sqlalchemy import select

from ideas.extensions import db, settings
from ideas.history import record
from ideas.i18n import format_date
from ideas.models.entry import Entry
from ideas.models.feedback import Feedback
from ideas.transaction import command, wait_for_turn
from workflow.events import Kind

ANSWERED_WITHIN = timedelta(days=14)
"""The act on digital services (306/2019) gives so many days for feedback about accessibility."""
REMINDED_BEFORE = timedelta(days=4)


@command
def remind_of_feedback(at: datetime) -> int:
    """Note in the log what is to be answered soon, once for each; how many were noted."""
    wait_for_turn("feedback reminders")
    near = settings().local_day(at) + REMINDED_BEFORE
    waiting = select(Feedback).where(Feedback.answered_at.is_(None), Feedback.due_on <= near)
    told = db.session.scalars(select(Entry).where(Entry.kind == Kind.FEEDBACK_DUE))
    known = {entry.data.get("number") for entry in told}
    due = [each for each in db.session.scalars(waiting.order_by(Feedback.id)) if each.number not in known]
    for each in due:
        data = {"number": each.number, "day": format_date(each.due_on)}
        record(Kind.FEEDBACK_DUE, at=at, actor_id=None, data=data)
    return len(due)
