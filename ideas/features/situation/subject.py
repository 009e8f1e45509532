"""What the figures of a page are made from: its days, and the cells of each kind, sorted once for all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ideas.scope import Scope
from workflow.figures.counts import Counts
from workflow.figures.windows import Window, beginning
from workflow.flow import Cells


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """The days that are looked back over, today, and the cells by kind; ideas come first."""

    window: Window
    today: date
    kinds: tuple[Counts, ...]

    def __iter__(self) -> Iterator[Counts]:
        """Kind by kind."""
        return iter(self.kinds)


def subject(cells: Cells, scope: Scope) -> Subject:
    """What the page counts."""
    window = scope.window(beginning(cells))
    return Subject(window, scope.today, tuple(Counts.of(cells, kind) for kind in scope.kinds))
