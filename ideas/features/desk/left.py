"""Reads in which cases somebody who has left or moved still has a part: on the desk, and of one person."""

from typing import Any, NamedTuple

from sqlalchemy import Select, and_, or_, select, union_all
from sqlalchemy.orm import aliased

from ideas.access import visible
from ideas.extensions import db
from ideas.features.desk.sections import own_matters
from ideas.leaving import Part, is_gone, left_behind, parts
from ideas.models import Case, User
from ideas.paging import MOST
from ideas.units import within
from workflow.actors import Actor

SHOWN = 25
HANDED_OVER = (Part.OWNER, Part.RECEIVER)
"""The parts that a colleague can be asked to take over, all at once."""


class Left(NamedTuple):
    """A case, who has left it or moved, and what they were to it; `receiver` has been asked to take over."""

    part: str
    person: str
    person_id: int
    receiver: str | None
    public_id: str
    title: str
    language: str
    state: str

    @property
    def is_offered(self) -> bool:
        """Whether somebody has been asked to take over who can still say yes."""
        return self.part in HANDED_OVER and self.receiver is not None


class LeftBehind(NamedTuple):
    """The first of them, the longest waiting first, how many there are, up to a limit, and who has left."""

    rows: tuple[Left, ...]
    total: int
    people: tuple[tuple[int, str], ...]

    @property
    def is_uncounted(self) -> bool:
        """Whether there are more than were counted."""
        return self.total > MOST


class Legacy(NamedTuple):
    """What one person left behind: what can be offered, what has been, and what is done one by one."""

    to_offer: tuple[Left, ...]
    offered: tuple[Left, ...]
    apart: tuple[Left, ...]
    is_cut: bool


def left_of(kind: str, actor: Actor, unit_id: int | None) -> LeftBehind:
    """What has to be handed over among the cases of a kind, whoever answers for it."""
    statement = _told(left_behind(), actor).where(Case.kind == kind)
    if unit_id is not None:
        statement = statement.where(Case.unit_id.in_(within(unit_id)))
    rows = _first(statement)
    people = {row.person_id: row.person for row in rows if row.part in HANDED_OVER and not row.is_offered}
    return LeftBehind(tuple(rows[:SHOWN]), len(rows), tuple(people.items()))


def legacy(person_id: int, actor: Actor) -> Legacy:
    """What this person left behind when their account was closed, up to a limit; nothing while it is open."""
    found = _told(parts(lambda column: and_(column == person_id, is_gone(column))), actor)
    # What waits for an answer must not keep the rest from being seen.
    every = _first(found, found.selected_columns.receiver.is_not(None))
    rows = every[:MOST]
    handed_over = [row for row in rows if row.part in HANDED_OVER]
    return Legacy(
        tuple(row for row in handed_over if not row.is_offered),
        tuple(row for row in handed_over if row.is_offered),
        tuple(row for row in rows if row.part not in HANDED_OVER),
        is_cut=len(every) > MOST,
    )


def _told(found: list[Select[Any]], actor: Actor) -> Select[Any]:
    every, receiver = union_all(*found).subquery(), aliased(User)
    columns: tuple[Any, ...] = (
        *(every.c.part, User.name, User.id, receiver.name.label("receiver")),
        *(Case.public_id, Case.title, Case.language, Case.state),
    )
    asked = and_(receiver.id == Case.receiver_id, receiver.deactivated_at.is_(None))
    statement = select(*columns).select_from(every).join(Case, Case.id == every.c.case_id)
    statement = statement.join(User, User.id == every.c.person_id).outerjoin(receiver, asked)
    # Whose own matter an idea is does not read who was asked to evaluate it.
    is_told = or_(every.c.part != Part.EVALUATOR, every.c.case_id.not_in(own_matters(actor)))
    return visible(statement, actor).where(is_told)


def _first(statement: Select[Any], *order: Any) -> list[Left]:
    """Those that wait longest, within an order that comes before."""
    ordered = statement.order_by(*order, Case.state_since, Case.id, statement.selected_columns.part)
    return [Left(*row) for row in db.session.execute(ordered.limit(MOST + 1))]
