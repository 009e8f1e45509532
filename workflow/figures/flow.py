"""Owns the figures of how cases flow: the cumulative flow, what is decided a month, what is in progress."""

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from workflow.figures.counts import STAGES, Counts
from workflow.figures.windows import Window
from workflow.flow import ENDS, Figure

LONGEST_MONTH = 31


class Band(NamedTuple):
    """How many cases are in a state at the end of each day of the curve."""

    state: str
    numbers: tuple[int, ...]
    is_end: bool = False


class CumulativeFlow(NamedTuple):
    """The bands of the curve from the bottom up: what is decided, then the open states, the first on top."""

    days: tuple[date, ...]
    bands: tuple[Band, ...]


class Decided(NamedTuple):
    """How many cases were decided in a month, by the state of the end."""

    month: date
    numbers: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """All that were decided in the month."""
        return sum(n for _, n in self.numbers)


class Load(NamedTuple):
    """How many cases are in a state now, and how many the leads want there at most."""

    state: str
    n: int
    most: int | None = None

    @property
    def is_over(self) -> bool:
        """More are there than the leads want."""
        return self.most is not None and self.n > self.most


def cumulative_flow(counts: Counts, window: Window) -> CumulativeFlow:
    """Return the cases by state at the end of every Sunday and of the last day, at most 54 points.

    An end counts what came to it since the window began, less what left it again. Where a case that had been
    decided before is re-opened, that would fall below zero: the whole band then lies higher by so many.
    """
    days = window.points
    ends = [Band(state, _came_to(counts, state, window), is_end=True) for state in ENDS[counts.kind]]
    stages = [Band(state, _standing(counts, state, window)) for state in reversed(STAGES[counts.kind])]
    return CumulativeFlow(days, (*ends, *stages))


def throughput(counts: Counts, window: Window) -> tuple[Decided, ...]:
    """Return how many cases were decided in each month, and hold; the oldest month first."""
    by_end = {state: counts.by_month(Figure.CLOSED, state, window) for state in ENDS[counts.kind]}
    return tuple(
        Decided(month, tuple((state, found[month]) for state, found in by_end.items()))
        for month in window.months
    )


def in_progress(counts: Counts, most: Mapping[str, int]) -> tuple[Load, ...]:
    """Return how many cases are in each open state now; `most` is the leads' own limit by state."""
    return tuple(
        Load(state, counts.total(Figure.STANDING, state), most.get(state)) for state in STAGES[counts.kind]
    )


def _came_to(counts: Counts, state: str, window: Window) -> tuple[int, ...]:
    numbers = tuple(accumulate(_changes(counts, state, window)[:-1]))
    return tuple(n - min(0, *numbers) for n in numbers)


def _standing(counts: Counts, state: str, window: Window) -> tuple[int, ...]:
    """Backwards from now: what entered after a day was not there yet, and what left after it still was."""
    changes, now = _changes(counts, state, window), counts.total(Figure.STANDING, state)
    back = accumulate(reversed(changes[1:]), lambda n, change: n - change, initial=now)
    return tuple(back)[:0:-1]


def _changes(counts: Counts, state: str, window: Window) -> list[int]:
    """By how many cases a state grew until each point since the one before, and at last after all of them."""
    places, after = _places(window), [len(window.points)] * (LONGEST_MONTH + 1)
    changes = [0] * (len(window.points) + 1)
    for figure, sign in ((Figure.ENTERED, 1), (Figure.LEFT, -1)):
        for key, found in counts.found(figure, state):
            if key.month >= window.first:
                place = places.get(key.month, after)
                for day, n in found.items():
                    changes[place[day]] += sign * n
    return changes


@lru_cache(maxsize=16)
def _places(window: Window) -> Mapping[date, list[int]]:
    """By month, at each day of it the first point that the day comes before or falls on."""
    until = [day.toordinal() for day in window.points]
    return {
        month: [bisect_left(until, month.toordinal() - 1 + day) for day in range(LONGEST_MONTH + 1)]
        for month in window.months
    }
