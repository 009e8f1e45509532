"""What was brought about, for the situation view and the management group: hours, and words of owners."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, exists, func, select

from ideas.extensions import Reader, db, settings
from ideas.figures import verified_hours
from ideas.models.case import Case
from ideas.models.decision import Decision, Reallocation
from ideas.models.experiment import Conclusion, Experiment
from ideas.models.follow_up import FollowUp
from ideas.scope import Scope
from workflow.figures.windows import Window
from workflow.hours import ZERO
from workflow.lifecycles.idea_states import IdeaState
from workflow.lifecycles.work_step_states import Ending

LATEST = 3
"""How many of each a page tells."""
LONGEST = 240
"""Characters of what somebody wrote; the rest stands on the page of the case."""


class Freed(NamedTuple):
    """Hours a year that were verified of the work steps given up, and how many of them found a use."""

    hours: Decimal
    placed: Decimal
    for_customers: Decimal
    verified_steps: int
    steps: int


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


def freed(scope: Scope, window: Window, reader: Reader = db.session) -> Freed:
    """What was given up in the window and has not come back."""
    conditions = _given_up(scope, window)
    each = (
        select(verified_hours().label("hours"))
        .select_from(Decision)
        .join(Case, Case.id == Decision.case_id)
        .where(*conditions)
        .subquery()
    )
    hours, verified, steps = reader.execute(
        select(func.sum(each.c.hours), func.count(each.c.hours), func.count())
    ).one()
    customers = func.sum(Reallocation.hours).filter(Reallocation.is_for_customers)
    statement = (
        select(func.sum(Reallocation.hours), customers)
        .join(Decision, Decision.id == Reallocation.decision_id)
        .join(Case, Case.id == Decision.case_id)
    )
    placed, for_customers = reader.execute(statement.where(*conditions)).one()
    return Freed(hours or ZERO, placed or ZERO, for_customers or ZERO, verified, steps)


def outcomes(scope: Scope, window: Window) -> tuple[Outcome, ...]:
    """The latest answers to what changed, of ideas that are in use."""
    told = FollowUp.answered_at.between(*scope.moments(window))
    ids = select(FollowUp.id).where(told, scope.holds(FollowUp.case_id, Case.state == IdeaState.ADOPTED))
    latest = ids.order_by(FollowUp.answered_at.desc(), FollowUp.id.desc()).limit(LATEST).subquery()
    statement = select(FollowUp).add_columns(*NAMED).join(latest, latest.c.id == FollowUp.id)
    found = db.session.execute(statement.join(Case, Case.id == FollowUp.case_id))
    rows = sorted(found, key=lambda row: (row[0].answered_at, row[0].id), reverse=True)
    return tuple(_outcome(*row) for row in rows)


def lessons(scope: Scope, window: Window) -> tuple[Lesson, ...]:
    """What the experiments taught that ended last and were concluded."""
    ended = Experiment.ended_at.between(*scope.moments(window))
    is_concluded = exists().where(Conclusion.experiment_id == Experiment.id)
    ids = select(Experiment.id).where(ended, is_concluded, scope.holds(Experiment.case_id))
    latest = ids.order_by(Experiment.ended_at.desc(), Experiment.id.desc()).limit(LATEST).subquery()
    statement = (
        select(*NAMED, Experiment.ended_at, Conclusion.learnt)
        .join(Experiment, Experiment.case_id == Case.id)
        .join(latest, latest.c.id == Experiment.id)
        .join(Conclusion, Conclusion.experiment_id == Experiment.id)
        .order_by(Experiment.ended_at.desc(), Experiment.id.desc())
    )
    found = db.session.execute(statement)
    return tuple(Lesson(*row[:3], settings().local_day(row[3]), excerpt(row[4])) for row in found)


def excerpt(text: str) -> str:
    """The beginning of what somebody wrote, cut between words, on one line."""
    line = " ".join(text.split())
    if len(line) <= LONGEST:
        return line
    return f"{line[:LONGEST].rsplit(' ', 1)[0]} …"


def _given_up(scope: Scope, window: Window) -> list[ColumnElement[bool]]:
    is_holding = Decision.ended_at.is_(None) & Decision.kind.in_(list(Ending))
    return [*scope.cases, is_holding, Decision.on.between(window.first, window.last)]


def _outcome(follow_up: FollowUp, public_id: str, title: str, language: str) -> Outcome:
    assert follow_up.answered_at is not None  # it was found by that  # noqa: S101
    on = settings().local_day(follow_up.answered_at)
    return Outcome(public_id, title, language, on, tuple(_told(follow_up)))


def _told(follow_up: FollowUp) -> Iterator[tuple[str, str]]:
    """What changed for whom, where anything was said."""
    for name in ("customer", "staff", "operation"):
        if words := excerpt(getattr(follow_up, name)):
            yield name, words


NAMED: tuple[Any, ...] = (Case.public_id, Case.title, Case.language)
