"""Plans a trial stop and its guard signals, notes who missed what was left out, and puts off its end once."""

from datetime import date, datetime

from ideas.access import find
from ideas.audiences import starter, trial_audience
from ideas.extending import put_off
from ideas.features.trial.forms import Missed, Plan
from ideas.features.trial.queries import current, extendable, plannable, running, signal_of
from ideas.history import record, signature
from ideas.lifecycle import confirm_unchanged
from ideas.models import Experiment, ExperimentUnit, Measure, Miss, WorkStep
from ideas.models.experiment import ExperimentKind
from ideas.transaction import command
from workflow.actors import Actor
from workflow.events import Kind
from workflow.permissions import Action


@command
def plan(public_id: str, said: Plan, version: int | None, *, actor: Actor, at: datetime) -> WorkStep:
    """Write the plan; after a trial that ended this begins a new one."""
    step = plannable(public_id, actor, version)
    trial = _trial(step)
    trial.aim, trial.instead, trial.if_asked = said.aim, said.instead, said.if_asked
    trial.starts_on, trial.ends_on, trial.is_harmless = said.starts_on, said.ends_on, said.is_harmless
    _place(trial, said.unit_ids)
    _planned(step, actor, at)
    return step


@command
def signal(
    public_id: str, measure_id: int | None, said: Measure, version: int | None, *, actor: Actor, at: datetime
) -> WorkStep:
    """Add a guard signal, or change one before the trial begins."""
    step = plannable(public_id, actor, version)
    row = signal_of(step, measure_id)
    if row is None:
        _trial(step).measures.append(said)
    else:
        row.name, row.unit_of_measure, row.danger = said.name, said.unit_of_measure, said.danger
        row.baseline, row.target = said.baseline, said.target
    _planned(step, actor, at, measure=said.name)
    return step


@command
def remove(public_id: str, measure_id: int, version: int | None, *, actor: Actor, at: datetime) -> WorkStep:
    """Take a guard signal out of the plan."""
    step = plannable(public_id, actor, version)
    row = signal_of(step, measure_id)
    if row is not None:
        _trial(step).measures.remove(row)
        _planned(step, actor, at, removed=row.name)
    return step


@command
def miss(public_id: str, said: Missed, *, actor: Actor, at: datetime) -> WorkStep:
    """Note that somebody missed it; whoever started the trial hears where it is asked for back."""
    step, trial = running(public_id, Action.MISS, actor)
    row = Miss(
        missed_by_id=signature(step, actor.id, Kind.MISSED),
        who=said.who,
        words=said.words,
        wants_back=said.wants_back,
        at=at,
    )
    trial.misses.append(row)
    lead = starter(step, Kind.TRIALLED) if said.wants_back else None
    data = {"who": said.who, "wants_back": said.wants_back}
    tell = [lead] if lead else []
    record(Kind.MISSED, at=at, actor_id=actor.id, case=step, words=said.words, data=data, tell=tell)
    return step


@command
def extend(
    public_id: str, until: date, words: str, version: int | None, *, actor: Actor, at: datetime
) -> WorkStep:
    """Put off the end, once; the next date moves with it."""
    confirm_unchanged(find(WorkStep, public_id, actor), version)
    step, trial, _ends_on = extendable(public_id, actor)
    data, tell = put_off(step, trial, until), trial_audience(step)
    record(Kind.TRIAL_EXTENDED, at=at, actor_id=actor.id, case=step, words=words, data=data, tell=tell)
    return step


def _trial(step: WorkStep) -> Experiment:
    trial = current(step)
    if trial is None:
        trial = Experiment(kind=ExperimentKind.TRIAL_STOP, aim="", instead="", if_asked="")
        step.experiments.append(trial)
    return trial


def _place(trial: Experiment, unit_ids: frozenset[int]) -> None:
    kept = [each for each in trial.units if each.unit_id in unit_ids]
    new = unit_ids - {each.unit_id for each in kept}
    trial.units = kept + [ExperimentUnit(unit_id=unit_id) for unit_id in sorted(new)]


def _planned(step: WorkStep, actor: Actor, at: datetime, **data: str) -> None:
    step.version += 1
    record(Kind.TRIAL_PLANNED, at=at, actor_id=actor.id, case=step, data=data)
