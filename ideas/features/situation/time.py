"""How long cases take: in each open state, and in all, until they are decided."""

from dataclasses import dataclass

from ideas.features.situation import drawing
from ideas.features.situation.subject import Subject
from workflow.figures.counts import Counts
from workflow.figures.times import Times, times, times_by_size
from workflow.figures.windows import Window
from workflow.percentiles import Spread

TOTAL = ""
"""The row of all open states together."""
Row = tuple[str, Spread]


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of the picture: the median and the P85, or a dot for each of few cases."""

    state: str
    median: float | None
    p85: float | None
    dots: tuple[drawing.Dot, ...]


@dataclass(frozen=True, slots=True)
class TimeOfKind:
    """How long the cases of one kind take; `sizes` are only those of which there is a case."""

    kind: str
    rows: tuple[Row, ...]
    sizes: tuple[tuple[str, tuple[Row, ...]], ...]

    @property
    def is_empty(self) -> bool:
        """Whether no case left any state."""
        return not any(spread.n for _state, spread in self.rows)

    @property
    def scale(self) -> tuple[drawing.Mark, ...]:
        """The days below the lanes."""
        ends = (max((spread.p85 or 0, *spread.dots)) for _state, spread in self.rows)
        return drawing.lane_scale(max(ends))

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """Where the marks of each row stand."""
        end = self.scale[-1].value
        return tuple(_lane(state, spread, end) for state, spread in self.rows)


@dataclass(frozen=True, slots=True)
class Time:
    """The section on how long cases take."""

    kinds: tuple[TimeOfKind, ...]


def time(subject: Subject) -> Time:
    """The section, of those that left a state or were decided in the period."""
    return Time(tuple(_of_kind(counts, subject.window) for counts in subject))


def _of_kind(counts: Counts, window: Window) -> TimeOfKind:
    sized = times_by_size(counts, window) if counts.kind == "idea" else ()
    rows = ((size, _rows(found)) for size, found in sized)
    told = tuple((size, found) for size, found in rows if any(spread.n for _state, spread in found))
    return TimeOfKind(counts.kind, _rows(times(counts, window)), told)


def _rows(found: Times) -> tuple[Row, ...]:
    return (*found.states, (TOTAL, found.total))


def _lane(state: str, spread: Spread, end: int) -> Lane:
    median, p85 = (None if n is None else drawing.across(n, end) for n in (spread.median, spread.p85))
    return Lane(state, median, p85, drawing.dots(((n, 1) for n in spread.dots), end))
