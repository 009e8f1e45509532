"""Reads hidden names: for the one command that logs it, and for no page besides."""

from collections.abc import Sequence

from sqlalchemy import select

from ideas.extensions import db
from ideas.models.case import Case
from ideas.models.user import User


def hidden_authors(case: Case) -> Sequence[int]:
    """Who hides their name; not those whom a blind round hides until it ends, for it would not be blind."""
    return [author.user_id for author in case.sealed_authors if not author.is_for_round]


def names_of(people: Sequence[int]) -> list[str]:
    """Their names with their addresses, for two may have the same name."""
    found = db.session.execute(select(User.name, User.email).where(User.id.in_(people)).order_by(User.name))
    return [f"{name} · {email}" for name, email in found]
