"""Naming a work step, and editing what was said of it while it is open."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from ideas.access import demand, find
from ideas.history import record
from ideas.lifecycle import advance, begin, confirm_unchanged
from ideas.models.case import CaseAuthor, SealedAuthor
from ideas.models.examination import Doubt, Reason
from ideas.models.work_step import WorkStep
from ideas.numbers import written
from ideas.transaction import command
from ideas.units import unit_to_show
from workflow.actors import Actor
from workflow.events import Kind
from workflow.hours import Basis
from workflow.lifecycles.work_step_states import OPEN_STEP_STATES, WorkStepState
from workflow.machine import Note, Refused
from workflow.permissions import Action
from workflow.problems import Problem

COUNTED = ("minutes_likely", "travel_minutes", "events_per_year")
"""The figures of the effort; once somebody examines the step they are no longer its author's."""


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a work step: values by column, and why it is doubted."""

    columns: Mapping[str, Any]
    reasons: tuple[Reason, ...] = ()


@command
def record_step(said: Said, origin: Mapping[str, Any], *, actor: Actor, at: datetime) -> WorkStep:
    """Name a work step; where its author is hidden, so is a unit in which few people work."""
    step = WorkStep(**said.columns, **origin)
    if step.hides_author:
        step.unit_id = unit_to_show(step.unit_id)
        step.sealed_authors.append(SealedAuthor(user_id=actor.id, position=0))
    else:
        step.named_authors.append(CaseAuthor(user_id=actor.id, position=0))
    step.doubts = [Doubt(reason=reason) for reason in said.reasons]
    _bring_up_to_date(step)
    begin(step, "work-step", at)
    advance(step, "record", actor=actor, note=Note(), at=at)
    return step


def load(public_id: str, actor: Actor) -> WorkStep:
    """The work step for its author's form; Forbidden for everybody else."""
    step = find(WorkStep, public_id, actor)
    demand(Action.EDIT, actor, step)
    return step


def is_editable(step: WorkStep) -> bool:
    """What is decided stays as it was decided."""
    return step.state in OPEN_STEP_STATES


def is_uncounted(step: WorkStep) -> bool:
    """Whether the effort is still its author's own guess."""
    is_ranged = step.minutes_low is not None or step.minutes_high is not None
    return step.state == WorkStepState.RECORDED and step.basis is not Basis.PER_PERSON and not is_ranged


@command
def edit(public_id: str, said: Said, version: int | None, *, actor: Actor, at: datetime) -> WorkStep:
    """Write what changed; nothing is logged where nothing did."""
    step = load(public_id, actor)
    if not is_editable(step):
        raise Refused(Problem.WRONG_STATE)
    confirm_unchanged(step, version)
    changes = _changes(step, said)
    if not changes:
        return step
    for name, value in said.columns.items():
        setattr(step, name, value)
    kept = {doubt.reason: doubt for doubt in step.doubts}
    step.doubts = [kept.get(reason) or Doubt(reason=reason) for reason in said.reasons]
    _bring_up_to_date(step)
    step.version += 1
    record(Kind.EDITED, at=at, actor_id=actor.id, case=step, data={"changes": changes})
    return step


def _changes(step: WorkStep, said: Said) -> dict[str, list[Any]]:
    """Each field that is another now, before and after, as the log keeps it."""
    before = {name: getattr(step, name) for name in said.columns}
    changes = {
        name: [_logged(before[name]), _logged(value)]
        for name, value in said.columns.items()
        if before[name] != value
    }
    reasons = [sorted(doubt.reason for doubt in step.doubts), sorted(said.reasons)]
    return changes if reasons[0] == reasons[1] else {**changes, "reasons": reasons}


def _logged(value: Any) -> Any:
    return written(value) if isinstance(value, Decimal) else value


def _bring_up_to_date(step: WorkStep) -> None:
    """Count what can be counted: of a journey the travelling alone, for the meeting is held in any case."""
    if step.basis is None and step.events_per_year is not None:
        step.basis = Basis.PER_EVENT
    if step.basis is Basis.PER_EVENT and step.minutes_likely is None and step.travel_minutes is not None:
        step.minutes_likely = Decimal()
    step.refold()
    step.reckon()
