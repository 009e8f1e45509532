"""Finds the cases that ask for attention, in two statements that look at no more of them than are told."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    exists,
    literal,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased

from ideas.extensions import db
from ideas.leaving import has_moved, is_gone, is_pending
from ideas.models.case import Case
from ideas.models.experiment import Experiment
from ideas.models.flow import VisitRow
from ideas.models.follow_up import FollowUp
from ideas.models.unit import Unit
from ideas.models.user import User
from ideas.scope import Scope
from workflow.actors import Role
from workflow.attention import MOST_COUNTED, MOST_SHOWN, Reason
from workflow.calendar import age_in_days
from workflow.flow import OPEN
from workflow.lifecycles.idea_states import IdeaState
from workflow.lifecycles.work_step_states import WorkStepState

Found = Select[str, int]
Place = tuple[str, str]
Thresholds = Mapping[Place, int]
"""By kind and open state, the days after which a case has been in it for long."""
TRIED: Mapping[str, Reason] = {
    IdeaState.PILOTED: Reason.PILOT_OVERDUE,
    WorkStepState.TRIALLED: Reason.TRIAL_OVERDUE,
}
"""By the state in which an experiment runs, what is said when its last day has passed."""

ENOUGH = MOST_COUNTED + 1
"""Of each reason and state no more cases are looked for."""
COLUMNS: tuple[Any, ...] = (
    Case.public_id, Case.kind, Case.title, Case.language, Case.state, Case.next_date, Case.owner_id,
    VisitRow.entered_on, User.name.label("owner"),
)  # fmt: skip


class Waiting(NamedTuple):
    """A case that asks for attention: why, and for how many days it has been in its state, today included.

    `unit` is as pages show it; `owner` is told to leads alone.
    """

    public_id: str
    kind: str
    title: str
    language: str
    state: str
    reasons: tuple[Reason, ...]
    days: int
    next_date: date | None
    unit: str | None
    owner: str | None


class Count(NamedTuple):
    """How many cases a reason holds of, at most MOST_COUNTED; `is_more` says that there are more."""

    reason: Reason
    n: int
    is_more: bool


class Attention(NamedTuple):
    """The cases, those longest in their state first, and how many there are of each reason that holds."""

    rows: tuple[Waiting, ...] = ()
    counts: tuple[Count, ...] = ()

    @property
    def is_cut(self) -> bool:
        """Whether there may be more cases than the list shows."""
        return len(self.rows) == MOST_SHOWN


def attention(scope: Scope, thresholds: Thresholds, language: str) -> Attention:
    """What asks for attention today among the cases of the scope."""
    # A unit or a direction is a row of this request: a statement that is kept would keep it too.
    build = _kept_statement if scope.is_whole else _statement
    statement = build(scope, tuple(sorted(thresholds.items())))
    found: dict[Reason, set[int]] = {}
    for reason, case_id in db.session.execute(statement) if statement is not None else ():
        found.setdefault(Reason(reason), set()).add(case_id)
    ids = set().union(*found.values())
    counts = tuple(
        Count(reason, min(len(found[reason]), MOST_COUNTED), len(found[reason]) > MOST_COUNTED)
        for reason in Reason
        if reason in found
    )
    return Attention(tuple(_rows(ids, scope, thresholds, language)) if ids else (), counts)


def _statement(scope: Scope, thresholds: tuple[tuple[Place, int], ...]) -> CompoundSelect[Any] | None:
    """Everything that is looked for at once; None where the scope has no kind of case."""
    parts = [select(part.subquery()) for part in _candidates(scope, dict(thresholds))]
    return union_all(*parts) if parts else None


# Never stale: a statement says what to look for, never what was found.
_kept_statement = lru_cache(64)(_statement)


def _candidates(scope: Scope, thresholds: Thresholds) -> Iterator[Found]:
    """For each reason and state its first cases, each found through an index and cut short."""
    for kind in scope.kinds:
        for state in sorted(OPEN[kind]):
            if (days := thresholds.get((kind, state))) is not None:
                yield _long_in(state, scope.today - timedelta(days=days), scope)
            yield _in(state, Reason.NO_NEXT_DATE, Case.next_date.is_(None), scope)
            yield _in(state, Reason.NO_OWNER, Case.owner_id.is_(None), scope)
            if state in TRIED:
                yield _tried(state, scope)
    if scope.kinds:
        yield from (_left(left, scope) for left in (is_gone(Case.owner_id), has_moved()))
    if "idea" in scope.kinds:
        yield _follow_ups(scope)
    if "work-step" in scope.kinds:
        yield _in(WorkStepState.KEPT, Reason.REVIEW_OVERDUE, Case.next_date < scope.today, scope)


def _long_in(state: str, since: date, scope: Scope) -> Found:
    """Through `ix_visit_lasting`."""
    lasting = (VisitRow.state == state, VisitRow.left_on.is_(None), VisitRow.entered_on <= since)
    found = _why(Reason.LONG_IN_STATE, VisitRow.case_id).where(*lasting, scope.holds(VisitRow.case_id))
    return found.order_by(VisitRow.entered_on, VisitRow.case_id).limit(ENOUGH)


def _in(state: str, reason: Reason, condition: ColumnElement[bool], scope: Scope) -> Found:
    """Through `ix_case_next_date_in_state` and `ix_case_oldest_of_owner`."""
    order = Case.state_since if reason is Reason.NO_OWNER else Case.next_date
    found = _why(reason, Case.id).where(Case.state == state, condition, *scope.cases)
    return found.order_by(order, Case.id).limit(ENOUGH)


def _left(condition: ColumnElement[bool], scope: Scope) -> Found:
    """From the few people who have left or moved, through `ix_case_owner_id`."""
    return _why(Reason.OWNER_GONE, Case.id).where(condition, is_pending(), *scope.cases).limit(ENOUGH)


def _tried(state: str, scope: Scope) -> Found:
    """Through `ix_experiment_running`."""
    is_here = scope.holds(Experiment.case_id, Case.state == state)
    found = _why(TRIED[state], Experiment.case_id).where(*_is_overdue(scope.today), is_here)
    return found.order_by(Experiment.ends_on, Experiment.id).limit(ENOUGH)


def _follow_ups(scope: Scope) -> Found:
    """Through `ix_follow_up_waiting`; of a case only the first that waits, so that it counts once."""
    earlier = aliased(FollowUp)
    places = tuple_(earlier.due_on, earlier.id) < tuple_(FollowUp.due_on, FollowUp.id)
    before = exists().where(earlier.case_id == FollowUp.case_id, earlier.answered_at.is_(None), places)
    is_asked = (FollowUp.answered_at.is_(None), FollowUp.due_on < scope.today, ~before)
    is_here = scope.holds(FollowUp.case_id, Case.state == IdeaState.ADOPTED)
    found = _why(Reason.FOLLOW_UP_OVERDUE, FollowUp.case_id).where(*is_asked, is_here)
    return found.order_by(FollowUp.due_on, FollowUp.id).limit(ENOUGH)


def _why(reason: Reason, case_id: InstrumentedAttribute[int]) -> Found:
    return select(literal(reason.value).label("reason"), case_id.label("id"))


def _is_overdue(today: date) -> tuple[ColumnElement[bool], ...]:
    is_running = (Experiment.ended_at.is_(None), Experiment.started_at.is_not(None))
    return *is_running, Experiment.ends_on < today


def _rows(ids: set[int], scope: Scope, thresholds: Thresholds, language: str) -> Iterator[Waiting]:
    is_lasting = and_(VisitRow.case_id == Case.id, VisitRow.left_on.is_(None))
    statement = (
        select(*COLUMNS, Unit, *_told(scope.today))
        .join(VisitRow, is_lasting)
        .outerjoin(Unit, Unit.id == Case.unit_id)
        .outerjoin(User, User.id == Case.owner_id)
        .where(Case.id.in_(ids))
        .order_by(VisitRow.entered_on, Case.id)
        .limit(MOST_SHOWN)
    )
    is_lead = scope.actor.role is Role.LEAD
    for row in db.session.execute(statement):
        days = age_in_days(row.entered_on, scope.today)
        yield Waiting(
            row.public_id, row.kind, row.title, row.language, row.state,
            tuple(reason for reason, holds in _holding(row, days, scope, thresholds) if holds),
            days, row.next_date,
            row.Unit.name(language) if row.Unit else None, row.owner if is_lead else None,
        )  # fmt: skip


def _told(today: date) -> Iterator[ColumnElement[bool]]:
    """What a row says of itself beside its columns."""
    yield exists().where(Experiment.case_id == Case.id, *_is_overdue(today)).label("has_overrun")
    asked = (FollowUp.case_id == Case.id, FollowUp.answered_at.is_(None), FollowUp.due_on < today)
    yield exists().where(*asked).label("is_asked")
    yield and_(or_(is_gone(Case.owner_id), has_moved()), is_pending()).label("is_left")


def _holding(row: Any, days: int, scope: Scope, thresholds: Thresholds) -> Iterator[tuple[Reason, bool]]:
    """Each reason, and whether it holds of the row."""
    is_open, limit = row.state in OPEN[row.kind], thresholds.get((row.kind, row.state))
    is_kept = row.state == WorkStepState.KEPT and row.next_date is not None
    yield Reason.LONG_IN_STATE, limit is not None and days > limit
    yield Reason.NO_NEXT_DATE, is_open and row.next_date is None
    yield Reason.NO_OWNER, is_open and row.owner_id is None
    yield Reason.OWNER_GONE, bool(row.is_left)
    for state, reason in TRIED.items():
        yield reason, row.state == state and row.has_overrun
    yield Reason.FOLLOW_UP_OVERDUE, row.state == IdeaState.ADOPTED and row.is_asked
    yield Reason.REVIEW_OVERDUE, is_kept and row.next_date < scope.today
