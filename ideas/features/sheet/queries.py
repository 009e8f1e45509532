"""Reads what stands on the sheet beside its figures: ideas, outcomes, lessons, and what was handled."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute

from ideas.extensions import db, settings
from ideas.models.case import Case
from ideas.models.experiment import Conclusion, Experiment
from ideas.models.follow_up import FollowUp
from ideas.models.handling import HandledCase, Handling
from ideas.models.idea import Idea
from ideas.models.unit import Unit
from ideas.scope import Scope
from workflow.calendar import age_in_days
from workflow.figures.windows import Window
from workflow.flow import OPEN
from workflow.lifecycles.idea_states import IdeaState

VOICES, OUTCOMES, LESSONS, HANDLINGS = 6, 3, 3, 5
"""How many of each a page holds."""
LONGEST = 240
"""Characters of what somebody wrote; the rest stands on the page of the case."""


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


class Outcome(NamedTuple):
    """What changed after an idea was adopted, as whoever answers for it has told; to whom, in which words."""

    public_id: str
    title: str
    language: str
    on: date
    words: tuple[tuple[str, str], ...]


class Lesson(NamedTuple):
    """What an experiment taught that has ended."""

    public_id: str
    title: str
    language: str
    on: date
    words: str


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


def outcomes(scope: Scope, window: Window) -> tuple[Outcome, ...]:
    """The latest answers to what changed, of ideas that are in use."""
    told = FollowUp.answered_at.between(*scope.moments(window))
    ids = select(FollowUp.id).where(told, _is_of(scope, FollowUp.case_id, Case.state == IdeaState.ADOPTED))
    latest = ids.order_by(FollowUp.answered_at.desc(), FollowUp.id.desc()).limit(OUTCOMES).subquery()
    statement = select(FollowUp).add_columns(*NAMED).join(latest, latest.c.id == FollowUp.id)
    found = db.session.execute(statement.join(Case, Case.id == FollowUp.case_id))
    rows = sorted(found, key=lambda row: (row[0].answered_at, row[0].id), reverse=True)
    return tuple(_outcome(*row) for row in rows)


def lessons(scope: Scope, window: Window) -> tuple[Lesson, ...]:
    """What the experiments taught that ended last and were concluded."""
    ended = Experiment.ended_at.between(*scope.moments(window))
    is_concluded = exists().where(Conclusion.experiment_id == Experiment.id)
    ids = select(Experiment.id).where(ended, is_concluded, _is_of(scope, Experiment.case_id))
    latest = ids.order_by(Experiment.ended_at.desc(), Experiment.id.desc()).limit(LESSONS).subquery()
    statement = (
        select(*NAMED, Experiment.ended_at, Conclusion.learnt)
        .join(Experiment, Experiment.case_id == Case.id)
        .join(latest, latest.c.id == Experiment.id)
        .join(Conclusion, Conclusion.experiment_id == Experiment.id)
        .order_by(Experiment.ended_at.desc(), Experiment.id.desc())
    )
    found = db.session.execute(statement)
    return tuple(Lesson(*row[:3], settings().local_day(row[3]), excerpt(row[4])) for row in found)


def handlings() -> tuple[Handled, ...]:
    """The latest meetings, with the number of ideas that stood on the sheet."""
    ideas = select(func.count()).where(HandledCase.handling_id == Handling.id).scalar_subquery()
    order = (Handling.on.desc(), Handling.id.desc())
    statement = select(Handling.on, Handling.words, ideas).order_by(*order).limit(HANDLINGS)
    return tuple(Handled(*row) for row in db.session.execute(statement))


def excerpt(text: str) -> str:
    """The beginning of what somebody wrote, cut between words, on one line."""
    line = " ".join(text.split())
    if len(line) <= LONGEST:
        return line
    return f"{line[:LONGEST].rsplit(' ', 1)[0]} …"


def _voice(idea: Idea, unit: Unit | None, scope: Scope, language: str) -> Voice:
    since = settings().local_day(idea.state_since)
    return Voice(
        idea.id, idea.public_id, idea.title, idea.language, excerpt(idea.essence or idea.benefit),
        unit.name(language) if unit else None, idea.state, age_in_days(since, scope.today), since,
    )  # fmt: skip


def _outcome(follow_up: FollowUp, public_id: str, title: str, language: str) -> Outcome:
    assert follow_up.answered_at is not None  # it was found by that  # noqa: S101
    on = settings().local_day(follow_up.answered_at)
    return Outcome(public_id, title, language, on, tuple(_told(follow_up)))


def _told(follow_up: FollowUp) -> Iterator[tuple[str, str]]:
    """What changed for whom, where anything was said."""
    for name in ("customer", "staff", "operation"):
        if words := excerpt(getattr(follow_up, name)):
            yield name, words


def _is_of(
    scope: Scope, case_id: InstrumentedAttribute[int], *more: ColumnElement[bool]
) -> ColumnElement[bool]:
    """Not a join: the database could then begin with the cases, which are many."""
    return exists().where(Case.id == case_id, *more, *scope.cases)


NAMED: tuple[Any, ...] = (Case.public_id, Case.title, Case.language)
