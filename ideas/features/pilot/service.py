"""Plans a pilot with its measures and its people, who say its aim before it starts."""

from collections.abc import Iterable
from datetime import datetime

from ideas import room
from ideas.access import find
from ideas.colleagues import colleagues
from ideas.extensions import db
from ideas.features.pilot.forms.plan import Plan
from ideas.features.pilot.queries import current, measure_of, plannable, tellable
from ideas.history import record
from ideas.lifecycle import confirm_unchanged
from ideas.models import Experiment, ExperimentGroup, ExperimentMember, ExperimentUnit, Idea, Measure
from ideas.models.experiment import ExperimentKind
from ideas.transaction import command, hold
from workflow.actors import Actor
from workflow.events import Kind

TEXTS = ("aim", "our_vision", "customer_vision", "stop_rule", "hours_set_aside", "starts_on", "ends_on")
FIXED = ("scope", "name", "unit_of_measure", "better", "baseline", "target", "stop_at", "how", "cadence")


@command
def plan(public_id: str, said: Plan, version: int | None, *, actor: Actor, at: datetime) -> Idea:
    """Write the plan; after a pilot that ended this begins a new one."""
    _hold(public_id, actor)
    idea = plannable(public_id, actor, version)
    pilot = _pilot(idea)
    is_another_aim = pilot.aim.strip() != said.aim
    for name in TEXTS:
        setattr(pilot, name, getattr(said, name))
    _place(pilot, said.unit_ids)
    _gather(pilot, said.group_ids)
    _planned(idea, actor, at, tell=_staff(pilot, said.people, anew=is_another_aim))
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
        for name in FIXED:
            setattr(row, name, getattr(said, name))
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


@command
def tell_aim(public_id: str, words: str, version: int | None, *, actor: Actor, at: datetime) -> Idea:
    """Say the aim in one's own words; they stay out of the log, where others would read them too early.

    Others may be saying it at the same time, so the idea's version stays as it is.
    """
    confirm_unchanged(_hold(public_id, actor), version)
    idea, _planned_pilot, member = tellable(public_id, actor)
    member.words, member.told_at = words, at
    record(Kind.AIM_TOLD, at=at, actor_id=actor.id, case=idea)
    return idea


def _hold(public_id: str, actor: Actor) -> Idea:
    """The idea as it is now, kept until the command ends: an aim is told or changed, one after the other."""
    idea = find(Idea, public_id, actor)
    hold(idea)
    db.session.refresh(idea)
    return idea


def _pilot(idea: Idea) -> Experiment:
    pilot = current(idea)
    if pilot is None:
        pilot = Experiment(kind=ExperimentKind.PILOT, aim="", our_vision="", customer_vision="", stop_rule="")
        idea.experiments.append(pilot)
    return pilot


def _staff(pilot: Experiment, addresses: Iterable[str], *, anew: bool) -> list[int]:
    """Who takes part; what was told of another aim counts no more. Those who have the aim still to say."""
    known = {member.user_id: member for member in pilot.members}
    people = [person.id for person in colleagues(tuple(addresses))]
    pilot.members = [known.get(person) or ExperimentMember(user_id=person, words="") for person in people]
    asked = [person for person in people if person not in known]
    if anew:
        asked += [member.user_id for member in pilot.members if member.told_at is not None]
        for member in pilot.members:
            member.words, member.told_at = "", None
    return asked


def _place(pilot: Experiment, unit_ids: frozenset[int]) -> None:
    kept = [each for each in pilot.units if each.unit_id in unit_ids]
    new = unit_ids - {each.unit_id for each in kept}
    pilot.units = kept + [ExperimentUnit(unit_id=unit_id) for unit_id in sorted(new)]


def _gather(pilot: Experiment, group_ids: frozenset[int]) -> None:
    kept = [each for each in pilot.customer_groups if each.customer_group_id in group_ids]
    new = group_ids - {each.customer_group_id for each in kept}
    pilot.customer_groups = kept + [ExperimentGroup(customer_group_id=number) for number in sorted(new)]


def _planned(idea: Idea, actor: Actor, at: datetime, *, tell: Iterable[int] = (), **data: str) -> None:
    idea.version += 1
    record(Kind.PILOT_PLANNED, at=at, actor_id=actor.id, case=idea, data=data, tell=tell)
