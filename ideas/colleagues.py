"""Finds the people whom one can name or ask: those who can sign in, by their e-mail address."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Select, or_, select

from ideas.extensions import db
from ideas.models.case import Case
from ideas.models.user import User, fold_address
from workflow.actors import Role


def colleague(email: str | None) -> User | None:
    """The active person of that address."""
    statement = _active().where(User.email == fold_address(email or ""))
    found: User | None = db.session.scalars(statement).first()
    return found


def colleagues(addresses: Sequence[str]) -> list[User]:
    """The active people of these addresses, by name."""
    folded = [fold_address(address) for address in addresses]
    statement = _active().where(User.email.in_(folded)).order_by(User.name, User.id)
    return list(db.session.scalars(statement)) if folded else []


def colleagues_called(words: Iterable[str]) -> list[User]:
    """The active people whose name begins with one of these words, or whose address is one of them."""
    said = [word for given in words for word in {given, given.capitalize(), given.title()}]
    begins = (User.name == word for word in said)
    goes_on = (User.name.startswith(f"{word} ", autoescape=True) for word in said)
    addresses = User.email.in_([fold_address(word) for word in said])
    statement = _active().where(or_(addresses, *begins, *goes_on)).order_by(User.name, User.id)
    return list(db.session.scalars(statement)) if said else []


def addresses_in(text: str | None) -> tuple[str, ...]:
    """The addresses that a text holds, one on each line, each once."""
    return tuple(dict.fromkeys(fold_address(line) for line in (text or "").splitlines() if line.strip()))


def leads() -> list[User]:
    """Every active development lead, by name."""
    return list(db.session.scalars(_active().where(User.role == Role.LEAD).order_by(User.name, User.id)))


def is_answered_for(case: Case) -> bool:
    """Whether somebody answers for the case who can sign in."""
    return case.owner is not None and not case.owner.is_deactivated


def _active() -> Select[Any]:
    return select(User).where(User.deactivated_at.is_(None))
