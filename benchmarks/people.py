"""Owns the invented organisation: its units, its people, and the session that the measurements come by."""

from datetime import UTC, datetime
from random import Random

from benchmarks import words
from ideas.access import hashed
from ideas.extensions import db
from ideas.models import Unit, User, UserSession
from ideas.transaction import command
from workflow.actors import Role

TOKEN = "the token of the measurements"  # noqa: S105 - of a database that lives as long as the measurement
TOKEN_OF_MANAGER = "the other token of the measurements"  # noqa: S105
BEGUN = datetime(2021, 1, 4, 7, tzinfo=UTC)


@command
def settle(rng: Random, people: int) -> tuple[list[int], dict[int, str]]:
    """Make units and people, a lead and a manager signed in; return the units, and names by person."""
    units = [team for department in words.UNITS for team in _department(department)]
    users = [_person(rng, number, rng.choice(units)) for number in range(people)]
    db.session.add_all(users)
    db.session.flush()
    now = datetime.now(UTC)
    db.session.add_all(
        UserSession(
            token_hash=hashed(token), user_id=user.id, created_at=now, seen_at=now, browser="benchmark"
        )
        for token, user in zip((TOKEN, TOKEN_OF_MANAGER), users, strict=False)
    )
    return [unit.id for unit in units], {user.id: user.name for user in users}


def _department(name: str) -> list[Unit]:
    top = _unit(name, None)
    return [top, *(_unit(f"{name}, {team.lower()}", top) for team in words.TEAMS)]


def _unit(name: str, parent: Unit | None) -> Unit:
    unit = Unit(name_fi=name, parent_id=parent.id if parent else None)
    db.session.add(unit)
    db.session.flush()
    unit.path = f"{parent.path if parent else '/'}{unit.id}/"
    return unit


def _person(rng: Random, number: int, unit: Unit) -> User:
    """Number 0 is a lead, so that what is measured is the fuller page; number 1 is a manager."""
    role = Role.LEAD if number % 20 == 0 else Role.MANAGER if number == 1 else Role.EMPLOYEE
    return User(
        email=f"person{number}@example.org",
        name=words.name(rng),
        role=role,
        unit_id=unit.id,
        language="fi",
        created_at=BEGUN,
    )
