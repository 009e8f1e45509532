"""The work steps as a table to take along: its columns, and what each says in the reader's language."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from ideas import labels
from ideas.bylines import bylines
from ideas.extensions import db, settings
from ideas.features.register.conditions import matching
from ideas.features.register.forms import Filters
from ideas.features.register.sorting import ORDERS
from ideas.figures import locked, verified_hours
from ideas.i18n import language
from ideas.labels.columns import NAME_HIDDEN, STEP_COLUMNS, WORK_STEPS
from ideas.models.decision import Decision
from ideas.models.examination import Doubt
from ideas.models.user import User
from ideas.models.work_step import WorkStep
from ideas.offers import Options
from ideas.paging import sorted_by
from ideas.spreadsheet import TYPES, Cell, csv_of, workbook_of
from workflow.actors import Actor
from workflow.evidence import EvidenceClass
from workflow.hours import Range, shown_range

MOST_ROWS = 10_000


class File(NamedTuple):
    """What is taken along."""

    content: bytes
    type: str


class Exported(NamedTuple):
    """One work step with what stands beside it; hours a year, as far as their evidence carries."""

    step: WorkStep
    decision: Decision | None
    estimated: Range | None
    decided: Range | None
    verified: Decimal | None
    owner: str | None
    unit: str
    authors: str
    reasons: str


def file(suffix: str, filters: Filters, offered: Options, actor: Actor) -> File:
    """Every work step that matches, at most MOST_ROWS, in the order of the list."""
    header = [str(STEP_COLUMNS[name]) for name in COLUMNS]
    rows = [[value(row) for value in COLUMNS.values()] for row in _exported(filters, offered, actor)]
    if suffix == "csv":
        return File(csv_of(header, rows, language()), TYPES[suffix])
    return File(workbook_of(str(WORK_STEPS), header, rows), TYPES[suffix])


def _exported(filters: Filters, offered: Options, actor: Actor) -> list[Exported]:
    columns = (WorkStep, Decision, verified_hours().label("verified"), User.name.label("owner"))
    found = matching(filters, offered.below(filters.unit), actor, *columns)
    found = found.outerjoin(User, User.id == WorkStep.owner_id)
    rows = db.session.execute(sorted_by(found, ORDERS[filters.sort], None, MOST_ROWS - 1)).all()
    names = bylines((row.WorkStep.id, row.WorkStep.hides_author) for row in rows)
    reasons = _reasons([row.WorkStep.id for row in rows])
    return [
        Exported(
            row.WorkStep,
            row.Decision,
            _told(row.WorkStep.estimate, row.WorkStep.evidence_class),
            _told(locked(row.Decision), row.Decision.evidence_class) if row.Decision else None,
            row.verified,
            row.owner,
            unit=offered.unit_names.get(row.WorkStep.unit_id, ""),
            authors=str(NAME_HIDDEN) if (name := names[row.WorkStep.id]) is None else name,
            reasons=reasons.get(row.WorkStep.id, ""),
        )
        for row in rows
    ]


def _reasons(steps: list[int]) -> Mapping[int, str]:
    wanted = select(Doubt.case_id, Doubt.reason).where(Doubt.case_id.in_(bindparam("steps", expanding=True)))
    found: dict[int, list[str]] = {}
    for step, reason in db.session.execute(wanted.order_by(Doubt.case_id, Doubt.reason), {"steps": steps}):
        found.setdefault(step, []).append(str(labels.REASONS[reason]))
    return {step: ", ".join(words) for step, words in found.items()}


def _told(hours: Range | None, evidence: EvidenceClass | None) -> Range | None:
    return shown_range(hours, evidence or EvidenceClass.C) if hours else None


def _of(name: str) -> Callable[[Exported], Cell]:
    return lambda row: getattr(row.step, name)


def _word(words: Mapping[Any, Any], name: str) -> Callable[[Exported], Cell]:
    return lambda row: str(words.get(getattr(row.step, name), ""))


def _day(name: str) -> Callable[[Exported], Cell]:
    """Of a moment the day alone: a time of day can tell who was at work."""
    return lambda row: settings().local_day(getattr(row.step, name))


def _end(column: str, end: str) -> Callable[[Exported], Cell]:
    return lambda row: getattr(getattr(row, column), end) if getattr(row, column) else None


def _decided(row: Exported) -> Cell:
    return str(labels.DECISIONS[row.decision.kind]) if row.decision else None


def _class(row: Exported) -> Cell:
    return str(labels.EVIDENCE_CLASSES[row.step.evidence_class]) if row.estimated else None


def _decided_class(row: Exported) -> Cell:
    evidence = row.decision.evidence_class if row.decision else None
    return str(labels.EVIDENCE_CLASSES[evidence]) if evidence else None


COLUMNS: Mapping[str, Callable[[Exported], Cell]] = {
    "public_id": _of("public_id"),
    "title": _of("title"),
    "step_kind": _word(labels.STEP_KINDS, "step_kind"),
    "state": _word(labels.STATES, "state"),
    "state_since": _day("state_since"),
    "question": _word(labels.QUESTIONS, "question"),
    "reasons": lambda row: row.reasons,
    "unit": lambda row: row.unit,
    "authors": lambda row: row.authors,
    "submitted_at": _day("submitted_at"),
    "owner": lambda row: row.owner,
    "origin": _word(labels.ORIGINS, "origin"),
    "customer_benefit": _word(labels.LEVELS, "customer_benefit"),
    "staff_success": _word(labels.LEVELS, "staff_success"),
    "estimated": _end("estimated", "likely"),
    "estimated_low": _end("estimated", "low"),
    "estimated_high": _end("estimated", "high"),
    "evidence_class": _class,
    "decision": _decided,
    "decided_on": lambda row: row.decision.on if row.decision else None,
    "decided": _end("decided", "likely"),
    "decided_low": _end("decided", "low"),
    "decided_high": _end("decided", "high"),
    "decided_class": _decided_class,
    "verified": lambda row: row.verified,
    "shifted_to": _word(labels.SHIFTS, "shifted_to"),
    "shifted_hours": _of("shifted_hours"),
    "change_hours": _of("change_hours"),
    "customer_minutes": _of("customer_minutes"),
    "customer_events": _of("customer_events"),
    "waiting_days": _of("waiting_days"),
    "euros_per_year": _of("euros_per_year"),
    "next_date": _of("next_date"),
    "review_on": _of("review_on"),
}
"""What stands in each column of the table, in their order."""
