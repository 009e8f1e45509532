"""Finds what has become due, by the day."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, select

from ideas.extensions import db
from ideas.models import Application, Entry, Experiment, FollowUp, Measure
from ideas.models.case import Case
from workflow.events import Kind
from workflow.lifecycles.idea_states import IdeaState
from workflow.lifecycles.work_step_states import WorkStepState

REMINDED_BEFORE = timedelta(days=7)
"""How long before its end an experiment is called to mind."""
TRIED = (IdeaState.PILOTED, WorkStepState.TRIALLED)
"""The states in which an experiment runs."""


def ending(today: date) -> list[int]:
    """The cases whose experiment ends within a week."""
    return _ids(_running().where(Experiment.ends_on >= today, Experiment.ends_on <= today + REMINDED_BEFORE))


def overdue(today: date) -> list[int]:
    """The cases whose experiment has ended without a decision."""
    return _ids(_running().where(Experiment.ends_on < today))


def unread(today: date) -> list[int]:
    """The cases with a measure whose next reading is due."""
    return _ids(_running().join(Measure).where(Measure.due_on <= today))


def unanswered(today: date) -> list[int]:
    """The adopted ideas of which nobody has told what changed, though the day has come."""
    waiting = select(Case.id).join(FollowUp).where(FollowUp.due_on <= today, FollowUp.answered_at.is_(None))
    return _ids(waiting.where(Case.state == IdeaState.ADOPTED))


def applied(today: date) -> list[int]:
    """The cases of which nobody has told how it went elsewhere, though the day has come."""
    tried = select(Case.id).join(Experiment).join(Application)
    return _ids(tried.where(Application.follow_up_on <= today, Application.answered_at.is_(None)))


def returning(today: date) -> list[int]:
    """The kept work steps whose review date has come."""
    return _ids(select(Case.id).where(Case.state == WorkStepState.KEPT, Case.next_date <= today))


def told(case: Case, kind: Kind) -> list[dict[str, Any]]:
    """What the log says already in its entries of this kind."""
    entries = db.session.scalars(select(Entry).where(Entry.case_id == case.id, Entry.kind == kind))
    return [entry.data for entry in entries]


def is_told(case: Case, kind: Kind, day: str) -> bool:
    """Whether the log says so already of that day."""
    return any(data.get("day") == day for data in told(case, kind))


def _running() -> Select[int]:
    return select(Case.id).join(Experiment).where(Case.state.in_(TRIED), Experiment.ended_at.is_(None))


def _ids(statement: Select[int]) -> list[int]:
    """Each case once."""
    return list(db.session.scalars(statement.distinct().order_by(Case.id)))
