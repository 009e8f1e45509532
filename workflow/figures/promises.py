"""Owns the figures of what is promised: how soon a state is left, and how soon an author hears something."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from workflow.calendar import NO_DAYS, ONE_DAY, add_working_days
from workflow.figures.counts import STAGES, Counts
from workflow.figures.windows import Window
from workflow.flow import Figure
from workflow.percentiles import Share, Spread, spread


class Late(NamedTuple):
    """How many still wait past the promise: those that began before this day."""

    n: int
    before: date


class Promise(NamedTuple):
    """Within how many working days a state is left, and of how many that was kept, those late among them."""

    state: str
    days: int
    kept: Share
    late: Late


class FirstAnswer(NamedTuple):
    """Working days until somebody else than an author answered first, and how often within the promise."""

    spread: Spread
    days: int
    kept: Share
    late: Late


def promises(
    counts: Counts, window: Window, promised: Mapping[str, int], closed: frozenset[date] = NO_DAYS
) -> tuple[Promise, ...]:
    """Return how the promise of each open state that has one was kept; `promised` is working days by state.

    Of those that left the state in the window, together with those that stand in it still and were past the
    promise when the window ended: these were not kept. `closed` are the organisation's own days without work.
    """
    found = []
    for state in STAGES[counts.kind]:
        if (days := promised.get(state)) is not None:
            late = _late(counts, Figure.STANDING, state, _first_in_time(window, days, closed))
            took = counts.histogram(Figure.WORKED, window, state)
            found.append(Promise(state, days, _kept(took, days, late), late))
    return tuple(found)


def first_answer(
    counts: Counts, window: Window, promised: int, closed: frozenset[date] = NO_DAYS
) -> FirstAnswer:
    """Return how long the first answers of the window took; `promised` is in working days.

    The promise was not kept to those either that had waited longer for an answer when the window ended, and
    wait still. `closed` are the organisation's own days without work.
    """
    answered = counts.histogram(Figure.ANSWERED, window, "")
    late = _late(counts, Figure.UNANSWERED, "", _first_in_time(window, promised, closed))
    return FirstAnswer(spread(answered), promised, _kept(answered, promised, late), late)


def _first_in_time(window: Window, days: int, closed: frozenset[date]) -> date:
    """The first day that was not past the promise at the end: whatever began before it was.

    It is the working day that lies one more than promised back, the last day of the window counted too.
    """
    return add_working_days(window.last + ONE_DAY, -days - 1, closed)


def _late(counts: Counts, figure: Figure, state: str, limit: date) -> Late:
    return Late(sum(n for day, n in counts.days(figure, state) if day < limit.toordinal()), limit)


def _kept(took: Mapping[int, int], days: int, late: Late) -> Share:
    return Share(sum(n for day, n in took.items() if day <= days), sum(took.values()) + late.n)
