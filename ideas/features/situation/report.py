"""Everything that the situation view tells, section by section; each section can be drawn once and kept."""

from dataclasses import dataclass

from ideas.scope import Scope
from workflow.flow import Cells


@dataclass(frozen=True, slots=True)
class Report:
    """The sections of the page."""

    cells: Cells


def report(scope: Scope, cells: Cells) -> Report:
    """The whole page from the numbers, and from few and bounded queries."""
    return Report(cells)
