"""Adds, renames and removes units; a unit that anything belongs to stays."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from ideas.extensions import db
from ideas.history import record
from ideas.models.unit import Unit
from ideas.transaction import command
from ideas.units import open_unit
from workflow.actors import Actor
from workflow.events import Kind

DEEPEST = 12
"""Levels of units; the path of ids has room for them."""


class UnitInUse(Exception):
    """People, ideas or other units belong to the unit."""


class TooDeep(Exception):
    """No organisation has so many levels."""


@dataclass(frozen=True, slots=True)
class Names:
    """What a unit is called; Finnish is always there."""

    fi: str
    sv: str | None = None
    en: str | None = None


@command
def add_unit(names: Names, parent_id: int | None, *, actor: Actor, at: datetime) -> Unit:
    """A new unit, below another one or at the top."""
    parent = db.session.get_one(Unit, parent_id) if parent_id else None
    if parent is not None and parent.depth + 1 >= DEEPEST:
        raise TooDeep
    unit = Unit(name_fi=names.fi, name_sv=names.sv, name_en=names.en)
    open_unit(unit, parent, at=at, actor_id=actor.id)
    return unit


@command
def rename_unit(unit_id: int, names: Names, *, actor: Actor, at: datetime) -> None:
    """Call a unit something else; the log keeps what it was called before."""
    unit = db.session.get_one(Unit, unit_id, with_for_update=True)
    before = Names(unit.name_fi, unit.name_sv, unit.name_en)
    if before == names:
        return
    unit.name_fi, unit.name_sv, unit.name_en = names.fi, names.sv, names.en
    changes = {
        key: [getattr(before, key), getattr(names, key)]
        for key in ("fi", "sv", "en")
        if getattr(before, key) != getattr(names, key)
    }
    data = {"unit": names.fi, "unit_id": unit.id, "names": changes}
    record(Kind.UNIT_RENAMED, at=at, actor_id=actor.id, data=data)


@command
def remove_unit(unit_id: int, *, actor: Actor, at: datetime) -> None:
    """Remove a unit that nothing belongs to; the database itself knows whether anything does."""
    unit = db.session.get_one(Unit, unit_id, with_for_update=True)
    db.session.delete(unit)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise UnitInUse from error
    record(Kind.UNIT_REMOVED, at=at, actor_id=actor.id, data={"unit": unit.name_fi, "unit_id": unit_id})
