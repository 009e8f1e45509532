"""Reads a trial stop: what is planned and what is missing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ideas.access import demand, find
from ideas.extending import planned_end
from ideas.lifecycle import LIFECYCLES, confirm_unchanged, facts
from ideas.models import Experiment, Measure, WorkStep
from workflow.actors import Actor
from workflow.lifecycles import work_step_facts as so
from workflow.lifecycles.work_step_facts import WorkStepFacts
from workflow.lifecycles.work_step_states import MOST_SIGNALS, WorkStepState
from workflow.machine import Refused
from workflow.permissions import Action
from workflow.problems import Problem

GATE: tuple[tuple[str, Callable[[WorkStepFacts], Problem | None]], ...] = (
    ("lawful", so.lawful),
    ("owned", so.owned),
    ("cleared", so.cleared),
)
"""The points of the gate that the rules answer; the responsible person answers the last one."""


@dataclass(frozen=True, slots=True)
class Trials:
    """The trials of a work step: the one that is planned or runs, what it lacks, and those that ended.

    `days_left` lies below zero where the end has passed without a decision.
    """

    current: Experiment | None
    is_running: bool
    missing: tuple[Problem, ...]
    days_left: int | None
    ended: tuple[Experiment, ...]


def readable(public_id: str, actor: Actor) -> WorkStep:
    """The work step for somebody who may plan its trial."""
    step = find(WorkStep, public_id, actor)
    demand(Action.PLAN_TRIAL, actor, step)
    return step


def plannable(public_id: str, actor: Actor, version: int | None = None) -> WorkStep:
    """The work step while its trial is planned; Stale, Forbidden and Refused say why not."""
    step = find(WorkStep, public_id, actor)
    confirm_unchanged(step, version)
    demand(Action.PLAN_TRIAL, actor, step)
    if step.state != WorkStepState.EXAMINED:
        raise Refused(Problem.WRONG_STATE)
    return step


def running(public_id: str, action: Action, actor: Actor) -> tuple[WorkStep, Experiment]:
    """The work step and its trial while it runs, for somebody who may do this."""
    step = find(WorkStep, public_id, actor)
    demand(action, actor, step)
    trial = current(step)
    if step.state != WorkStepState.TRIALLED or trial is None:
        raise Refused(Problem.WRONG_STATE)
    return step, trial


def extendable(public_id: str, actor: Actor) -> tuple[WorkStep, Experiment, date]:
    """The work step, its trial and the planned end, while that can still be put off."""
    step, trial = running(public_id, Action.EXTEND_TRIAL, actor)
    return step, trial, planned_end(trial)


def announced(public_id: str, actor: Actor) -> tuple[WorkStep, Experiment]:
    """The work step and the trial that its notice tells of."""
    step = find(WorkStep, public_id, actor)
    trial = current(step)
    if trial is None:
        raise Refused(Problem.WRONG_STATE)
    return step, trial


def current(step: WorkStep) -> Experiment | None:
    """The trial that is planned or running; what has ended is history."""
    return step.experiment if step.experiment and step.experiment.ended_at is None else None


def signal_of(step: WorkStep, measure_id: int | None) -> Measure | None:
    """The signal of that id in the current trial, or None for a new one; Refused where there is no place."""
    trial = current(step)
    signals = trial.measures if trial else []
    if measure_id is None:
        if len(signals) >= MOST_SIGNALS:
            raise Refused(Problem.SIGNALS_MISSING)
        return None
    found = next((signal for signal in signals if signal.id == measure_id), None)
    if found is None:
        raise Refused(Problem.WRONG_STATE)
    return found


def plan_fields(step: WorkStep) -> dict[str, Any]:
    """The fields of the plan; a new trial begins with the words of the one before, not with its dates."""
    trial, now = step.experiment, current(step)
    return {
        "version": step.version,
        "aim": trial.aim if trial else "",
        "instead": trial.instead if trial else "",
        "if_asked": trial.if_asked if trial else "",
        "units": [each.unit_id for each in trial.units] if trial else [],
        "starts_on": now.starts_on if now else None,
        "days": str(now.planned_days) if now and now.planned_days else None,
        "is_harmless": now.is_harmless if now else False,
    }


def gate(step: WorkStep) -> list[tuple[str, Problem | None]]:
    """Each point of the gate that the rules answer, with what stands in its way."""
    said = facts(step)
    return [(point, guard(said)) for point, guard in GATE]


def missing(step: WorkStep) -> tuple[Problem, ...]:
    """What still stands in the way of the trial, whoever starts it."""
    said = facts(step)
    guards = LIFECYCLES[step.kind].move("try-without").guards
    found = (guard(said) for guard in guards)
    return tuple(problem for problem in found if problem is not None)


def trials(step: WorkStep, today: date) -> Trials:
    """What the page of a work step tells of its trials."""
    now, is_running = current(step), step.state == WorkStepState.TRIALLED
    ends_on = now.ends_on if now and is_running else None
    return Trials(
        current=now,
        is_running=is_running and now is not None,
        missing=missing(step) if step.state == WorkStepState.EXAMINED else (),
        days_left=(ends_on - today).days if ends_on else None,
        ended=tuple(trial for trial in reversed(step.experiments) if trial.ended_at is not None),
    )
