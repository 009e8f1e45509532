"""Marks what a person was told as read."""

from datetime import datetime

from sqlalchemy import update

from ideas.extensions import db
from ideas.models.notification import Notification
from ideas.transaction import command
from workflow.actors import Actor


@command
def mark_read(up_to: int, *, actor: Actor, at: datetime) -> None:
    """Everything up to the newest that the person saw; what came meanwhile stays unread."""
    statement = update(Notification).where(
        Notification.user_id == actor.id, Notification.read_at.is_(None), Notification.id <= up_to
    )
    db.session.execute(statement.values(read_at=at).execution_options(synchronize_session=False))
