"""Finds what has become due, by the day."""

from datetime import date, timedelta

from sqlalchemy import Select, select

from ideas.extensions import db
from ideas.models import Entry, Experiment
from ideas.models.case import Case
from ideas.models.experiment import ExperimentKind
from workflow.events import Kind
from workflow.lifecycles.work_step_states import WorkStepState

REMINDED_BEFORE = timedelta(days=7)
"""How long before its end a trial stop is called to mind."""


def ending(today: date) -> list[int]:
    """The cases whose trial stop ends within a week."""
    return _ids(_running().where(Experiment.ends_on >= today, Experiment.ends_on <= today + REMINDED_BEFORE))


def overdue(today: date) -> list[int]:
    """The cases whose trial stop has ended without a decision."""
    return _ids(_running().where(Experiment.ends_on < today))


def returning(today: date) -> list[int]:
    """The kept work steps whose review date has come."""
    return _ids(select(Case.id).where(Case.state == WorkStepState.KEPT, Case.next_date <= today))


def is_told(case: Case, kind: Kind, day: str) -> bool:
    """Whether the log says so already of that day."""
    entries = db.session.scalars(select(Entry).where(Entry.case_id == case.id, Entry.kind == kind))
    return any(entry.data.get("day") == day for entry in entries)


def _running() -> Select[int]:
    return (
        select(Case.id)
        .join(Experiment, Experiment.case_id == Case.id)
        .where(
            Case.state == WorkStepState.TRIALLED,
            Experiment.kind == ExperimentKind.TRIAL_STOP,
            Experiment.ended_at.is_(None),
        )
    )


def _ids(statement: Select[int]) -> list[int]:
    return list(db.session.scalars(statement.order_by(Case.id)))
