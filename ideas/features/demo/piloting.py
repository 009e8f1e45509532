"""The pilots of the demo: their plans, their measures and what these said."""

from datetime import date, timedelta
from decimal import Decimal

from ideas.access import demand
from ideas.features.demo.scene import Scene
from ideas.features.demo.script import Step, Table, ideas
from ideas.history import record
from ideas.i18n import format_number
from ideas.models import Experiment, ExperimentUnit, Measure, Reading
from ideas.models.experiment import ExperimentKind, Scope
from workflow.events import Kind
from workflow.lifecycles.idea_states import GiveUp
from workflow.permissions import Action

LEAD_TIME = 14
"""Days between the plan and the start of a pilot that has not begun yet."""


def plan(scene: Scene, step: Step) -> None:
    """Write the plan of a pilot."""
    idea, table = scene.idea(step), ideas()[step.idea]
    demand(Action.PLAN_PILOT, scene.actor(step), idea)
    says = table["pilot"]
    starts_on = scene.day(step) + timedelta(days=_days_until_pilot(table, step))
    idea.experiments.append(_experiment(scene, says, starts_on))
    if "give_up" in says:
        idea.give_up, idea.give_up_words = GiveUp(says["give_up"]), says["give_up_words"]
    idea.version += 1
    record(Kind.PILOT_PLANNED, at=step.at, actor_id=scene.person(step).id, case=idea)


def read(scene: Scene, step: Step) -> None:
    """Add a reading to a measure."""
    idea, person, says = scene.idea(step), scene.person(step), step.says
    demand(Action.ADD_READING, scene.actor(step), idea)
    assert idea.experiment is not None  # the story begins with its plan  # noqa: S101
    measure, value, day = idea.experiment.measures[says["measure"]], _decimal(says["value"]), scene.day(step)
    note = says.get("words", "")
    measure.readings.append(Reading(on=day, value=value, note=note, read_by_id=person.id, at=step.at))
    reading = f"{format_number(value)} {measure.unit_of_measure}"
    data = {"reading": reading, "measure": measure.name, "on": day.isoformat()}
    record(Kind.READING_ADDED, at=step.at, actor_id=person.id, case=idea, data=data)


def _days_until_pilot(table: Table, step: Step) -> int:
    starts = [step.says["ago"] - line["ago"] for line in table["history"] if line["do"] == "pilot"]
    return int(starts[0]) if starts else LEAD_TIME


def _experiment(scene: Scene, says: Table, starts_on: date) -> Experiment:
    return Experiment(
        kind=ExperimentKind.PILOT,
        aim=says["aim"],
        our_vision=says["our_vision"],
        customer_vision=says["customer_vision"],
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=says["days"]),
        measures=[_measure(line) for line in says["measures"]],
        units=[ExperimentUnit(unit_id=scene.house.units[key].id) for key in says["units"]],
    )


def _measure(line: Table) -> Measure:
    return Measure(
        scope=Scope(line["scope"]),
        name=line["name"],
        unit_of_measure=line["unit"],
        baseline=_decimal(line.get("baseline")),
        target=_decimal(line.get("target")),
    )


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
