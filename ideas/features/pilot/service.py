"""Plans a pilot and its measures."""

from datetime import datetime

from ideas import room
from ideas.features.pilot.forms import Plan
from ideas.features.pilot.queries import current, measure_of, plannable
from ideas.history import record
from ideas.models import Experiment, ExperimentUnit, Idea, Measure
from ideas.models.experiment import ExperimentKind
from ideas.transaction import command
from workflow.actors import Actor
from workflow.events import Kind


@command
def plan(public_id: str, said: Plan, version: int | None, *, actor: Actor, at: datetime) -> Idea:
    """Write the plan; after a pilot that ended this begins a new one."""
    idea = plannable(public_id, actor, version)
    pilot = _pilot(idea)
    pilot.aim, pilot.our_vision, pilot.customer_vision = said.aim, said.our_vision, said.customer_vision
    pilot.starts_on, pilot.ends_on = said.starts_on, said.ends_on
    _place(pilot, said.unit_ids)
    _planned(idea, actor, at)
    room.answer(idea, said.room, actor=actor, at=at)
    return idea


@command
def measure(
    public_id: str, measure_id: int | None, said: Measure, version: int | None, *, actor: Actor, at: datetime
) -> Idea:
    """Add a measure, or change one before the pilot begins."""
    idea = plannable(public_id, actor, version)
    row = measure_of(idea, measure_id)
    if row is None:
        _pilot(idea).measures.append(said)
    else:
        row.scope, row.name, row.unit_of_measure = said.scope, said.name, said.unit_of_measure
        row.baseline, row.target = said.baseline, said.target
    _planned(idea, actor, at, measure=said.name)
    return idea


@command
def remove(public_id: str, measure_id: int, version: int | None, *, actor: Actor, at: datetime) -> Idea:
    """Take a measure out of the plan."""
    idea = plannable(public_id, actor, version)
    row = measure_of(idea, measure_id)
    if row is not None:
        _pilot(idea).measures.remove(row)
        _planned(idea, actor, at, removed=row.name)
    return idea


def _pilot(idea: Idea) -> Experiment:
    pilot = current(idea)
    if pilot is None:
        pilot = Experiment(kind=ExperimentKind.PILOT, aim="", our_vision="", customer_vision="")
        idea.experiments.append(pilot)
    return pilot


def _place(pilot: Experiment, unit_ids: frozenset[int]) -> None:
    kept = [each for each in pilot.units if each.unit_id in unit_ids]
    new = unit_ids - {each.unit_id for each in kept}
    pilot.units = kept + [ExperimentUnit(unit_id=unit_id) for unit_id in sorted(new)]


def _planned(idea: Idea, actor: Actor, at: datetime, **data: str) -> None:
    idea.version += 1
    record(Kind.PILOT_PLANNED, at=at, actor_id=actor.id, case=idea, data=data)
