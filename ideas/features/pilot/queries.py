"""Reads a pilot: its plan as the fields of a form, and the measure that a page is about."""

from typing import Any

from ideas.access import demand, find
from ideas.lifecycle import confirm_unchanged
from ideas.models import Case, Experiment, Idea, Measure
from ideas.room_form import room_fields
from workflow.actors import Actor
from workflow.lifecycles.idea_states import IdeaState
from workflow.machine import Refused
from workflow.permissions import Action
from workflow.problems import Problem


def readable(public_id: str, actor: Actor) -> Idea:
    """The idea for somebody who may plan its pilot or follow it."""
    idea = find(Idea, public_id, actor)
    demand(Action.PLAN_PILOT, actor, idea)
    return idea


def plannable(public_id: str, actor: Actor, version: int | None = None) -> Idea:
    """The idea while its pilot is planned; Stale, Forbidden and Refused say why not."""
    idea = find(Idea, public_id, actor)
    confirm_unchanged(idea, version)
    demand(Action.PLAN_PILOT, actor, idea)
    if idea.state != IdeaState.EVALUATED:
        raise Refused(Problem.WRONG_STATE)
    return idea


def current(case: Case) -> Experiment | None:
    """The experiment that is planned or running; what has ended is history."""
    return case.experiment if case.experiment and case.experiment.ended_at is None else None


def measure_of(case: Case, measure_id: int | None) -> Measure | None:
    """The measure of that id in the current experiment; the page is absent where there is none."""
    if measure_id is None:
        return None
    tried = current(case)
    found = next((m for m in tried.measures if m.id == measure_id), None) if tried else None
    if found is None:
        raise Refused(Problem.WRONG_STATE)
    return found


def plan_fields(idea: Idea, actor: Actor) -> dict[str, Any]:
    """The fields of the plan; a new pilot begins with the words of the one before, not with its dates."""
    pilot, now = idea.experiment, current(idea)
    return {
        **room_fields(idea, actor),
        "version": idea.version,
        "aim": pilot.aim if pilot else "",
        "our_vision": pilot.our_vision if pilot else "",
        "customer_vision": pilot.customer_vision if pilot else "",
        "units": [each.unit_id for each in pilot.units] if pilot else [],
        "starts_on": now.starts_on if now else None,
        "ends_on": now.ends_on if now else None,
    }
