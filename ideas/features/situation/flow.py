"""How cases flow: where they stood week by week, how many were decided a month, and what is in progress."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ideas.features.situation import drawing
from ideas.features.situation.subject import Subject
from workflow.figures.counts import Counts
from workflow.figures.flow import CumulativeFlow, Decided, Load, cumulative_flow, in_progress, throughput
from workflow.figures.windows import Window

CROWDED = 14
"""Above so many columns there is no room for a number over each."""


@dataclass(frozen=True, slots=True)
class FlowOfKind:
    """How the cases of one kind flow."""

    kind: str
    curve: CumulativeFlow
    decided: tuple[Decided, ...]
    loads: tuple[Load, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there was no case at all."""
        return not any(n for band in self.curve.bands for n in band.numbers)

    @property
    def total(self) -> int:
        """How many were decided in the period."""
        return sum(month.total for month in self.decided)

    @property
    def ends(self) -> tuple[str, ...]:
        """The states in which they are decided."""
        return tuple(band.state for band in self.curve.bands if band.is_end)

    @property
    def areas(self) -> drawing.Areas:
        """Where the bands of the curve stand."""
        return drawing.areas(self.curve.days, [band.numbers for band in self.curve.bands])

    @property
    def columns(self) -> drawing.Columns:
        """Where the column of each month stands."""
        numbers = [[n for _state, n in month.numbers] for month in self.decided]
        return drawing.columns([month.month for month in self.decided], numbers)

    @property
    def has_numbers(self) -> bool:
        """Whether a number fits over each column."""
        return len(self.decided) <= CROWDED

    @property
    def most(self) -> int:
        """The end of the bars of what is in progress: the highest number or limit."""
        return max(1, *(max(load.n, load.most or 0) for load in self.loads))


@dataclass(frozen=True, slots=True)
class Flow:
    """The section on how cases flow."""

    kinds: tuple[FlowOfKind, ...]
    last: date


def flow(subject: Subject, most: Mapping[tuple[str, str], int | None]) -> Flow:
    """The section; `most` is the leads' own limit of cases by kind and state."""
    window = subject.window
    kinds = tuple(_of_kind(counts, window, most) for counts in subject)
    return Flow(kinds, window.last)


def _of_kind(counts: Counts, window: Window, most: Mapping[tuple[str, str], int | None]) -> FlowOfKind:
    limits = {state: n for (kind, state), n in most.items() if kind == counts.kind and n is not None}
    return FlowOfKind(
        counts.kind,
        cumulative_flow(counts, window),
        throughput(counts, window),
        in_progress(counts, limits),
    )
