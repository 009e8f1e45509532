"""Amends what a running pilot has fixed, judges it in words, and puts off its end once."""

from datetime import date, datetime

from ideas.access import find
from ideas.extending import put_off
from ideas.features.pilot.forms.conclusion import Concluded
from ideas.features.pilot.forms.measure import Amended
from ideas.features.pilot.queries import amendable, extendable, running
from ideas.history import record
from ideas.lifecycle import confirm_unchanged
from ideas.models import Amendment, Conclusion, Idea, Measure
from ideas.numbers import written
from ideas.transaction import command
from workflow.actors import Actor
from workflow.events import Kind
from workflow.machine import Refused
from workflow.permissions import Action
from workflow.problems import Problem


@command
def amend(measure_id: int, said: Amended, version: int | None, *, actor: Actor, at: datetime) -> Idea:
    """Let another baseline or target hold from now on; what was fixed at first stays beside it."""
    idea, measure = amendable(measure_id, actor)
    confirm_unchanged(idea, version)
    if (said.baseline, said.target) == (measure.current_baseline, measure.current_target):
        raise Refused(Problem.AMENDED_ALREADY)
    changes = _changes(measure, said)
    row = Amendment(
        baseline=said.baseline, target=said.target, reason=said.reason, amended_by_id=actor.id, at=at
    )
    measure.amendments.append(row)
    idea.version += 1
    data = {"measure": measure.name, "changes": changes}
    record(Kind.MEASURE_AMENDED, at=at, actor_id=actor.id, case=idea, words=said.reason, data=data)
    return idea


@command
def conclude(public_id: str, said: Concluded, version: int | None, *, actor: Actor, at: datetime) -> Idea:
    """Judge the pilot in words; until it is decided upon this may be written anew."""
    idea, pilot = running(public_id, Action.CONCLUDE_PILOT, actor)
    confirm_unchanged(idea, version)
    pilot.conclusion = pilot.conclusion or Conclusion()
    says = {"verdict": said.verdict, "learnt": said.learnt, "recommendation": said.recommendation}
    for name, value in {**says, "concluded_by_id": actor.id, "at": at}.items():
        setattr(pilot.conclusion, name, value)
    idea.version += 1
    data = {"learnt": said.learnt, "recommendation": said.recommendation.value}
    people = [member.user_id for member in pilot.members]
    record(
        Kind.PILOT_CONCLUDED, at=at, actor_id=actor.id, case=idea, words=said.verdict, data=data, tell=people
    )
    return idea


@command
def extend(
    public_id: str, until: date, words: str, version: int | None, *, actor: Actor, at: datetime
) -> Idea:
    """Put off the end, once; the next date and the next readings move with it."""
    confirm_unchanged(find(Idea, public_id, actor), version)
    idea, pilot = extendable(public_id, actor)
    data, tell = put_off(idea, pilot, until), [member.user_id for member in pilot.members]
    record(Kind.PILOT_EXTENDED, at=at, actor_id=actor.id, case=idea, words=words, data=data, tell=tell)
    return idea


def _changes(measure: Measure, said: Amended) -> dict[str, list[str]]:
    """What is amended, from what to what, with its unit."""
    both = {
        "baseline": (measure.current_baseline, said.baseline),
        "target": (measure.current_target, said.target),
    }
    return {
        name: [f"{written(number)} {measure.unit_of_measure}".strip() for number in pair]
        for name, pair in both.items()
        if pair[0] != pair[1]
    }
