"""Owns the figures of what becomes of cases: how many go on, how many are carried out, and what they take."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from workflow.calendar import age_in_days
from workflow.figures.counts import STAGES, Counts
from workflow.figures.times import open_in_all
from workflow.figures.windows import Window, last_of
from workflow.flow import ENDS, FIRST, HOURS, Figure
from workflow.lifecycles.idea_states import IdeaState
from workflow.percentiles import Share


class Cohort(NamedTuple):
    """What became until now of the cases that arrived in a month: how many ever reached each later state.

    Of the ends the one that holds; those and the open ones add up to all that arrived.
    """

    month: date
    arrived: int
    reached: tuple[tuple[str, int], ...]
    open: int
    is_young: bool
    """Most cases take longer than this cohort has had: its numbers are unfinished."""


class Conversion(NamedTuple):
    """The cohorts, the oldest first, and the days below which one is young; None of too few decided cases."""

    cohorts: tuple[Cohort, ...]
    p85: int | None


class FrontLine(NamedTuple):
    """How many came from work with customers, of the cases that told it: of all, and of those carried out."""

    arrived: Share
    carried_out: Share


class Room(NamedTuple):
    """What the ideas that were taken into use take, and how many have a work step that makes room."""

    hours: Decimal
    """Hours a year, of the ideas of which they were told."""
    untold: int
    paired: int
    unpaired: int


def conversion(counts: Counts, window: Window, today: date) -> Conversion:
    """Return what became of the cases by the month in which they arrived.

    A cohort is young while its last day is less than the P85 of the days ago in which the cases decided in
    the window were open; where fewer than ten were decided, while any of it is open.
    """
    p85 = open_in_all(counts, window).p85
    states = (FIRST[counts.kind], *STAGES[counts.kind][1:], *ENDS[counts.kind])
    reached = {state: counts.by_month(Figure.REACHED, state, window) for state in states}
    return Conversion(
        tuple(
            _cohort(counts.kind, month, {state: found[month] for state, found in reached.items()}, p85, today)
            for month in window.months
        ),
        p85,
    )


def implementation(counts: Counts, window: Window) -> Share:
    """Return how many were carried out (ideas) or given up (work steps), of those decided in the window."""
    carried_out, *others = (counts.total(Figure.CLOSED, end, window) for end in ENDS[counts.kind])
    return Share(carried_out, carried_out + sum(others))


def front_line(counts: Counts, window: Window) -> FrontLine:
    """Return how many came from work with customers, of the cases that arrived in the window."""
    first, end = FIRST[counts.kind], ENDS[counts.kind][0]
    return FrontLine(
        _yes(counts, Figure.FRONT_LINE, first, window), _yes(counts, Figure.FRONT_LINE, end, window)
    )


def directed(counts: Counts, window: Window) -> Share:
    """Return how many belong to a direction of the organisation, of the pilots that began in the window."""
    return _yes(counts, Figure.DIRECTED, IdeaState.PILOTED, window)


def told(counts: Counts, window: Window, today: date) -> Share:
    """Return how often it was told what changed, of the days in the window on which that is asked.

    Days that have not passed are left out, told or not.
    """
    until = min(window.last.toordinal(), today.toordinal() - 1)
    answered, waiting = (
        sum(n for day, n in counts.days(figure, since=window.first) if day <= until)
        for figure in (Figure.TOLD, Figure.ASKED)
    )
    return Share(answered, answered + waiting)


def room(counts: Counts, window: Window) -> Room:
    """Return what the ideas take that were taken into use in the window and still are."""
    hours = Decimal(counts.total(Figure.TAKEN_ON, window=window)) / HOURS
    paired = _yes(counts, Figure.PAIRED, "", window)
    untold = counts.total(Figure.UNTOLD, window=window)
    return Room(hours, untold, paired.part, paired.whole - paired.part)


def _cohort(kind: str, month: date, reached: dict[str, int], p85: int | None, today: date) -> Cohort:
    arrived = reached.pop(FIRST[kind])
    still_open = arrived - sum(reached[state] for state in ENDS[kind])
    is_young = still_open > 0 if p85 is None else age_in_days(last_of(month), today) < p85
    return Cohort(month, arrived, tuple(reached.items()), still_open, is_young)


def _yes(counts: Counts, figure: Figure, state: str, window: Window) -> Share:
    found = counts.histogram(figure, window, state)
    return Share(found.get(1, 0), sum(found.values()))
