"""Finds what waits for a person's evaluation, and, for leads, what nobody has evaluated yet."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select

from ideas.access import visible
from ideas.extensions import db
from ideas.models import Case, CaseAuthor, Evaluation, EvaluationRequest, EvaluationRound, Join, SealedAuthor
from workflow.actors import Actor
from workflow.lifecycles.idea_states import IdeaState
from workflow.permissions import Action, may

SHOWN = 25
"""How many ideas that nobody has evaluated are shown."""
MOST = 200
"""How many requests are shown; nobody is meant to have so many."""
_TOLD: tuple[Any, ...] = (Case.public_id, Case.title, Case.essence, Case.language, Case.submitted_at)


@dataclass(frozen=True, slots=True)
class Task:
    """An idea that waits for an evaluation, with how many there are, and none of what they say."""

    public_id: str
    title: str
    essence: str
    language: str
    submitted_at: datetime
    due_on: date | None = None
    evaluations: int = 0


def asked_of(actor: Actor) -> list[Task]:
    """What the person is asked to evaluate: what has the fewest evaluations first, then by date."""
    count = _count()
    statement = (
        select(*_TOLD, EvaluationRequest.due_on, count.label("evaluations"))
        .join(EvaluationRound, EvaluationRound.case_id == Case.id)
        .join(EvaluationRequest, EvaluationRequest.round_id == EvaluationRound.id)
        .where(
            EvaluationRequest.user_id == actor.id,
            EvaluationRequest.abstained_at.is_(None),
            EvaluationRound.closed_at.is_(None),
            Case.state.in_((IdeaState.SUBMITTED, IdeaState.EVALUATED)),
            ~_is_own(actor),
        )
    )
    due = EvaluationRequest.due_on
    # What has no date comes last, on either database.
    return _tasks(statement.order_by(count, due.is_(None), due, Case.id).limit(MOST), actor)


def unevaluated(actor: Actor) -> list[Task]:
    """Other submitted ideas without any evaluation, the oldest first, for those who may always evaluate."""
    if not may(Action.REVIEW, actor.role):
        return []
    statement = (
        select(*_TOLD)
        .where(
            Case.kind == "idea",
            Case.state == IdeaState.SUBMITTED,
            ~_is_own(actor),
            ~_undecided(Evaluation),
            ~_undecided(EvaluationRequest, EvaluationRequest.user_id == actor.id),
        )
        .order_by(Case.submitted_at, Case.id)
    )
    return _tasks(statement.limit(SHOWN), actor)


def _tasks(statement: Select[Any], actor: Actor) -> list[Task]:
    return [Task(**row) for row in db.session.execute(visible(statement, actor)).mappings()]


def _count() -> ColumnElement[int]:
    """How many evaluations the round has."""
    counted = select(func.count()).select_from(Evaluation).where(Evaluation.round_id == EvaluationRound.id)
    return counted.correlate(EvaluationRound).scalar_subquery()


def _is_own(actor: Actor) -> ColumnElement[bool]:
    """Whether the person is an author, named or not, or takes part."""
    return or_(
        *(
            exists().where(table.case_id == Case.id, table.user_id == actor.id).correlate(Case)
            for table in (CaseAuthor, SealedAuthor, Join)
        )
    )


def _undecided(
    table: type[Evaluation | EvaluationRequest], *more: ColumnElement[bool]
) -> ColumnElement[bool]:
    """Whether a round that nothing has been decided upon yet has such a row."""
    inside = (
        select(table.round_id)
        .join(EvaluationRound, EvaluationRound.id == table.round_id)
        .where(EvaluationRound.case_id == Case.id, EvaluationRound.decided_at.is_(None), *more)
    )
    return inside.correlate(Case).exists()
