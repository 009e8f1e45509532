"""What was brought about, for the situation view and the management group: hours, and words of owners."""

from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, select

from ideas.extensions import db
from ideas.figures import verified_hours
from ideas.models.case import Case
from ideas.models.decision import Decision, Reallocation
from ideas.models.experiment import Conclusion, Experiment
from ideas.models.follow_up import FollowUp
from ideas.scope import Scope
from workflow.figures.windows import Window
from workflow.hours import ZERO
from workflow.lifecycles.work_step_states import Ending

LATEST = 3


class Freed(NamedTuple):
    """Hours a year that were verified of the work steps given up, and how many of them found a use."""

    hours: Decimal
    placed: Decimal
    for_customers: Decimal
    verified_steps: int
    steps: int


class Told(NamedTuple):
    """What somebody wrote of an idea or an experiment, and when."""

    public_id: str
    title: str
    language: str
    words: str
    at: datetime | None


def freed(scope: Scope, window: Window) -> Freed:
    """What was given up in the window and has not come back."""
    conditions = _given_up(scope, window)
    each = (
        select(verified_hours().label("hours"))
        .select_from(Decision)
        .join(Case, Case.id == Decision.case_id)
        .where(*conditions)
        .subquery()
    )
    hours, verified, steps = db.session.execute(
        select(func.sum(each.c.hours), func.count(each.c.hours), func.count())
    ).one()
    customers = func.sum(Reallocation.hours).filter(Reallocation.is_for_customers)
    statement = (
        select(func.sum(Reallocation.hours), customers)
        .join(Decision, Decision.id == Reallocation.decision_id)
        .join(Case, Case.id == Decision.case_id)
    )
    placed, for_customers = db.session.execute(statement.where(*conditions)).one()
    return Freed(hours or ZERO, placed or ZERO, for_customers or ZERO, verified, steps)


def latest_changes(scope: Scope, window: Window) -> tuple[Told, ...]:
    """What owners told last of what changed for customers."""
    statement = (
        select(Case.public_id, Case.title, Case.language, FollowUp.customer, FollowUp.answered_at)
        .join(Case, Case.id == FollowUp.case_id)
        .where(FollowUp.answered_at.is_not(None), FollowUp.customer != "", *scope.cases)
        .where(_within(FollowUp.answered_at, scope, window))
        .order_by(FollowUp.answered_at.desc(), FollowUp.id.desc())
        .limit(LATEST)
    )
    return tuple(Told(*row) for row in db.session.execute(statement))


def lessons(scope: Scope, window: Window) -> tuple[Told, ...]:
    """What the experiments that ended last have taught."""
    statement = (
        select(Case.public_id, Case.title, Case.language, Conclusion.learnt, Experiment.ended_at)
        .join(Experiment, Experiment.id == Conclusion.experiment_id)
        .join(Case, Case.id == Experiment.case_id)
        .where(Experiment.ended_at.is_not(None), Conclusion.learnt != "", *scope.cases)
        .where(_within(Experiment.ended_at, scope, window))
        .order_by(Experiment.ended_at.desc(), Experiment.id.desc())
        .limit(LATEST)
    )
    return tuple(Told(*row) for row in db.session.execute(statement))


def _given_up(scope: Scope, window: Window) -> list[ColumnElement[bool]]:
    is_holding = Decision.ended_at.is_(None) & Decision.kind.in_(list(Ending))
    return [*scope.cases, is_holding, Decision.on.between(window.first, window.last)]


def _within(moment: Any, scope: Scope, window: Window) -> ColumnElement[bool]:
    found: ColumnElement[bool] = moment.between(*scope.moments(window))
    return found
