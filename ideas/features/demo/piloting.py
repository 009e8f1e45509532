"""The experiments of the demo: pilots and trial stops with their plans, readings, misses and ends."""

from datetime import date, timedelta

from ideas.access import demand
from ideas.features.demo.deciding import make_room
from ideas.features.demo.scene import Scene, number
from ideas.features.demo.script import Deed, Table, ideas, work_steps
from ideas.history import record, signature
from ideas.i18n import format_date
from ideas.models import (
    Amendment,
    Conclusion,
    Experiment,
    ExperimentGroup,
    ExperimentMember,
    ExperimentUnit,
    Idea,
    Measure,
    Miss,
    Reading,
    ReadingCorrection,
)
from ideas.models.experiment import ExperimentKind, Recommendation
from ideas.models.measure import Better, Cadence, Danger, Scope
from ideas.numbers import written
from workflow.events import Kind
from workflow.permissions import Action


def plan(scene: Scene, deed: Deed) -> None:
    """Write the plan of a pilot."""
    idea, says = scene.idea(deed), ideas()[deed.case]["pilot"]
    demand(Action.PLAN_PILOT, scene.actor(deed), idea)
    pilot = _experiment(scene, ExperimentKind.PILOT, says, scene.start_of(deed, "pilot"))
    pilot.our_vision, pilot.customer_vision = says["our_vision"], says["customer_vision"]
    pilot.stop_rule, pilot.hours_set_aside = says["stop_rule"], number(says["hours"])
    groups = scene.house.customer_groups
    pilot.customer_groups = [
        ExperimentGroup(customer_group_id=groups[key].id) for key in says["customer_groups"]
    ]
    idea.experiments.append(pilot)
    idea.version += 1
    record(Kind.PILOT_PLANNED, at=deed.at, actor_id=scene.person(deed).id, case=idea)
    for key in says.get("people", ()):
        pilot.members.append(ExperimentMember(user_id=scene.house.people[key].id))
    for key, words in says.get("told", {}).items():
        _tell_aim(idea, pilot, scene.house.people[key].id, words, deed)
    if "give_up" in says:
        make_room(scene, deed, says)


def conclude(scene: Scene, deed: Deed) -> None:
    """Judge a pilot in words before it is decided upon."""
    idea, person, says = scene.idea(deed), scene.person(deed), deed.says
    demand(Action.CONCLUDE_PILOT, scene.actor(deed), idea)
    assert idea.experiment is not None  # the story begins with its plan  # noqa: S101
    idea.experiment.conclusion = Conclusion(
        verdict=says["words"],
        learnt=says["learnt"],
        recommendation=Recommendation(says["recommends"]),
        concluded_by_id=person.id,
        at=deed.at,
    )
    idea.version += 1
    record(Kind.PILOT_CONCLUDED, at=deed.at, actor_id=person.id, case=idea, words=says["words"])


def plan_trial(scene: Scene, deed: Deed) -> None:
    """Write the plan of a trial stop."""
    step, says = scene.work_step(deed), work_steps()[deed.case]["trial"]
    demand(Action.PLAN_TRIAL, scene.actor(deed), step)
    trial = _experiment(scene, ExperimentKind.TRIAL_STOP, says, scene.start_of(deed, "try-without"))
    trial.instead, trial.if_asked, trial.is_harmless = says["instead"], says["if_asked"], True
    step.experiments.append(trial)
    step.version += 1
    record(Kind.TRIAL_PLANNED, at=deed.at, actor_id=scene.person(deed).id, case=step)


def read(scene: Scene, deed: Deed) -> None:
    """Add a reading to a measure or a guard signal."""
    case, person, says = scene.case(deed), scene.person(deed), deed.says
    demand(Action.ADD_READING, scene.actor(deed), case)
    assert case.experiment is not None  # the story begins with its plan  # noqa: S101
    measure, value, day = case.experiment.measures[says["measure"]], number(says["value"]), scene.day(deed)
    note = says.get("words", "")
    measure.readings.append(Reading(on=day, value=value, note=note, read_by_id=person.id, at=deed.at))
    measure.due_on = measure.due_after(day, case.experiment.ends_on)
    reading = f"{written(value)} {measure.unit_of_measure}"
    data = {"reading": reading, "measure": measure.name, "on": day.isoformat()}
    record(Kind.READING_ADDED, at=deed.at, actor_id=person.id, case=case, data=data)


def amend(scene: Scene, deed: Deed) -> None:
    """Change in the open what was fixed when the pilot began."""
    idea, person, says = scene.idea(deed), scene.person(deed), deed.says
    demand(Action.AMEND_MEASURE, scene.actor(deed), idea)
    assert idea.experiment is not None  # the story begins with its plan  # noqa: S101
    measure = idea.experiment.measures[says["measure"]]
    baseline, target = number(says["baseline"]), number(says["target"])
    measure.amendments.append(
        Amendment(baseline=baseline, target=target, reason=says["words"], amended_by_id=person.id, at=deed.at)
    )
    idea.version += 1
    data = {"measure": measure.name}
    record(Kind.MEASURE_AMENDED, at=deed.at, actor_id=person.id, case=idea, words=says["words"], data=data)


def correct(scene: Scene, deed: Deed) -> None:
    """Put another reading in the place of the last one of a measure."""
    case, person, says = scene.case(deed), scene.person(deed), deed.says
    demand(Action.ADD_READING, scene.actor(deed), case)
    assert case.experiment is not None  # the story begins with its plan  # noqa: S101
    measure = case.experiment.measures[says["measure"]]
    wrong, value = measure.readings[-1], number(says["value"])
    right = Reading(on=wrong.on, value=value, note=wrong.note, read_by_id=person.id, at=deed.at)
    measure.readings.append(right)
    wrong.correction = ReadingCorrection(
        replacement=right, reason=says["words"], corrected_by_id=person.id, at=deed.at
    )
    before, after = (f"{written(each.value)} {measure.unit_of_measure}" for each in (wrong, right))
    data = {"before": before, "reading": after, "measure": measure.name, "on": wrong.on.isoformat()}
    record(Kind.READING_CORRECTED, at=deed.at, actor_id=person.id, case=case, words=says["words"], data=data)


def miss(scene: Scene, deed: Deed) -> None:
    """Note that somebody missed what is left out."""
    step, person, says = scene.work_step(deed), scene.person(deed), deed.says
    demand(Action.MISS, scene.actor(deed), step)
    assert step.experiment is not None  # the story begins with its plan  # noqa: S101
    data = {"who": says.get("who", ""), "wants_back": says.get("back", False)}
    missed_by = signature(step, person.id, Kind.MISSED)
    step.experiment.misses.append(Miss(missed_by_id=missed_by, words=says["words"], at=deed.at, **data))
    tell = [step.owner_id] if data["wants_back"] and step.owner_id else []
    record(Kind.MISSED, at=deed.at, actor_id=person.id, case=step, words=says["words"], data=data, tell=tell)


def call_to_mind(scene: Scene, deed: Deed) -> None:
    """Tell by itself that a trial stop ends soon, or that it has ended without a decision."""
    step = scene.work_step(deed)
    assert step.experiment is not None  # the story begins with its plan  # noqa: S101
    kind = Kind.TRIAL_ENDS_SOON if deed.do == "ends-soon" else Kind.TRIAL_OVERDUE
    data = {"day": format_date(step.experiment.ends_on)}
    record(kind, at=deed.at, actor_id=None, case=step, data=data)


def _tell_aim(idea: Idea, pilot: Experiment, person_id: int, words: str, deed: Deed) -> None:
    pilot.members.append(ExperimentMember(user_id=person_id, words=words, told_at=deed.at))
    record(Kind.AIM_TOLD, at=deed.at, actor_id=person_id, case=idea, words=words)


def _experiment(scene: Scene, kind: ExperimentKind, says: Table, starts_on: date) -> Experiment:
    return Experiment(
        kind=kind,
        aim=says["aim"],
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=says["days"]),
        measures=[_measure(line) for line in (*says.get("measures", ()), *says.get("signals", ()))],
        units=[ExperimentUnit(unit_id=scene.house.units[key].id) for key in says["units"]],
    )


def _measure(line: Table) -> Measure:
    return Measure(
        scope=Scope(line["scope"]),
        name=line["name"],
        unit_of_measure=line["unit"],
        baseline=number(line.get("baseline")),
        target=number(line.get("threshold", line.get("target"))),
        danger=Danger(line["danger"]) if "danger" in line else None,
        better=Better(line["better"]) if "better" in line else None,
        cadence=Cadence(line["often"]) if "often" in line else None,
        how=line.get("how", ""),
    )
