"""The tree of units: how one joins it, how it is listed, and what lies below a unit."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import Select, func, select

from ideas.extensions import db
from ideas.history import record
from ideas.models.unit import Unit
from ideas.models.user import User
from workflow.events import Kind

STEP = "– "
"""Stands before a name in a list of choices, once for each level."""
SMALLEST_GROUP = 5
"""In a smaller group than this a hidden author would not be hidden."""


def open_unit(unit: Unit, parent: Unit | None, *, at: datetime, actor_id: int | None = None) -> None:
    """Give a new unit its place below another one or at the top; without an actor the system opened it."""
    unit.parent_id = parent.id if parent else None
    db.session.add(unit)
    db.session.flush()
    unit.path = f"{parent.path if parent else '/'}{unit.id}/"
    record(Kind.UNIT_ADDED, at=at, actor_id=actor_id, data={"unit": unit.name_fi, "unit_id": unit.id})


def unit_tree(language: str) -> list[Unit]:
    """Every unit, each below the one it belongs to, by name."""
    below: dict[int | None, list[Unit]] = {}
    for unit in db.session.scalars(select(Unit)):
        below.setdefault(unit.parent_id, []).append(unit)
    for units in below.values():
        units.sort(key=lambda unit: unit.name(language).casefold())
    return list(_downwards(below, None))


def unit_choices(tree: Iterable[Unit], language: str) -> list[tuple[str, str]]:
    """The units of a tree as a list offers them."""
    return [(str(unit.id), STEP * unit.depth + unit.name(language)) for unit in tree]


def within(unit_id: int) -> Select[int]:
    """The ids of a unit and everything below it."""
    path = select(Unit.path).where(Unit.id == unit_id).scalar_subquery()
    return select(Unit.id).where(Unit.path.startswith(path))


def unit_to_show(unit_id: int | None) -> int | None:
    """The unit, or the nearest above it in which enough people work for a hidden author to be one of many."""
    unit = db.session.get(Unit, unit_id) if unit_id else None
    while unit is not None and _people_in(unit) < SMALLEST_GROUP:
        unit = db.session.get(Unit, unit.parent_id) if unit.parent_id else None
    return unit.id if unit else None


def _people_in(unit: Unit) -> int:
    inside = select(func.count()).where(User.unit_id.in_(within(unit.id)), User.deactivated_at.is_(None))
    return db.session.scalar(inside) or 0


def _downwards(below: dict[int | None, list[Unit]], parent: int | None) -> Iterator[Unit]:
    for unit in below.get(parent, []):
        yield unit
        yield from _downwards(below, unit.id)
