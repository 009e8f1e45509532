"""Owns the figures of how long cases take: in each open state, in all, and until now."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from workflow.figures.counts import SIZES, STAGES, Counts
from workflow.figures.windows import Window
from workflow.flow import ENDS, Figure
from workflow.percentiles import Spread, spread


class Times(NamedTuple):
    """Days, the first and the last counted, in each open state that was left and in all of those decided."""

    states: tuple[tuple[str, Spread], ...]
    total: Spread


class Age(NamedTuple):
    """How many open cases have been in their state for so many days, the first and today counted."""

    state: str
    days: int
    n: int


class Limit(NamedTuple):
    """What is long in a state: the P85 of those that left it, if enough did, and how many are past it now."""

    state: str
    p85: int | None
    past: int
    n: int


class Ages(NamedTuple):
    """Every open case, the oldest first, and the limit of each open state."""

    cases: tuple[Age, ...]
    limits: tuple[Limit, ...]


def times(counts: Counts, window: Window) -> Times:
    """Return how long those stayed that left a state in the window, and those in all that were decided in it.

    A case that was re-opened counts once in all, with every stretch in which it was open.
    """
    states = tuple((state, stayed(counts, state, window)) for state in STAGES[counts.kind])
    return Times(states, open_in_all(counts, window))


def times_by_size(counts: Counts, window: Window) -> tuple[tuple[str, Times], ...]:
    """Return the times of each size, and at last of those of which none was told, under ""."""
    return tuple((str(size), times(counts.sized(size), window)) for size in SIZES)


def ages(counts: Counts, window: Window, today: date) -> Ages:
    """Return the age of every open case, and how many are past the P85 of their state in the window."""
    found = [age for state in STAGES[counts.kind] for age in _ages_in(counts, state, today)]
    limits = tuple(
        _limit(state, stayed(counts, state, window).p85, [age for age in found if age.state == state])
        for state in STAGES[counts.kind]
    )
    return Ages(tuple(sorted(found, key=lambda age: -age.days)), limits)


def stayed(counts: Counts, state: str, window: Window) -> Spread:
    """Return the days in a state of those that left it in the window."""
    return spread(counts.histogram(Figure.STAYED, window, state))


def open_in_all(counts: Counts, window: Window) -> Spread:
    """Return the days in which cases were open, of those decided in the window."""
    return spread(closed(counts, window))


def closed(counts: Counts, window: Window) -> Mapping[int, int]:
    """Return a number of cases by the days in which they were open, of those decided in the window."""
    return counts.histogram(Figure.CLOSED, window, *ENDS[counts.kind])


def _ages_in(counts: Counts, state: str, today: date) -> list[Age]:
    since: defaultdict[int, int] = defaultdict(int)
    for day, n in counts.days(Figure.STANDING, state):
        since[day] += n
    tomorrow = today.toordinal() + 1
    return [Age(state, tomorrow - day, n) for day, n in since.items()]


def _limit(state: str, p85: int | None, found: list[Age]) -> Limit:
    past = sum(age.n for age in found if p85 is not None and age.days > p85)
    return Limit(state, p85, past, sum(age.n for age in found))
