"""Owns in which cases somebody who has left still has a part, or answers for them from another unit."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select

from ideas.models.case import Case
from ideas.models.entry import Entry
from ideas.models.evaluation import EvaluationRequest, EvaluationRound
from ideas.models.experiment import Experiment, ExperimentMember
from ideas.models.user import User
from ideas.models.work_step import WorkStep
from workflow.events import Kind
from workflow.lifecycles.idea_states import OPEN_STATES, IdeaState
from workflow.lifecycles.work_step_states import OPEN_STEP_STATES, WorkStepState

Holds = Callable[[Any], ColumnElement[bool]]
"""Whether the person in a column is one of those who are looked for."""


class Part(StrEnum):
    """What a person is to a case that somebody else has to take over, in the order in which it is told."""

    OWNER = "owner"
    MOVED = "moved"
    RECEIVER = "receiver"
    EVALUATOR = "evaluator"
    MEMBER = "member"
    RULE_OWNER = "rule-owner"
    CLEARER = "clearer"


UNDER_WAY = (*OPEN_STATES, *OPEN_STEP_STATES)
LATER = (IdeaState.ADOPTED, WorkStepState.GIVEN_UP, WorkStepState.KEPT)
"""States in which a case is looked at again on a day."""
TRIED = (IdeaState.EVALUATED, IdeaState.PILOTED)
"""States in which people take part in a pilot, planned or running."""


def is_gone(column: Any) -> ColumnElement[bool]:
    """Whether the person in the column can no longer sign in."""
    gone: ColumnElement[bool] = column.in_(select(User.id).where(User.deactivated_at.is_not(None)))
    return gone


def has_moved() -> ColumnElement[bool]:
    """Whether who answers for the case has come to another unit since they were named, and not to its own."""
    named = select(func.max(Entry.at)).where(Entry.case_id == Case.id, Entry.kind.in_(NAMINGS))
    since = func.coalesce(named.correlate(Case).scalar_subquery(), Case.created_at)
    elsewhere = (User.unit_id.is_distinct_from(Case.unit_id), User.deactivated_at.is_(None))
    moved = exists().where(User.id == Case.owner_id, User.moved_at > since, *elsewhere).correlate(Case)
    # Few people have ever moved: their cases are found through the index of owners.
    return and_(Case.owner_id.in_(select(User.id).where(User.moved_at.is_not(None))), moved)


def is_pending() -> ColumnElement[bool]:
    """Whether somebody still has something to do: it is open, or has a day on which it is looked at again."""
    return or_(Case.state.in_(UNDER_WAY), and_(Case.state.in_(LATER), Case.next_date.is_not(None)))


def left_behind() -> list[Select[Any]]:
    """The parts of everybody who has left, and what those answer for who have moved: case, part, person."""
    moved = _part(Part.MOVED, Case.id, Case.owner_id).where(has_moved(), is_pending())
    return [*parts(is_gone), moved]


def parts(holds: Holds) -> list[Select[Any]]:
    """The parts of these people in cases that are under way: case, part, person."""
    steps = WorkStep.__table__.c
    asked = (EvaluationRequest.abstained_at.is_(None), EvaluationRound.closed_at.is_(None))
    step = Case.id == steps.id
    return [
        _part(Part.OWNER, Case.id, Case.owner_id).where(holds(Case.owner_id), is_pending()),
        _part(Part.RECEIVER, Case.id, Case.receiver_id).where(holds(Case.receiver_id), is_pending()),
        _part(Part.EVALUATOR, EvaluationRound.case_id, EvaluationRequest.user_id)
        .join_from(EvaluationRequest, EvaluationRound)
        .where(holds(EvaluationRequest.user_id), *asked),
        _part(Part.MEMBER, Experiment.case_id, ExperimentMember.user_id)
        .join_from(ExperimentMember, Experiment)
        .join(Case, Case.id == Experiment.case_id)
        .where(holds(ExperimentMember.user_id), Experiment.ended_at.is_(None), Case.state.in_(TRIED)),
        _part(Part.RULE_OWNER, steps.id, steps.rule_owner_id)
        .join(Case, step)
        .where(holds(steps.rule_owner_id), steps.need == "", Case.state.in_(OPEN_STEP_STATES)),
        _part(Part.CLEARER, steps.id, steps.clearer_id)
        .join(Case, step)
        .where(holds(steps.clearer_id), steps.clearance.is_(None), Case.state.in_(OPEN_STEP_STATES)),
    ]


NAMINGS = (Kind.ASSIGNED, Kind.ACCEPTED)
"""What names who answers for a case."""


def _part(part: Part, case_id: Any, person: Any) -> Select[Any]:
    said = literal(part.value).label("part")
    return select(said, case_id.label("case_id"), person.label("person_id"))
