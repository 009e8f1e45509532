"""What each filter of the list of work steps means in the database."""

from typing import Any

from sqlalchemy import ColumnElement, Select, select

from ideas.access import visible
from ideas.features.register.forms import Filters
from ideas.features.register.sorting import Sort
from ideas.models.case import Case
from ideas.models.decision import Decision
from ideas.models.examination import Doubt
from ideas.models.work_step import WorkStep
from ideas.narrowing import wanted
from workflow.actors import Actor

_HOLDS = (Decision.case_id == Case.id) & Decision.ended_at.is_(None)


def matching(filters: Filters, units: tuple[int, ...], actor: Actor, *columns: Any) -> Select[Any]:
    """Of the work steps that this person may see and that every filter lets through, and their decisions."""
    named = select(*columns).select_from(WorkStep).outerjoin(Decision, _HOLDS)
    conditions = (*wanted(filters, units, actor), *_coded(filters), *_sortable(filters))
    return visible(named.where(Case.submitted_at.is_not(None), *conditions), actor)


def _coded(filters: Filters) -> list[ColumnElement[bool]]:
    """A class belongs to an estimate; without one there is nothing to classify."""
    columns = {
        WorkStep.step_kind: filters.kind,
        WorkStep.question: filters.question,
        WorkStep.origin: filters.origin,
        WorkStep.evidence_class: filters.evidence,
    }
    conditions = [column == code for column, code in columns.items() if code]
    if filters.evidence:
        conditions.append(WorkStep.estimated_hours.is_not(None))
    if filters.reason:
        conditions.append(Case.id.in_(select(Doubt.case_id).where(Doubt.reason == filters.reason)))
    return conditions


def _sortable(filters: Filters) -> list[ColumnElement[bool]]:
    columns = {Sort.HOURS: WorkStep.estimated_hours, Sort.REVIEW: WorkStep.review_on}
    return [column.is_not(None) for sort, column in columns.items() if filters.sort == sort]
