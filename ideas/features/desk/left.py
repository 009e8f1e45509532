"""Reads the cases of the desk in which somebody who has left or moved still has a part."""

from typing import NamedTuple

from sqlalchemy import or_, select, union_all

from ideas.access import visible
from ideas.extensions import db
from ideas.features.desk.sections import own_matters
from ideas.leaving import Part, left_behind
from ideas.models import Case, User
from ideas.paging import MOST
from ideas.units import within
from workflow.actors import Actor

SHOWN = 25
ORDER = tuple(Part)


class Left(NamedTuple):
    """A case, who has left it or moved, and what they were to it."""

    part: str
    person: str
    public_id: str
    title: str
    language: str
    state: str


class LeftBehind(NamedTuple):
    """The first of them, those that wait longest first, and how many there are, up to a limit."""

    rows: tuple[Left, ...]
    total: int

    @property
    def is_uncounted(self) -> bool:
        """Whether there are more than were counted."""
        return self.total > MOST


def left_of(kind: str, actor: Actor, unit_id: int | None) -> LeftBehind:
    """What has to be handed over among the cases of a kind, whoever answers for it."""
    every = union_all(*left_behind()).subquery()
    columns = (every.c.part, User.name, Case.public_id, Case.title, Case.language, Case.state)
    statement = select(*columns).select_from(every).join(Case, Case.id == every.c.case_id)
    statement = visible(statement.join(User, User.id == every.c.person_id), actor).where(Case.kind == kind)
    # Whose own matter an idea is does not read who was asked to evaluate it.
    statement = statement.where(
        or_(every.c.part != Part.EVALUATOR, every.c.case_id.not_in(own_matters(actor)))
    )
    if unit_id is not None:
        statement = statement.where(Case.unit_id.in_(within(unit_id)))
    found = db.session.execute(statement.order_by(Case.state_since, Case.id, every.c.part).limit(MOST + 1))
    rows = [Left(*row) for row in found]
    return LeftBehind(tuple(rows[:SHOWN]), len(rows))
