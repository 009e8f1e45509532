"""Reads people, their histories and open links."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select, union_all
from sqlalchemy.orm import joinedload

from ideas.colleagues import leads
from ideas.extensions import db
from ideas.leaving import Part, parts
from ideas.models.entry import Entry
from ideas.models.session import Invitation
from ideas.models.unit import Unit
from ideas.models.user import User
from ideas.telling import Row, row_of_no_case
from workflow.actors import Role
from workflow.events import Kind

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


def parts_of(person_id: int) -> list[tuple[Part, int]]:
    """In how many cases under way somebody else has to take over, by what the person is to them."""
    every = union_all(*parts(lambda column: column == person_id)).subquery()
    columns = (every.c.part, func.count(every.c.case_id.distinct()))
    found = {row[0]: row[1] for row in db.session.execute(select(*columns).group_by(every.c.part))}
    return [(part, found[part]) for part in Part if part in found]


def others_who_see(person_id: int) -> list[str]:
    """The names of the leads on whose desks it shows what the person leaves behind."""
    return [lead.name for lead in leads() if lead.id != person_id]


def history(person_id: int) -> list[Row]:
    """What happened to the account, oldest first, without who signed in when."""
    statement = (
        select(Entry)
        .where(Entry.person_id == person_id, Entry.kind.not_in(UNTOLD))
        .order_by(Entry.n.desc())
        .options(joinedload(Entry.actor))
        .limit(LONGEST_HISTORY)
    )
    return [row_of_no_case(entry) for entry in reversed(db.session.scalars(statement).all())]


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
