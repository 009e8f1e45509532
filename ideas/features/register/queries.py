"""Reads the list of work steps: one page, its authors and its count, each in one statement."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Select
from sqlalchemy.orm import InstrumentedAttribute

from ideas.bylines import bylines
from ideas.extensions import db
from ideas.features.register.conditions import matching
from ideas.features.register.forms import Filters
from ideas.features.register.sorting import ORDERS
from ideas.figures import verified_hours
from ideas.models.case import Case
from ideas.models.decision import Decision
from ideas.models.work_step import WorkStep
from ideas.models.work_step_codes import StepKind
from ideas.offers import Options
from ideas.paging import SIZE, Cursor, Page, counted, read, sorted_by, write
from workflow.actors import Actor
from workflow.evidence import EvidenceClass
from workflow.hours import Range
from workflow.lifecycles.work_step_states import Shift

EFFORT: tuple[InstrumentedAttribute[Any], ...] = (
    WorkStep.basis, WorkStep.minutes_low, WorkStep.minutes_likely, WorkStep.minutes_high, WorkStep.people,
    WorkStep.times_per_year, WorkStep.events_per_year, WorkStep.travel_minutes, WorkStep.share_removed,
    WorkStep.replacement_hours, WorkStep.shifted_hours, WorkStep.change_hours,
)  # fmt: skip
"""What an estimate is reckoned from."""
SAID: tuple[InstrumentedAttribute[Any], ...] = (
    Case.public_id, Case.title, Case.language, Case.state, Case.submitted_at, Case.next_date,
    WorkStep.review_on, WorkStep.step_kind, WorkStep.shifted_to, WorkStep.evidence_class,
)  # fmt: skip
"""What a row says as it stands."""
COLUMNS = (
    *(Case.id, Case.unit_id, Case.hides_author, Case.state_since), *SAID, *EFFORT,
    *(Decision.hours_low, Decision.hours_likely, Decision.hours_high),
    Decision.evidence_class.label("decided_class"), verified_hours().label("verified"),
)  # fmt: skip


class Listed(NamedTuple):
    """One work step of the list, hours a year; `authors` is None where the name is hidden."""

    unit: str
    authors: str | None
    estimated: Range | None
    decided: Range | None
    decided_class: EvidenceClass | None
    verified: Decimal | None
    public_id: str
    title: str
    language: str
    state: str
    submitted_at: datetime
    next_date: date | None
    review_on: date | None
    step_kind: StepKind
    shifted_to: Shift | None
    evidence_class: EvidenceClass


class _Statements(NamedTuple):
    """What is asked of the database for one page."""

    page: Select[Any]
    counted: Select[Any]


def find(filters: Filters, after: str | None, offered: Options, actor: Actor) -> Page[Listed]:
    """The page behind the cursor, or the first one."""
    cursor = read(after, filters.sort, actor)
    asked = _statements(filters, offered.below(filters.unit), actor, cursor)
    found = _rows(asked.page)
    shown, is_last = found[:SIZE], len(found) <= SIZE
    return Page(
        rows=_listed(shown, offered),
        total=len(shown) if is_last and cursor is None else _rows(asked.counted)[0][0],
        after=None if is_last else write(filters.sort, shown[-1].id),
        is_first=cursor is None,
    )


# Never stale: a statement says what to look for, never what was found.
@lru_cache(256)
def _statements(
    filters: Filters, units: tuple[int, ...], actor: Actor, cursor: Cursor | None
) -> "_Statements":
    every = matching(filters, units, actor, *COLUMNS)
    return _Statements(sorted_by(every, ORDERS[filters.sort], cursor, SIZE), counted(every))


def _rows(statement: Select[Any]) -> Sequence[Any]:
    """Plain rows: a list needs no objects that the session watches."""
    return db.session.connection().execute(statement).all()


def _listed(rows: Sequence[Any], offered: Options) -> tuple[Listed, ...]:
    names = bylines((row.id, row.hides_author) for row in rows)
    return tuple(
        Listed(
            offered.unit_names.get(row.unit_id, ""),
            names[row.id],
            _estimate(row),
            None if row.hours_likely is None else Range(row.hours_low, row.hours_likely, row.hours_high),
            row.decided_class,
            row.verified,
            *(getattr(row, column.key) for column in SAID),
        )
        for row in rows
    )


def _estimate(row: Any) -> Range | None:
    """As the work step itself would reckon it."""
    return WorkStep(**{column.key: getattr(row, column.key) for column in EFFORT}).estimate
