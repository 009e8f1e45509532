"""Reads a person and their sessions."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from ideas.access import lives
from ideas.extensions import db
from ideas.models.session import UserSession
from ideas.models.user import User


def person(person_id: int) -> User:
    """Everything the house knows of a person."""
    return db.session.get_one(User, person_id)


def living_sessions(person_id: int, at: datetime) -> Sequence[UserSession]:
    """Where the person is signed in now, the latest first."""
    statement = select(UserSession).where(UserSession.user_id == person_id, lives(at))
    return db.session.scalars(statement.order_by(UserSession.seen_at.desc(), UserSession.id.desc())).all()
