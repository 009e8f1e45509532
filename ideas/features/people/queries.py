"""Reads people, their histories and open links."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from ideas import labels
from ideas.extensions import db
from ideas.models.case import Case
from ideas.models.entry import Entry
from ideas.models.session import Invitation
from ideas.models.unit import Unit
from ideas.models.user import User
from ideas.telling import Row
from workflow.actors import Role
from workflow.events import Kind
from workflow.lifecycles.idea_states import OPEN_STATES
from workflow.lifecycles.work_step_states import OPEN_STEP_STATES

PAGE = 50
LONGEST_HISTORY = 200
UNTOLD = (Kind.SIGNED_IN, Kind.SESSION_REVOKED, Kind.LANGUAGE_CHOSEN, Kind.FEED_MADE, Kind.FEED_REVOKED)
"""Kinds that nobody needs to know of a colleague in order to keep their account."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which people a list shows."""

    text: str = ""
    unit_id: int | None = None
    role: Role | None = None
    is_active: bool | None = True


def people(wanted: Wanted, page: int) -> Sequence[User]:
    """One page of people by name, and one person more where another page follows."""
    statement = select(User).options(joinedload(User.unit)).order_by(User.name, User.id)
    if wanted.text:
        statement = statement.where(_holds(wanted.text))
    if wanted.unit_id is not None:
        statement = statement.where(User.unit_id == wanted.unit_id)
    if wanted.role is not None:
        statement = statement.where(User.role == wanted.role)
    if wanted.is_active is not None:
        statement = statement.where(User.deactivated_at.is_(None) == wanted.is_active)
    return db.session.scalars(statement.limit(PAGE + 1).offset((page - 1) * PAGE)).all()


def find_person(person_id: int) -> User | None:
    """The person of that id with their unit."""
    return db.session.get(User, person_id, options=[joinedload(User.unit)])


def cases_in_charge(person_id: int) -> int:
    """How many cases under way the person answers for."""
    under_way = Case.state.in_((*OPEN_STATES, *OPEN_STEP_STATES))
    counted = select(func.count()).select_from(Case).where(Case.owner_id == person_id, under_way)
    return db.session.scalars(counted).one()


def history(person_id: int) -> list[Row]:
    """What happened to the account, oldest first, without who signed in when."""
    statement = (
        select(Entry)
        .where(Entry.person_id == person_id, Entry.kind.not_in(UNTOLD))
        .order_by(Entry.n.desc())
        .options(joinedload(Entry.actor))
        .limit(LONGEST_HISTORY)
    )
    return [_told(entry) for entry in reversed(db.session.scalars(statement).all())]


def open_links(at: datetime) -> Sequence[Invitation]:
    """Links given to people that have not been used yet."""
    unused = select(Invitation).where(Invitation.used_at.is_(None), Invitation.expires_at > at)
    return db.session.scalars(unused.order_by(Invitation.name, Invitation.id)).all()


def find_unit(unit_id: int) -> Unit | None:
    """The unit of that id."""
    return db.session.get(Unit, unit_id)


def _holds(text: str) -> ColumnElement[bool]:
    """In name or address; SQLite knows English capitals only, so every way to write it is tried."""
    ways = {text, text.lower(), text.upper(), text.title(), text.capitalize()}
    named = [User.name.contains(way, autoescape=True) for way in sorted(ways)]
    return or_(*named, User.email.contains(text.lower(), autoescape=True))


def _told(entry: Entry) -> Row:
    who = entry.actor.name if entry.actor else None
    return Row(entry.at, who, labels.sentence(entry.kind, entry.data))
