"""Keeps what was verified and where the time went; a step that has come back is back in use at once."""

from datetime import datetime

from ideas.access import find
from ideas.decisions import end, next_look
from ideas.extensions import settings
from ideas.features.verification.queries import free, given_up, held
from ideas.history import record
from ideas.lifecycle import advance, confirm_unchanged
from ideas.models.decision import Reallocation, Remainder, Verification
from ideas.models.work_step import WorkStep
from ideas.numbers import written
from ideas.transaction import command, hold
from workflow.actors import Actor
from workflow.events import Kind
from workflow.machine import Note, Refused
from workflow.permissions import Action
from workflow.problems import Problem


@command
def verify(
    public_id: str, found: Verification, words: str, version: int | None, *, actor: Actor, at: datetime
) -> WorkStep:
    """Say what the decision brought, as somebody else than who proposed it."""
    confirm_unchanged(find(WorkStep, public_id, actor), version)
    step = given_up(public_id, Action.VERIFY, actor)
    if actor.id in step.author_ids:
        raise Refused(Problem.OWN_VERIFICATION)
    _keep(found, step, actor, at)
    if found.remainder is Remainder.BACK:
        advance(step, "resume", actor=actor, note=Note(words), at=at)
        end(step, at)
    return step


@command
def place(public_id: str, use: Reallocation, *, actor: Actor, at: datetime) -> WorkStep:
    """Say where some of the verified hours went; two people at once cannot place the same hours."""
    step = given_up(public_id, Action.PLACE_TIME, actor)
    hold(step)
    decision = held(step)
    left = free(decision)
    if left is None:
        raise Refused(Problem.NOTHING_VERIFIED)
    if use.hours > left:
        raise Refused(Problem.MORE_THAN_VERIFIED)
    use.placed_by_id, use.at = actor.id, at  # type: ignore[assignment]  # a person acts
    decision.reallocations.append(use)
    record(Kind.TIME_PLACED, at=at, actor_id=actor.id, case=step, data=_told(use))
    return step


@command
def take_back(public_id: str, reallocation_id: int, *, actor: Actor, at: datetime) -> WorkStep:
    """Free hours that were placed; the log keeps both."""
    step = given_up(public_id, Action.PLACE_TIME, actor)
    hold(step)
    decision = held(step)
    use = next((one for one in decision.reallocations if one.id == reallocation_id), None)
    if use is None:
        raise Refused(Problem.WRONG_STATE)
    decision.reallocations.remove(use)
    record(Kind.TIME_TAKEN_BACK, at=at, actor_id=actor.id, case=step, data=_told(use))
    return step


def _keep(found: Verification, step: WorkStep, actor: Actor, at: datetime) -> None:
    """The row under the decision that holds, the next date, and the entry of the log."""
    decision = held(step)
    found.verified_by_id, found.at = actor.id, at  # type: ignore[assignment]  # a person acts
    decision.verifications.append(found)
    step.next_date = next_look(decision, settings().local_day(at))
    step.version += 1
    data = {
        "remainder": found.remainder.value,
        "hours": written(found.hours),
        "next_date": step.next_date and step.next_date.isoformat(),
    }
    record(Kind.VERIFIED, at=at, actor_id=actor.id, case=step, words=found.how, data=data)


def _told(use: Reallocation) -> dict[str, str]:
    return {"hours": written(use.hours), "purpose": use.purpose}
