"""Adds readings while an experiment runs, and corrects them without hiding what stood there."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from ideas.extensions import db
from ideas.features.readings.forms import CorrectionSaid, ReadingsSaid
from ideas.features.readings.queries import Standing, correctable, is_corrected, running, standing
from ideas.history import record
from ideas.i18n import format_date
from ideas.models import Experiment, Measure, Reading
from ideas.models.measure import ReadingCorrection
from ideas.numbers import written
from ideas.transaction import command, hold
from workflow.actors import Actor
from workflow.events import Kind
from workflow.machine import Refused
from workflow.problems import Problem


class AlreadyThere(Exception):
    """The same reading stands there already, of these measures."""

    def __init__(self, measure_ids: Collection[int]) -> None:
        super().__init__(measure_ids)
        self.measure_ids = measure_ids


class Line(NamedTuple):
    """One reading of many."""

    measure_id: int
    on: date
    value: Decimal
    note: str


class Reached(NamedTuple):
    """What a reading has reached: `code` is the stop rule or a threshold, `words` what that says."""

    measure: str
    reading: str
    code: str
    words: str


class Brought(NamedTuple):
    """What became of a table: how many readings were added, how many were there, what was reached."""

    added: int
    skipped: int
    reached: list[Reached]


@command
def add(public_id: str, said: ReadingsSaid, *, actor: Actor, at: datetime) -> list[Reached]:
    """Add what the measures said on a day; AlreadyThere where one of them is there."""
    case, tried = running(public_id, actor)
    hold(case)
    there = standing(said.values)
    twice = [number for number, value in said.values.items() if (number, said.on, value) in there]
    if twice:
        raise AlreadyThere(twice)
    found = []
    for measure in (each for each in tried.measures if each.id in said.values):
        reading = _taken(measure, Line(measure.id, said.on, said.values[measure.id], said.note), actor, at)
        db.session.flush()
        reached = _reached(measure, tried, [reading])
        data = {**_said(reading, measure), "reading_id": str(reading.id), **_more(reached)}
        record(Kind.READING_ADDED, at=at, actor_id=actor.id, case=case, data=data)
        found += reached
    _expect(tried)
    return found


@command
def bring(public_id: str, lines: Collection[Line], *, actor: Actor, at: datetime) -> Brought:
    """Add many readings, leaving out those that stand there; one entry for each measure."""
    case, tried = running(public_id, actor)
    hold(case)
    there = standing([measure.id for measure in tried.measures])
    wanted = list(lines)
    new = _new(wanted, there)
    found = []
    for measure in (each for each in tried.measures if new.get(each.id)):
        readings = [_taken(measure, line, actor, at) for line in new[measure.id]]
        reached = _reached(measure, tried, readings)
        data = {**_said_together(readings, measure), **_more(reached)}
        record(Kind.READING_ADDED, at=at, actor_id=actor.id, case=case, data=data)
        found += reached
    _expect(tried)
    added = sum(len(of_one) for of_one in new.values())
    return Brought(added, len(wanted) - added, found)


@command
def correct(reading_id: int, said: CorrectionSaid, *, actor: Actor, at: datetime) -> list[Reached]:
    """Put another reading in the place of one, or none; both stay."""
    reading, measure, tried, case = correctable(reading_id, actor)
    hold(case)
    if is_corrected(reading_id):
        raise Refused(Problem.CORRECTED_ALREADY)
    data = {"measure": measure.name, "before": _amount(reading.value, measure), "reading": "–"}
    data |= {"before_on": reading.on.isoformat(), "reading_id": str(reading.id)}
    reached: list[Reached] = []
    correction = ReadingCorrection(reason=said.reason, corrected_by_id=actor.id, at=at)
    if said.on is not None and said.value is not None:
        correction.replacement = _replacement(reading, measure, said, actor, at)
        reached = _reached(measure, tried, [correction.replacement])
        data |= {**_said(correction.replacement, measure), **_more(reached)}
    reading.correction = correction
    kind, words = Kind.READING_CORRECTED, said.reason
    record(kind, at=at, actor_id=actor.id, case=case, words=words, data=data)
    _expect(tried)
    return reached


def _replacement(
    reading: Reading, measure: Measure, said: CorrectionSaid, actor: Actor, at: datetime
) -> Reading:
    """The reading that takes the place of another; AlreadyThere where it would say the same as one."""
    line = Line(measure.id, said.on or reading.on, said.value or Decimal(), reading.note)
    if line[:3] in standing([measure.id]):
        raise AlreadyThere([measure.id])
    return _taken(measure, line, actor, at)


def _taken(measure: Measure, line: Line, actor: Actor, at: datetime) -> Reading:
    reading = Reading(on=line.on, value=line.value, note=line.note, read_by_id=actor.id, at=at)
    measure.readings.append(reading)
    return reading


def _new(lines: Iterable[Line], there: set[Standing]) -> dict[int, list[Line]]:
    """The lines that say something new, by their measures, in the order of their days."""
    seen, found = set(there), dict[int, list[Line]]()
    for line in sorted(lines, key=lambda line: line.on):
        if line[:3] not in seen:
            seen.add(line[:3])
            found.setdefault(line.measure_id, []).append(line)
    return found


def _expect(tried: Experiment) -> None:
    """When each measure is to be read next, while the experiment runs: counted from its latest reading."""
    latest: dict[int, date] = {}
    for measure_id, on, _value in standing([measure.id for measure in tried.measures]):
        latest[measure_id] = max(on, latest.get(measure_id, on))
    for measure in tried.measures if tried.ended_at is None else ():
        if measure.id in latest:
            measure.due_on = measure.due_after(latest[measure.id], tried.ends_on)


def _reached(measure: Measure, tried: Experiment, readings: Iterable[Reading]) -> list[Reached]:
    """What the latest of these readings to reach anything has reached."""
    for reading in sorted(readings, key=lambda reading: reading.on, reverse=True):
        said = measure.name, _amount(reading.value, measure)
        if measure.is_stopped(reading.value):
            return [Reached(*said, "stop_rule", tried.stop_rule or _amount(measure.stop_at, measure))]
        if measure.is_crossed(reading.value):
            return [Reached(*said, "threshold", _amount(measure.target, measure))]
    return []


def _amount(value: Decimal | None, measure: Measure) -> str:
    return f"{written(value)} {measure.unit_of_measure}"


def _said(reading: Reading, measure: Measure) -> dict[str, str]:
    return {"reading": _amount(reading.value, measure), "measure": measure.name, "on": reading.on.isoformat()}


def _said_together(readings: list[Reading], measure: Measure) -> dict[str, str]:
    """Many readings in few words, the same in every language."""
    last = _said(readings[-1], measure)
    if len(readings) == 1:
        return last
    days = f"{format_date(readings[0].on)}–{format_date(readings[-1].on)}"
    return {**last, "reading": f"{len(readings)} × {measure.name}, {days}", "count": str(len(readings))}


def _more(reached: Iterable[Reached]) -> dict[str, str]:
    """What the log says of a value that was reached."""
    return {each.code: each.words for each in reached}
