"""Counts both sides of the balance in the database, each by one statement, and reads what is still open."""

from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Select, Subquery, and_, extract, func, or_, select

from ideas.access import sees
from ideas.extensions import db
from ideas.features.balance.scope import Scope, holding
from ideas.features.balance.tally import Cell, Row, Tally, by_unit, by_year, of_unit, total
from ideas.figures import verified_hours
from ideas.models.case import Case
from ideas.models.decision import Decision, Reallocation
from ideas.models.idea import Idea
from ideas.models.pairing import Pairing
from ideas.models.work_step import WorkStep
from workflow.hours import ZERO, Range
from workflow.lifecycles.idea_states import GiveUp, IdeaState
from workflow.lifecycles.work_step_states import Shift

MOST = 50
"""How many cases a list on the page names."""


class Use(NamedTuple):
    """Where verified hours a year went."""

    is_for_customers: bool
    purpose: str
    hours: Decimal


class Moved(NamedTuple):
    """A work step of which something moved to the customer; hours a year, where they are told."""

    public_id: str
    title: str
    language: str
    to_whom: str
    hours: Decimal | None


class Unsettled(NamedTuple):
    """An idea for which nothing makes room, or which has not told its hours."""

    public_id: str
    title: str
    language: str
    state: str
    give_up: GiveUp | None
    words: str
    needed: Decimal | None
    is_paired: bool


class Report(NamedTuple):
    """Everything that the page tells."""

    total: Tally
    units: list[Row]
    years: list[tuple[int, Tally]]
    uses: list[Use]
    moved: list[Moved]
    unsettled: list[Unsettled]


def report(scope: Scope) -> Report:
    """The whole page in five statements."""
    cells = of_unit([*taken_on(scope), *freed(scope)], scope)
    current = [cell for cell in cells if scope.year in (None, cell.year)]
    return Report(
        total(current),
        by_unit(current, scope.units),
        by_year(cells),
        uses(scope),
        moved(scope),
        unsettled(scope),
    )


def taken_on(scope: Scope) -> list[Cell]:
    """The ideas in use by unit and by the year of the decision, in hours a year that they need."""
    adopted = _adopted()
    each = (
        select(Idea.unit_id, Idea.needed_hours, scope.year_of(adopted.c.at).label("year"))
        .join(adopted, adopted.c.case_id == Idea.id)
        .where(sees(scope.actor), Idea.state == IdeaState.ADOPTED)
        .subquery()
    )
    count, told = func.count(), func.count(each.c.needed_hours)
    statement = select(each.c.unit_id, each.c.year, count, count - told, func.sum(each.c.needed_hours))
    rows = db.session.execute(statement.group_by(each.c.unit_id, each.c.year))
    return [Cell(r[0], r[1], Tally(ideas=r[2], unsaid=r[3], needed=r[4] or ZERO)) for r in rows]


def freed(scope: Scope) -> list[Cell]:
    """The work steps given up by unit, by the year of the decision and by the class of its estimate."""
    each = _given_up(scope).subquery()
    waits = each.c.verified.is_(None)
    waiting = [func.sum(each.c[name]).filter(waits) for name in ("low", "likely", "high")]
    statement = select(
        each.c.unit_id, each.c.year, each.c.evidence, func.count(), func.count(each.c.verified)
    )
    statement = statement.add_columns(func.sum(each.c.verified), *waiting)
    statement = statement.add_columns(func.count().filter(waits, each.c.likely.is_(None)))
    statement = statement.add_columns(func.sum(each.c.minutes))
    rows = db.session.execute(statement.group_by(each.c.unit_id, each.c.year, each.c.evidence))
    return [Cell(row[0], scope.told(int(row[1])), _freed(row)) for row in rows]


def uses(scope: Scope) -> list[Use]:
    """What the time of these work steps is used for, by purpose."""
    statement = (
        select(Reallocation.is_for_customers, Reallocation.purpose, func.sum(Reallocation.hours))
        .join(Decision, Decision.id == Reallocation.decision_id)
        .join(Case, Case.id == Decision.case_id)
        .where(*scope.decided)
        .group_by(Reallocation.is_for_customers, Reallocation.purpose)
        .order_by(Reallocation.is_for_customers.desc(), Reallocation.purpose)
    )
    return [Use(*row) for row in db.session.execute(statement)]


def moved(scope: Scope) -> list[Moved]:
    """The work steps of which something moved to the customer."""
    statement = (
        select(WorkStep.public_id, WorkStep.title, WorkStep.language)
        .add_columns(WorkStep.shifted_to_whom, WorkStep.shifted_hours)
        .join(Decision, Decision.case_id == WorkStep.id)
        .where(*scope.decided, WorkStep.shifted_to == Shift.CUSTOMER)
        .order_by(WorkStep.title, WorkStep.id)
        .limit(MOST)
    )
    return [Moved(*row) for row in db.session.execute(statement)]


def unsettled(scope: Scope) -> list[Unsettled]:
    """The ideas in use or in a pilot for which nothing makes room, or which have not told their hours."""
    adopted = _adopted()
    is_paired = select(Pairing.idea_id).where(Pairing.idea_id == Idea.id).correlate(Idea).exists()
    in_use = Idea.state == IdeaState.ADOPTED
    if scope.year is not None:
        in_use = and_(in_use, scope.year_of(adopted.c.at) == scope.year)
    states = or_(in_use, Idea.state == IdeaState.PILOTED) if scope.is_current else in_use
    statement = (
        select(Idea.public_id, Idea.title, Idea.language, Idea.state, Idea.give_up, Idea.give_up_words)
        .add_columns(Idea.needed_hours, is_paired)
        .outerjoin(adopted, adopted.c.case_id == Idea.id)
        .where(*scope.cases, states, or_(~is_paired, Idea.needed_hours.is_(None)))
        .order_by(Idea.title, Idea.id)
        .limit(MOST)
    )
    return [Unsettled(*row) for row in db.session.execute(statement)]


def _adopted() -> Subquery:
    """When each idea was taken into use, on the day that holds where that was corrected."""
    since = select(Case.id.label("case_id"), Case.state_since.label("at"))
    return since.where(Case.kind == "idea", Case.state == IdeaState.ADOPTED).subquery()


def _given_up(scope: Scope) -> Select[Any]:
    """Each work step that is given up, with its decision and what was verified last."""
    likely = (Decision.hours_low.label("low"), Decision.hours_likely.label("likely"))
    return (
        select(
            WorkStep.unit_id,
            extract("year", Decision.on).label("year"),
            verified_hours().label("verified"),
            *likely,
        )
        .add_columns(Decision.hours_high.label("high"), Decision.evidence_class.label("evidence"))
        .add_columns((WorkStep.customer_minutes * WorkStep.customer_events).label("minutes"))
        .join(Decision, Decision.case_id == WorkStep.id)
        .where(sees(scope.actor), *holding())
    )


def _freed(row: Any) -> Tally:
    _unit, _year, evidence, steps, verified_steps, verified, low, likely, high, unestimated, minutes = row
    has_waiting = likely is not None and evidence is not None
    return Tally(
        steps=steps,
        verified_steps=verified_steps,
        verified=verified or ZERO,
        waiting=Range(low, likely, high) if has_waiting else Range(ZERO, ZERO, ZERO),
        unestimated=unestimated,
        classes=frozenset({evidence} if has_waiting else ()),
        minutes=minutes or ZERO,
    )
