"""Reads a pilot: its plan as the fields of a form, what it lacks, and who has said its aim."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from ideas.access import demand, find, rights
from ideas.extending import planned_end
from ideas.extensions import db
from ideas.lifecycle import LIFECYCLES, confirm_unchanged, facts
from ideas.models import Case, CustomerGroup, Experiment, ExperimentMember, Idea, Measure
from ideas.room_form import room_fields
from workflow.actors import Actor
from workflow.lifecycles.idea_states import IdeaState
from workflow.machine import Refused
from workflow.permissions import Action
from workflow.problems import Problem

PLACE_OF: Mapping[Problem, str] = {
    Problem.PLAN_MISSING: "aim",
    Problem.AIM_MISSING: "aim",
    Problem.VISIONS_MISSING: "our_vision",
    Problem.CUSTOMER_MEASURE_MISSING: "measures",
    Problem.MEASURES_UNFINISHED: "measures",
    Problem.STOP_RULE_MISSING: "stop_rule",
    Problem.DATES_MISSING: "starts_on",
    Problem.UNITS_MISSING: "units-0",
    Problem.PEOPLE_MISSING: "people",
    Problem.AIM_UNTOLD: "told",
    Problem.GIVE_UP_NOT_ASKED: "give_up-0",
}
"""Where on the page of the plan each missing thing is seen to."""
_LOADED = (
    selectinload(Case.experiments).options(
        selectinload(Experiment.members).joinedload(ExperimentMember.user),
        selectinload(Experiment.measures).options(
            selectinload(Measure.readings), selectinload(Measure.amendments)
        ),
        joinedload(Experiment.conclusion),
    ),
)


@dataclass(frozen=True, slots=True)
class Tellings:
    """Who takes part in a pilot; what they told is None where this reader has not told it themselves yet."""

    members: tuple[ExperimentMember, ...]
    words: Mapping[int, str] | None


def readable(public_id: str, actor: Actor) -> Idea:
    """The idea for somebody who may plan its pilot or follow it."""
    idea = find(Idea, public_id, actor, *_LOADED)
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


def tellable(public_id: str, actor: Actor) -> tuple[Idea, Experiment, ExperimentMember]:
    """The idea, its planned pilot and this person's part in it, before the pilot starts."""
    idea = find(Idea, public_id, actor, *_LOADED)
    demand(Action.TELL_AIM, actor, idea)
    pilot = current(idea)
    if pilot is None or idea.state != IdeaState.EVALUATED or not pilot.aim.strip():
        raise Refused(Problem.WRONG_STATE)
    return idea, pilot, next(member for member in pilot.members if member.user_id == actor.id)


def running(public_id: str, action: Action, actor: Actor) -> tuple[Idea, Experiment]:
    """The idea and its pilot while it runs, for somebody who may do this."""
    idea = find(Idea, public_id, actor, *_LOADED)
    demand(action, actor, idea)
    pilot = current(idea)
    if idea.state != IdeaState.PILOTED or pilot is None:
        raise Refused(Problem.WRONG_STATE)
    return idea, pilot


def extendable(public_id: str, actor: Actor) -> tuple[Idea, Experiment]:
    """The idea and its pilot while its end can still be put off."""
    idea, pilot = running(public_id, Action.EXTEND_PILOT, actor)
    planned_end(pilot)
    return idea, pilot


def amendable(measure_id: int, actor: Actor) -> tuple[Idea, Measure]:
    """The idea and the measure of its running pilot; what a trial stop fixed beforehand stays."""
    owned = select(Case.public_id).join(Experiment).join(Measure).where(Measure.id == measure_id)
    case = find(Case, db.session.scalars(owned).first() or "", actor, *_LOADED)
    demand(Action.AMEND_MEASURE, actor, case)
    measure = measure_of(case, measure_id)
    if measure is None or not isinstance(case, Idea) or case.state != IdeaState.PILOTED:
        raise Refused(Problem.WRONG_STATE)
    return case, measure


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


def beside(idea: Idea, actor: Actor) -> dict[str, Any]:
    """What stands beside the form of a plan: the pilot, what it lacks, and who has said its aim."""
    pilot = current(idea)
    told = tellings(idea, pilot, actor) if pilot else None
    held = rights(idea, actor)
    return {"pilot": pilot, "missing": missing(idea), "tellings": told, "rights": held}


def missing(idea: Idea) -> list[tuple[Problem, str]]:
    """What the plan still lacks before the pilot can start, each with its place on the page."""
    if idea.state != IdeaState.EVALUATED:
        return []
    said = facts(idea)
    found = (guard(said) for guard in LIFECYCLES[idea.kind].move("pilot").guards)
    return [(problem, PLACE_OF[problem]) for problem in found if problem is not None]


def tellings(idea: Idea, pilot: Experiment, actor: Actor) -> Tellings:
    """Who has said the aim; a member reads the others only after saying it, so that nobody is led."""
    members = sorted(pilot.members, key=lambda member: (member.user.name.casefold(), member.user_id))
    own = next((member for member in members if member.user_id == actor.id), None)
    may_read = own.told_at is not None if own else Action.PLAN_PILOT in rights(idea, actor)
    words = {member.user_id: member.words for member in members if member.told_at}
    return Tellings(tuple(members), words if may_read else None)


def customer_groups(language: str) -> list[tuple[str, str]]:
    """Every group of customers, by name, as a list offers them."""
    groups = [(str(group.id), group.name(language)) for group in db.session.scalars(select(CustomerGroup))]
    return sorted(groups, key=lambda group: group[1].casefold())


def plan_fields(idea: Idea, actor: Actor) -> dict[str, Any]:
    """The fields of the plan; a new pilot begins with the words of the one before, not with its dates."""
    pilot, now = idea.experiment, current(idea)
    return {
        **room_fields(idea, actor),
        "version": idea.version,
        "starts_on": now.starts_on if now else None,
        "ends_on": now.ends_on if now else None,
        **(_written(pilot) if pilot else {}),
    }


def conclusion_fields(pilot: Experiment) -> dict[str, Any]:
    """What was concluded before, for whoever writes it anew."""
    said = pilot.conclusion
    if said is None:
        return {}
    return {"verdict": said.verdict, "learnt": said.learnt, "recommendation": said.recommendation.value}


def _written(pilot: Experiment) -> dict[str, Any]:
    return {
        "aim": pilot.aim,
        "our_vision": pilot.our_vision,
        "customer_vision": pilot.customer_vision,
        "stop_rule": pilot.stop_rule,
        "hours_set_aside": pilot.hours_set_aside,
        "people": "\n".join(sorted(member.user.email for member in pilot.members)),
        "units": [each.unit_id for each in pilot.units],
        "groups": [each.customer_group_id for each in pilot.customer_groups],
    }
