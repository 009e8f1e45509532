"""Reads what was promised and what happened, and finds the follow-up that a page is about."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import inspect, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from ideas.access import demand, find
from ideas.extensions import db
from ideas.follow_ups import open_follow_ups, stage_of
from ideas.models.case import Case
from ideas.models.experiment import Experiment
from ideas.models.follow_up import FollowUp
from ideas.models.idea import Idea
from ideas.models.measure import Reading
from ideas.verdicts import VerdictLine, conclusion_of
from workflow.actors import Actor
from workflow.lifecycles.idea_states import FollowUpStage, IdeaState
from workflow.machine import Refused
from workflow.permissions import Action
from workflow.problems import Problem


@dataclass(frozen=True, slots=True)
class Followed:
    """What was promised beside what happened: the pilot that led here, its measures, and every follow-up.

    `readings` has what a measure said when a follow-up was answered, by the numbers of both.
    """

    pilot: Experiment | None
    lines: list[VerdictLine]
    answered: list[FollowUp]
    waiting: list[FollowUp]
    readings: Mapping[tuple[int, int], Reading]


def adopted(public_id: str, action: Action, actor: Actor) -> Idea:
    """The idea once it is adopted, for somebody who may do this; Forbidden and Refused say why not."""
    idea = find(Idea, public_id, actor)
    demand(action, actor, idea)
    if idea.state != IdeaState.ADOPTED:
        raise Refused(Problem.WRONG_STATE)
    return idea


def waiting(idea: Idea, number: int) -> FollowUp:
    """The follow-up of that number; Refused where it has been answered, or is asked no more."""
    found = next((each for each in idea.follow_ups if each.number == number), None)
    if found is None:
        raise Refused(Problem.WRONG_STATE)
    if found.answered_at is not None:
        raise Refused(Problem.ANSWERED_ALREADY)
    return found


def pilot_of(case: Case) -> Experiment | None:
    """The pilot after which the idea was adopted; None where it was done at once."""
    ended = (each for each in reversed(case.experiments) if each.ended_at is not None)
    return next((each for each in ended if each.outcome == "adopt"), None)


def followed(case: Case) -> Followed | None:
    """What was promised beside what happened; None where the idea is not adopted."""
    if case.state != IdeaState.ADOPTED:
        return None
    _load(case)
    pilot = pilot_of(case)
    answered = [each for each in case.follow_ups if each.answered_at is not None]
    return Followed(
        pilot=pilot,
        lines=conclusion_of(pilot) if pilot else [],
        answered=sorted(answered, key=lambda each: (each.due_on, each.number)),
        waiting=open_follow_ups(case),
        readings=dict(_read(each) for one in answered for each in _pairs(one)),
    )


def stage(case: Case) -> FollowUpStage | None:
    """How far an adopted idea is with telling what changed."""
    if case.state == IdeaState.ADOPTED:
        _load(case)
    return stage_of(case)


def _load(case: Case) -> None:
    """Everything a page tells of the follow-ups, in two statements; only adopted ideas have any."""
    if "follow_ups" not in inspect(case).unloaded:
        return
    statement = select(FollowUp).where(FollowUp.case_id == case.id).order_by(FollowUp.number)
    told = (
        joinedload(FollowUp.answered_by),
        selectinload(FollowUp.readings).joinedload(Reading.correction),
    )
    set_committed_value(case, "follow_ups", list(db.session.scalars(statement.options(*told))))


def _pairs(follow_up: FollowUp) -> list[tuple[int, Reading]]:
    valid = [(follow_up.number, _in_force(each)) for each in follow_up.readings]
    return [(number, reading) for number, reading in valid if reading is not None]


def _read(pair: tuple[int, Reading]) -> tuple[tuple[int, int], Reading]:
    number, reading = pair
    return (number, reading.measure_id), reading


def _in_force(reading: Reading | None) -> Reading | None:
    """What stands in the place of a reading that was wrong."""
    while reading is not None and reading.correction is not None:
        reading = reading.correction.replacement
    return reading
