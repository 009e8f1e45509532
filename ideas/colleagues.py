"""Finds the people whom one can name or ask: those who can sign in, by their e-mail address."""

from typing import Any

from sqlalchemy import Select, select

from ideas.extensions import db
from ideas.models.user import User, fold_address
from workflow.actors import Role


def colleague(email: str | None) -> User | None:
    """The active person of that address."""
    statement = _active().where(User.email == fold_address(email or ""))
    found: User | None = db.session.scalars(statement).first()
    return found


def leads() -> list[User]:
    """Every active development lead, by name."""
    return list(db.session.scalars(_active().where(User.role == Role.LEAD).order_by(User.name, User.id)))


def _active() -> Select[Any]:
    return select(User).where(User.deactivated_at.is_(None))
