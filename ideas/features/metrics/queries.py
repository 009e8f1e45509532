"""Counts what waits, at the moment when somebody asks."""

from collections.abc import Mapping

from sqlalchemy import func, select, union_all
from sqlalchemy.exc import SQLAlchemyError

from ideas.extensions import db
from ideas.models.feedback import AnswerMail
from ideas.models.mail import Mail, Posted
from ideas.models.notification import Notification
from ideas.models.session import SignInAttempt

POSTED: tuple[type[Posted], ...] = (Mail, AnswerMail)
WAITING = [
    select(table.id).where(table.sent_at.is_(None), table.dead_at.is_(None), table.withheld_at.is_(None))
    for table in POSTED
]
UNDELIVERED = [select(table.id).where(table.dead_at.is_not(None)) for table in POSTED]
QUEUES = {
    "mail_waiting": select(func.count()).select_from(union_all(*WAITING).subquery()),
    "mail_undelivered": select(func.count()).select_from(union_all(*UNDELIVERED).subquery()),
    "told_unweighed": select(func.count()).select_from(Notification).where(Notification.weighed_at.is_(None)),
    "failed_sign_ins": select(func.count()).select_from(SignInAttempt),
}
"""Mails to be sent, mails given up, what the worker has not looked at, and failures to sign in of a day."""


def queue_lengths() -> Mapping[str, int] | None:
    """How long each queue is; nothing where the database does not answer."""
    try:
        return {name: db.session.scalars(counted).one() for name, counted in QUEUES.items()}
    except SQLAlchemyError:
        db.session.rollback()
        return None
