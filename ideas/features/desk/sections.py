"""Says which ideas wait in which section of the desk, in which order, and what is reckoned of them."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, exists, func, literal, select, union_all
from sqlalchemy.orm import aliased

from ideas.access import visible
from ideas.models import (
    Case,
    CaseAuthor,
    Evaluation,
    EvaluationRequest,
    EvaluationRound,
    Experiment,
    FollowUp,
    Join,
    SealedAuthor,
)
from ideas.units import within
from workflow.actors import Actor
from workflow.lifecycles.idea_states import OPEN_STATES, IdeaState
from workflow.scoring import Agreement

TOLD_SOON = timedelta(days=14)
"""How long before its day a follow-up appears on the desk."""


class Section(StrEnum):
    """What an idea waits for, in the order of the page."""

    OFFERED = "offered"
    NEW = "new"
    EVALUATION = "evaluation"
    DECISION = "decision"
    PILOT = "pilot"
    INFO = "info"
    FOLLOW_UP = "follow-up"


def waiting_in(
    section: Section, actor: Actor, *, mine: bool, unit_id: int | None, today: date
) -> Select[Any]:
    """The cases of a section; what is offered to somebody is shown whatever they chose to see."""
    statement = visible(select(Case.id).where(Case.kind == "idea"), actor)
    if section is Section.OFFERED:
        return statement.where(Case.receiver_id == actor.id, Case.state.in_((*OPEN_STATES, *_LATER)))
    statement = statement.where(*_waits(section, today))
    if mine:
        statement = statement.where(Case.owner_id == actor.id)
    if unit_id is not None:
        statement = statement.where(Case.unit_id.in_(within(unit_id)))
    return statement


def order_of(section: Section) -> tuple[Any, ...]:
    """The longest waiting first; what is told on a day comes by that day."""
    return (Case.next_date if section is Section.FOLLOW_UP else Case.state_since, Case.id)


def comes_first(section: Section, actor: Actor, today: date) -> ColumnElement[bool] | None:
    """What stands above the others of its section: seen very differently, or a pilot that has ended."""
    return {Section.DECISION: _is_divided(actor), Section.PILOT: _is_over(today)}.get(section)


def pilot_end() -> ColumnElement[date | None]:
    """The end of the pilot that is running; the evaluated are only planned."""
    return (
        select(Experiment.ends_on)
        .where(Experiment.case_id == Case.id, Experiment.ended_at.is_(None))
        .order_by(Experiment.id.desc())
        .limit(1)
        .correlate(Case)
        .scalar_subquery()
    )


def evaluations() -> ColumnElement[int]:
    """How many have evaluated beside authors and owner, as the rule counts them."""
    own = [
        select(table.user_id).where(table.case_id == Case.id).correlate(Case)
        for table in (CaseAuthor, SealedAuthor)
    ]
    counting = (
        select(func.max(EvaluationRound.id))
        .where(EvaluationRound.case_id == Case.id)
        .correlate(Case)
        .scalar_subquery()
    )
    counted = (
        select(func.count())
        .select_from(Evaluation)
        .join(EvaluationRound)
        .where(
            Evaluation.round_id == counting,
            EvaluationRound.decided_at.is_(None),
            *(Evaluation.evaluator_id.not_in(people) for people in own),
            Evaluation.evaluator_id != func.coalesce(Case.owner_id, 0),
        )
    )
    return counted.correlate(Case).scalar_subquery()


_IS_ASKED = Case.info_asked_on.is_not(None)
_LATER = (IdeaState.ADOPTED,)


def _waits(section: Section, today: date) -> tuple[ColumnElement[bool], ...]:
    return {
        Section.NEW: (Case.state == IdeaState.SUBMITTED, Case.owner_id.is_(None), ~_IS_ASKED),
        Section.EVALUATION: (Case.state == IdeaState.SUBMITTED, Case.owner_id.is_not(None), ~_IS_ASKED),
        Section.DECISION: (Case.state == IdeaState.EVALUATED, ~_IS_ASKED),
        Section.PILOT: (Case.state == IdeaState.PILOTED, ~_IS_ASKED),
        Section.INFO: (Case.state.in_(OPEN_STATES), _IS_ASKED),
        Section.FOLLOW_UP: (Case.state == IdeaState.ADOPTED, _is_told_soon(today)),
    }[section]


def _is_told_soon(today: date) -> ColumnElement[bool]:
    """Found from the follow-ups that wait, which are few beside the ideas that were ever adopted."""
    waiting = FollowUp.answered_at.is_(None) & (FollowUp.due_on <= today + TOLD_SOON)
    return Case.id.in_(select(FollowUp.case_id).where(waiting))


def _is_over(today: date) -> ColumnElement[bool]:
    runs = and_(Experiment.case_id == Case.id, Experiment.ended_at.is_(None))
    return exists().where(runs, Experiment.ends_on < today).correlate(Case)


def _is_divided(actor: Actor) -> ColumnElement[bool]:
    """Whether the latest round is closed, and saw it very differently; found through an index of its own.

    Whose own matter the idea is does not read that before something has been decided.
    """
    later = aliased(EvaluationRound)
    code = literal(Agreement.DIVIDED.value, literal_execute=True)
    divided = select(EvaluationRound.case_id).where(
        EvaluationRound.agreement == code,
        EvaluationRound.closed_at.is_not(None),
        EvaluationRound.case_id.not_in(own_matters(actor)),
        ~exists().where(later.case_id == EvaluationRound.case_id, later.number > EvaluationRound.number),
    )
    return Case.id.in_(divided)


def own_matters(actor: Actor) -> CompoundSelect[Any]:
    """The cases that this person wrote or takes part in, or with which their interests clash."""
    tables = (CaseAuthor, SealedAuthor, Join)
    own = [select(table.case_id).where(table.user_id == actor.id) for table in tables]
    clash = select(EvaluationRound.case_id).join(EvaluationRequest)
    return union_all(*own, clash.where(EvaluationRequest.user_id == actor.id, EvaluationRequest.has_conflict))
