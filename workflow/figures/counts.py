"""Owns how the cells of one kind of case are found again: by figure, state and month."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from workflow.figures.windows import Window
from workflow.flow import Cells, Figure, Key
from workflow.lifecycles.idea_states import IdeaState, Size
from workflow.lifecycles.work_step_states import WorkStepState

STAGES: Mapping[str, tuple[str, ...]] = {
    "idea": (IdeaState.SUBMITTED, IdeaState.EVALUATED, IdeaState.PILOTED),
    "work-step": (WorkStepState.RECORDED, WorkStepState.EXAMINED, WorkStepState.TRIALLED),
}
"""By kind of case, the open states in the order in which they follow."""
SIZES = (*Size, "")
"""The sizes, and last that none was told."""

Found = Sequence[tuple[Key, Counter[int]]]


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """The cells of one kind, and of one size where one is asked for.

    They reach from the first month of the windows that are asked for until now, and hold all of what is
    standing and unanswered: an older window needs what happened since, too.
    """

    kind: str
    held: Mapping[tuple[str, str], Found]
    _sums: dict[Hashable, Mapping[int, int]] = field(default_factory=dict, repr=False)
    """What was added up before: several figures are made from the same sums."""

    @classmethod
    def of(cls, cells: Cells, kind: str, size: str | None = None) -> Self:
        """Sort the cells once, for all figures; size "" asks for those of which none was told."""
        held: dict[tuple[str, str], list[tuple[Key, Counter[int]]]] = {}
        for key, counts in cells.items():
            if key.kind == kind and size in (None, key.size):
                held.setdefault((key.figure, key.state), []).append((key, counts))
        return cls(kind, held)

    def sized(self, size: str) -> "Counts":
        """The same of one size only."""
        return Counts(
            self.kind,
            {name: [each for each in found if each[0].size == size] for name, found in self.held.items()},
        )

    def found(self, figure: Figure, state: str = "", window: Window | None = None) -> Found:
        """The cells of a figure, in the months of the window or in all."""
        found = self.held.get((figure, state), ())
        if window is None:
            return found
        return [each for each in found if window.first <= each[0].month <= window.last]

    def histogram(self, figure: Figure, window: Window, *states: str) -> Mapping[int, int]:
        """Number of cases by the number at which they are counted, in all of these states together."""
        name = (figure, window, states)
        if name not in self._sums:
            total: defaultdict[int, int] = defaultdict(int)
            for state in states:
                for _, counts in self.found(figure, state, window):
                    for at, n in counts.items():
                        total[at] += n
            self._sums[name] = dict(total)
        return self._sums[name]

    def total(self, figure: Figure, state: str = "", window: Window | None = None) -> int:
        """Number of cases, whatever they are counted at."""
        return sum(sum(counts.values()) for _, counts in self.found(figure, state, window))

    def by_month(self, figure: Figure, state: str, window: Window) -> Counter[date]:
        """Number of cases by the first day of the month."""
        total: Counter[date] = Counter()
        for key, counts in self.found(figure, state, window):
            total[key.month] += sum(counts.values())
        return total

    def days(self, figure: Figure, state: str = "", since: date = date.min) -> Iterator[tuple[int, int]]:
        """Days, as ordinals, with a number of cases each, in no order; a day may come more than once.

        Only of figures that are counted at the day of the month; from the month that begins with `since`.
        """
        for key, counts in self.found(figure, state):
            if key.month >= since:
                before = key.month.toordinal() - 1
                for day, n in counts.items():
                    yield before + day, n
