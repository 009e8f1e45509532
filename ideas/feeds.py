"""Closes calendar feeds: by their own people, and where an account is closed."""

from sqlalchemy import delete, select

from ideas.extensions import db
from ideas.models.calendar import CalendarFeed


def close_feed(person_id: int) -> bool:
    """The address of the person leads nowhere from now on; False where there was none."""
    own = CalendarFeed.user_id == person_id
    is_there = db.session.scalar(select(CalendarFeed.user_id).where(own)) is not None
    db.session.execute(delete(CalendarFeed).where(own))
    return is_there
