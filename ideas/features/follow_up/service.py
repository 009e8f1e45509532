"""Keeps what changed and on which days it is asked; the next date follows from both."""

from collections.abc import Mapping
from datetime import datetime

from ideas.access import find
from ideas.extensions import settings
from ideas.features.follow_up.forms import Days, Told
from ideas.features.follow_up.queries import adopted, pilot_of, waiting
from ideas.follow_ups import add_follow_up, leave_out, next_follow_up, open_follow_ups
from ideas.history import record
from ideas.i18n import format_date
from ideas.lifecycle import confirm_unchanged
from ideas.models.follow_up import FollowUp, FollowUpReading
from ideas.models.idea import Idea
from ideas.models.measure import Measure, Reading
from ideas.numbers import written
from ideas.transaction import command, hold
from workflow.actors import Actor
from workflow.events import Kind
from workflow.machine import Refused
from workflow.permissions import Action
from workflow.problems import Problem


@command
def answer(public_id: str, number: int, said: Told, *, actor: Actor, at: datetime) -> Idea:
    """Tell what changed; of two who answer at once the second is told so, and keeps the words."""
    idea = adopted(public_id, Action.ANSWER_FOLLOW_UP, actor)
    hold(idea)
    follow_up = waiting(idea, number)
    follow_up.customer, follow_up.staff, follow_up.operation = said.customer, said.staff, said.operation
    follow_up.answered_at, follow_up.answered_by_id = at, actor.id
    readings = _read(idea, follow_up, said, actor, at)
    data = {"number": number, "staff": said.staff, "operation": said.operation, "readings": readings}
    _settle(Kind.FOLLOW_UP_ANSWERED, idea, actor, at, words=said.customer, data=data)
    return idea


@command
def set_days(public_id: str, said: Days, version: int | None, *, actor: Actor, at: datetime) -> Idea:
    """Say on which days it is asked what changed; one of them at least."""
    confirm_unchanged(find(Idea, public_id, actor), version)
    idea = adopted(public_id, Action.SET_FOLLOW_UP, actor)
    earlier = open_follow_ups(idea)
    if said.added:
        add_follow_up(idea, said.added)
    for each in earlier:
        if each.number in said.left_out:
            leave_out(idea, each)
        else:
            each.due_on = said.days.get(each.number, each.due_on)
    days = [each.due_on for each in open_follow_ups(idea)]
    if not days:
        raise Refused(Problem.NEXT_DATE_MISSING)
    told = {"day": ", ".join(map(format_date, days)), "days": [day.isoformat() for day in days]}
    _settle(Kind.FOLLOW_UP_SET, idea, actor, at, data=told)
    return idea


def _read(idea: Idea, follow_up: FollowUp, said: Told, actor: Actor, at: datetime) -> list[str]:
    """The new readings under their measures; each as it is told."""
    pilot, told = pilot_of(idea), []
    for measure in pilot.measures if pilot else []:
        if measure.id in said.readings:
            reading = Reading(
                on=settings().local_day(at), value=said.readings[measure.id], read_by_id=actor.id, at=at
            )
            measure.readings.append(reading)
            follow_up.taken.append(FollowUpReading(reading=reading))
            told.append(_as_told(measure, reading))
    return told


def _as_told(measure: Measure, reading: Reading) -> str:
    return f"{measure.name}: {written(reading.value)} {measure.unit_of_measure}"


def _settle(
    kind: Kind, idea: Idea, actor: Actor, at: datetime, *, data: Mapping[str, object], words: str = ""
) -> None:
    """The next date, and the entry of the log that says it."""
    idea.next_date = next_follow_up(idea)
    idea.version += 1
    said = {**data, "next_date": idea.next_date and idea.next_date.isoformat()}
    record(kind, at=at, actor_id=actor.id, case=idea, words=words, data=said)
