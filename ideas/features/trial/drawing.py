"""The geometry of a guard signal's chart: where its readings, its baseline and its threshold stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

LEFT, RIGHT, TOP, BOTTOM = 10, 310, 18, 116
"""The sides of the field in which readings are drawn, in a view box of 320 by 150; words stand around it."""

Point = tuple[float, float]
Said = tuple[date, Decimal]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that the picture needs: x and y of each reading, the line through them, the level lines."""

    points: tuple[Point, ...]
    line: str
    baseline: float | None
    threshold: float | None
    begins_on: date
    ends_on: date


def draw(
    readings: Sequence[Said], baseline: Decimal | None, threshold: Decimal | None, days: tuple[date, date]
) -> Drawing:
    """Place readings between the days of the trial; what was read outside them widens the picture."""
    ordered = sorted(readings, key=lambda said: said[0])
    begins_on = min([days[0], *(on for on, _value in ordered)])
    ends_on = max([days[1], *(on for on, _value in ordered)])
    levels = (baseline, threshold)
    known = [*(value for _on, value in ordered), *(level for level in levels if level is not None)]
    lowest, highest = min(known, default=Decimal()), max(known, default=Decimal())
    points = tuple((_across(on, begins_on, ends_on), _up(value, lowest, highest)) for on, value in ordered)
    heights = [None if level is None else _up(level, lowest, highest) for level in levels]
    return Drawing(points, _line(points), heights[0], heights[1], begins_on, ends_on)


def _across(on: date, begins_on: date, ends_on: date) -> float:
    """In the middle where there is one day only."""
    span = (ends_on - begins_on).days
    share = (on - begins_on).days / span if span else 0.5
    return round(LEFT + share * (RIGHT - LEFT), 1)


def _up(value: Decimal, lowest: Decimal, highest: Decimal) -> float:
    """In the middle where every value is the same."""
    span = highest - lowest
    share = float((value - lowest) / span) if span else 0.5
    return round(BOTTOM - share * (BOTTOM - TOP), 1)


def _line(points: Sequence[Point]) -> str:
    """The points of a line; one alone makes none."""
    return " ".join(f"{x:g},{y:g}" for x, y in points) if len(points) > 1 else ""
