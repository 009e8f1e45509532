"""Reads what stands on the sheet alone: ideas in the words of staff, and what was handled."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import exists, func, select

from ideas.extensions import db, settings
from ideas.models.case import Case
from ideas.models.handling import HandledCase, Handling
from ideas.models.idea import Idea
from ideas.models.unit import Unit
from ideas.outcomes import excerpt
from ideas.scope import Scope
from workflow.calendar import age_in_days
from workflow.figures.windows import Window
from workflow.flow import OPEN
from workflow.lifecycles.idea_states import IdeaState

VOICES, HANDLINGS = 6, 5
"""How many of each a page holds."""


class Voice(NamedTuple):
    """An idea from work with customers as it was written; `unit` is None where none may be named."""

    case_id: int
    public_id: str
    title: str
    language: str
    words: str
    unit: str | None
    state: str
    days: int
    since: date

    @property
    def is_open(self) -> bool:
        """Whether it waits for something."""
        return self.state in OPEN["idea"]


class Handled(NamedTuple):
    """A meeting at which the sheet was handled."""

    on: date
    words: str
    ideas: int


def voices(scope: Scope, window: Window, language: str) -> tuple[Voice, ...]:
    """The newest ideas of the period that come from work with customers."""
    is_of_staff = exists().where(Idea.__table__.c.id == Case.id, Idea.from_customer_work.is_(True))
    submitted = (Case.submitted_at.between(*scope.moments(window)), Case.state != IdeaState.MERGED)
    ids = select(Case.id).where(*submitted, Case.kind == "idea", is_of_staff.correlate(Case), *scope.cases)
    newest = ids.order_by(Case.submitted_at.desc(), Case.id.desc()).limit(VOICES).subquery()
    statement = (
        select(Idea, Unit)
        .join(newest, newest.c.id == Idea.id)
        .outerjoin(Unit, Unit.id == Idea.unit_id)
        .order_by(Idea.submitted_at.desc(), Idea.id.desc())
    )
    return tuple(_voice(idea, unit, scope, language) for idea, unit in db.session.execute(statement))


def handlings() -> tuple[Handled, ...]:
    """The latest meetings, with the number of ideas that stood on the sheet."""
    ideas = select(func.count()).where(HandledCase.handling_id == Handling.id).scalar_subquery()
    order = (Handling.on.desc(), Handling.id.desc())
    statement = select(Handling.on, Handling.words, ideas).order_by(*order).limit(HANDLINGS)
    return tuple(Handled(*row) for row in db.session.execute(statement))


def _voice(idea: Idea, unit: Unit | None, scope: Scope, language: str) -> Voice:
    since = settings().local_day(idea.state_since)
    return Voice(
        idea.id, idea.public_id, idea.title, idea.language, excerpt(idea.essence or idea.benefit),
        unit.name(language) if unit else None, idea.state, age_in_days(since, scope.today), since,
    )  # fmt: skip
