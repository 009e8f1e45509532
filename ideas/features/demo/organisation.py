"""Founds the demo organisation: units, people, directions, themes, customer groups, promises of leads."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from ideas.commitments import Held, commit_to
from ideas.extensions import db
from ideas.features.demo import script
from ideas.features.demo.script import Table
from ideas.history import record
from ideas.models import CustomerGroup, Direction, Theme, Unit, User
from ideas.passwords import hash_password
from ideas.units import open_unit
from workflow.actors import Role
from workflow.events import Kind

PASSWORD = "tilaa-uusille-ideoille"  # noqa: S105 - everybody may know it: it opens nothing but the demo
DOMAIN = "etuuslaitos.example"
T = TypeVar("T", Unit, Direction, Theme, CustomerGroup)


@dataclass(frozen=True)
class House:
    """What ideas refer to, each by its key in the tables."""

    units: Mapping[str, Unit]
    people: Mapping[str, User]
    directions: Mapping[str, Direction]
    themes: Mapping[str, Theme]
    customer_groups: Mapping[str, CustomerGroup]


def found(at: datetime) -> House:
    """Write the organisation and say so in the log."""
    tables = script.organisation()
    # Hashing is slow on purpose; once is enough where the password is printed.
    secret = hash_password(PASSWORD)
    units: dict[str, Unit] = {}
    for line in tables["unit"]:
        units[line["key"]] = _unit(line, units.get(line.get("parent", "")), at)
    people = {line["key"]: _person(line, units, secret, at) for line in tables["person"]}
    for line in tables["commitment"]:
        held = Held(line["days"], line["most"])
        commit_to((line["kind"], line["state"]), held, actor_id=people[line["by"]].id, at=at)
    return House(
        units,
        people,
        {line["key"]: _named(Direction, line) for line in tables["direction"]},
        {line["key"]: _named(Theme, line) for line in tables["theme"]},
        {line["key"]: _named(CustomerGroup, line) for line in tables["customer_group"]},
    )


def let_leave(person: User, by: User, at: datetime) -> None:
    """Somebody has left; what they answered for waits on the desk."""
    person.deactivated_at = at
    record(Kind.DEACTIVATED, at=at, actor_id=by.id, person_id=person.id)


def address_of(name: str) -> str:
    """Päivi Rautio → paivi.rautio@…"""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return f"{plain.lower().replace(' ', '.')}@{DOMAIN}"


def _unit(line: Table, parent: Unit | None, at: datetime) -> Unit:
    unit = _named(Unit, line)
    open_unit(unit, parent, at=at)
    return unit


def _person(line: Table, units: Mapping[str, Unit], secret: str, at: datetime) -> User:
    person = User(
        email=address_of(line["name"]),
        name=line["name"],
        role=Role(line["role"]),
        unit_id=units[line["unit"]].id,
        language=line["language"],
        password_hash=secret,
        created_at=at,
    )
    db.session.add(person)
    db.session.flush()
    record(Kind.ACCOUNT_OPENED, at=at, actor_id=person.id, person_id=person.id)
    return person


def _named(model: type[T], line: Table) -> T:
    row = model(name_fi=line["fi"], name_sv=line["sv"], name_en=line["en"])
    db.session.add(row)
    db.session.flush()
    return row
