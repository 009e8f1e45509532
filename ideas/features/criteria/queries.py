"""Reads the criteria that hold, and those that held before."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from ideas.extensions import db
from ideas.models import CriteriaVersion, Criterion, User

SHOWN = 100
"""How many versions the page leads to."""


class Earlier(NamedTuple):
    """A version of the criteria: when it began to hold, and who made it."""

    number: int
    made_at: datetime
    maker: str | None


def versions() -> Sequence[Earlier]:
    """Every version, the newest first."""
    statement = (
        select(CriteriaVersion.number, CriteriaVersion.made_at, User.name)
        .outerjoin(User, User.id == CriteriaVersion.made_by_id)
        .order_by(CriteriaVersion.number.desc())
    )
    return [Earlier(*row) for row in db.session.execute(statement.limit(SHOWN))]


def version(number: int) -> CriteriaVersion | None:
    """One version with everything in it."""
    whole = selectinload(CriteriaVersion.criteria).selectinload(Criterion.steps)
    found: CriteriaVersion | None = db.session.scalars(
        select(CriteriaVersion).where(CriteriaVersion.number == number).options(whole)
    ).first()
    return found


def newest() -> int:
    """The number of the version that holds."""
    return versions()[0].number


def criterion(code: str) -> Criterion | None:
    """The criterion of that code in the version that holds."""
    held = version(newest())
    return next((each for each in held.criteria if each.code == code), None) if held else None
