"""The geometry of a measure's chart: where readings, level lines and the days of an experiment stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ideas.models.experiment import Experiment
from ideas.models.measure import Measure

LEFT, RIGHT, TOP, BOTTOM = 10, 200, 26, 124
"""The sides of the field in which readings are drawn, in a view box of 320 across; words stand beside it."""
APART = 14
"""How far below each other two lines of words begin."""
WIDE_ENOUGH = 130
"""How far apart the first and the last day stand where their words fit on one line."""

Point = tuple[float, float]
Said = tuple[date, Decimal]


class Level(NamedTuple):
    """A value that readings are held against, by its name."""

    name: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class LevelLine:
    """A level in the picture: how high its line lies, and how high its words stand."""

    name: str
    value: Decimal
    y: float
    label: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that the picture needs.

    `points` are x and y of each reading and `line` leads through them; the experiment begins and ends at
    `start` and `end`, whose words need two lines where it `is_narrow`.
    """

    points: tuple[Point, ...]
    line: str
    levels: tuple[LevelLine, ...]
    days: tuple[date, date]
    start: float
    end: float

    @property
    def is_narrow(self) -> bool:
        """Whether the words of the first and the last day would meet on one line."""
        return self.end - self.start < WIDE_ENOUGH


def picture(measure: Measure, experiment: Experiment) -> Drawing | None:
    """The picture of a measure; none before there is a reading."""
    readings = [(reading.on, reading.value) for reading in measure.valid_readings]
    if not readings:
        return None
    days = (experiment.starts_on or readings[0][0], experiment.ends_on or readings[-1][0])
    return draw(readings, levels_of(measure), days)


def levels_of(measure: Measure) -> list[Level]:
    """What readings of the measure are held against; what was amended stands beside the original."""
    aim = "target" if measure.danger is None else "threshold"
    found = [("baseline", measure.current_baseline), (aim, measure.current_target)]
    if measure.baseline != measure.current_baseline:
        found.append(("first-baseline", measure.baseline))
    if measure.target != measure.current_target:
        found.append(("first-target", measure.target))
    found.append(("stop", measure.stop_at))
    return [Level(name, value) for name, value in found if value is not None]


def draw(readings: Sequence[Said], levels: Sequence[Level], days: tuple[date, date]) -> Drawing:
    """Place readings between the days of the experiment; what was read outside them widens the picture."""
    ordered = sorted(readings, key=lambda said: said[0])
    first = min([days[0], *(on for on, _value in ordered)])
    last = max([days[1], *(on for on, _value in ordered)])
    known = [*(value for _on, value in ordered), *(level.value for level in levels)]
    lowest, highest = min(known, default=Decimal()), max(known, default=Decimal())
    points = tuple((_across(on, first, last), _up(value, lowest, highest)) for on, value in ordered)
    lines = _labelled([(level, _up(level.value, lowest, highest)) for level in levels])
    start, end = (_across(day, first, last) for day in days)
    return Drawing(points, _line(points), lines, days, start, end)


def _labelled(levels: Sequence[tuple[Level, float]]) -> tuple[LevelLine, ...]:
    """Lines from the highest down, their words moved as little as keeps them apart and inside."""
    ordered = sorted(levels, key=lambda placed: placed[1])
    labels: list[float] = []
    for _level, y in ordered:
        labels.append(max(y, labels[-1] + APART) if labels else y)
    floor = float(BOTTOM)
    for place in reversed(range(len(labels))):
        labels[place] = min(labels[place], floor)
        floor = labels[place] - APART
    placed = zip(ordered, labels, strict=True)
    return tuple(LevelLine(level.name, level.value, y, round(label, 1)) for (level, y), label in placed)


def _across(on: date, first: date, last: date) -> float:
    """In the middle where there is one day only."""
    span = (last - first).days
    share = (on - first).days / span if span else 0.5
    return round(LEFT + share * (RIGHT - LEFT), 1)


def _up(value: Decimal, lowest: Decimal, highest: Decimal) -> float:
    """In the middle where every value is the same."""
    span = highest - lowest
    share = float((value - lowest) / span) if span else 0.5
    return round(BOTTOM - share * (BOTTOM - TOP), 1)


def _line(points: Sequence[Point]) -> str:
    """The points of a line; one alone makes none."""
    return " ".join(f"{x:g},{y:g}" for x, y in points) if len(points) > 1 else ""
