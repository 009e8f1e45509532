"""Adds readings while an experiment runs."""

from datetime import datetime

from ideas.features.readings.forms import ReadingSaid
from ideas.features.readings.queries import measured
from ideas.history import record
from ideas.models import Case, Reading
from ideas.numbers import written
from ideas.transaction import command
from workflow.actors import Actor
from workflow.events import Kind


@command
def add_reading(measure_id: int, said: ReadingSaid, *, actor: Actor, at: datetime) -> Case:
    """Add what a measure said on a day."""
    case, row = measured(measure_id, actor)
    row.readings.append(Reading(on=said.on, value=said.value, note=said.note, read_by_id=actor.id, at=at))
    reading = f"{written(said.value)} {row.unit_of_measure}"
    data = {"reading": reading, "measure": row.name, "on": said.on.isoformat()}
    record(Kind.READING_ADDED, at=at, actor_id=actor.id, case=case, data=data)
    return case
