"""Reads the experiment that readings are about, what stands there already, and the days they can be of."""

from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import select

from ideas.access import demand, find
from ideas.extensions import db, settings
from ideas.lifecycle import LIFECYCLES
from ideas.models import Case, Experiment, Measure, Reading
from ideas.models.measure import ReadingCorrection
from workflow.actors import Actor
from workflow.machine import Refused
from workflow.permissions import Action
from workflow.problems import Problem

Standing = tuple[int, date, Decimal]
"""The measure, the day and the value of a reading that nobody has corrected."""


class Held(NamedTuple):
    """A reading with what it belongs to."""

    reading: Reading
    measure: Measure
    experiment: Experiment
    case: Case


def running(public_id: str, actor: Actor) -> tuple[Case, Experiment]:
    """The case and its experiment while it runs, for somebody who may add readings."""
    case = find(Case, public_id, actor)
    demand(Action.ADD_READING, actor, case)
    tried = case.experiment
    if tried is None or not tried.measures or case.state != LIFECYCLES[case.kind].trying:
        raise Refused(Problem.WRONG_STATE)
    return case, tried


def measured(public_id: str, actor: Actor) -> tuple[Case, Experiment]:
    """The case and the latest experiment that measures something, for anybody who sees the case."""
    case = find(Case, public_id, actor)
    if case.experiment is None or not case.experiment.measures:
        raise Refused(Problem.WRONG_STATE)
    return case, case.experiment


def correctable(reading_id: int, actor: Actor) -> Held:
    """A reading that can still be corrected by this person; one that was corrected is history."""
    path = select(Case.public_id, Measure.id, Experiment.id).join(Experiment, Experiment.case_id == Case.id)
    path = path.join(Measure, Measure.experiment_id == Experiment.id)
    path = path.join(Reading, Reading.measure_id == Measure.id).where(Reading.id == reading_id)
    found = db.session.execute(path).first()
    case = find(Case, found[0] if found else "", actor)
    demand(Action.ADD_READING, actor, case)
    measure_id, experiment_id = found[1:] if found else (0, 0)
    tried = db.session.get_one(Experiment, experiment_id)
    if tried.started_at is None:
        raise Refused(Problem.WRONG_STATE)
    if is_corrected(reading_id):
        raise Refused(Problem.CORRECTED_ALREADY)
    reading, measure = db.session.get_one(Reading, reading_id), db.session.get_one(Measure, measure_id)
    return Held(reading, measure, tried, case)


def is_corrected(reading_id: int) -> bool:
    """Whether somebody has corrected the reading."""
    wanted = select(ReadingCorrection.reading_id).where(ReadingCorrection.reading_id == reading_id)
    return db.session.scalar(wanted) is not None


def standing(measure_ids: Collection[int]) -> set[Standing]:
    """The readings of these measures that nobody has corrected, as they are in the database now."""
    wanted = (
        select(Reading.measure_id, Reading.on, Reading.value)
        .outerjoin(ReadingCorrection, ReadingCorrection.reading_id == Reading.id)
        .where(Reading.measure_id.in_(measure_ids), ReadingCorrection.reading_id.is_(None))
    )
    return {(row.measure_id, row.on, row.value) for row in db.session.execute(wanted)}


def days_of(experiment: Experiment, today: date) -> tuple[date, date]:
    """The first and the last day of its readings: from the beginning until today, or until it ended."""
    local = settings().local_day
    begun = [experiment.starts_on, _day(experiment.started_at)]
    first = min((day for day in begun if day is not None), default=today)
    return min(first, today), local(experiment.ended_at) if experiment.ended_at else today


def _day(moment: datetime | None) -> date | None:
    return settings().local_day(moment) if moment else None
