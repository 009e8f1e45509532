"""Adds up what was taken on and what was given up: by unit with its sub-units, and by year."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, NamedTuple

from ideas.features.balance.scope import Scope
from ideas.models.unit import Unit
from workflow.evidence import EvidenceClass
from workflow.hours import ZERO, Range, customer_hours

NOTHING = Range(ZERO, ZERO, ZERO)


@dataclass(frozen=True, slots=True)
class Tally:
    """Ideas taken on and work steps given up, in hours a year.

    `unsaid` ideas have not told their hours, `unestimated` steps had no estimate when they were decided.
    `waiting` is what was decided and nobody has verified, `classes` those of its estimates. `minutes` are
    the customers' own, and never netted.
    """

    ideas: int = 0
    unsaid: int = 0
    needed: Decimal = ZERO
    steps: int = 0
    verified_steps: int = 0
    verified: Decimal = ZERO
    waiting: Range = NOTHING
    unestimated: int = 0
    classes: frozenset[EvidenceClass] = frozenset()
    minutes: Decimal = ZERO

    def __add__(self, other: "Tally") -> "Tally":
        """Both together."""
        mine, more = self._values(), other._values()
        classes = self.classes | other.classes
        return Tally(**{name: mine[name] + more[name] for name in mine}, classes=classes)

    @property
    def waiting_steps(self) -> int:
        """How many steps nobody has verified yet."""
        return self.steps - self.verified_steps

    @property
    def evidence(self) -> EvidenceClass:
        """The weakest class of what waits: a sum is as good as its weakest part."""
        return max(self.classes, default=EvidenceClass.C)

    @property
    def needed_class(self) -> EvidenceClass:
        """What an idea needs is said by one person, without evidence."""
        return EvidenceClass.C

    @property
    def customer_hours(self) -> Decimal:
        """The customers' own hours a year in the steps that were given up."""
        return customer_hours(self.minutes, Decimal(1))

    def _values(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name != "classes"}


class Cell(NamedTuple):
    """What happened in one unit in one year."""

    unit_id: int | None
    year: int
    tally: Tally


class Row(NamedTuple):
    """A unit with its sub-units; None gathers what has no unit."""

    unit: Unit | None
    tally: Tally


def total(cells: Iterable[Cell]) -> Tally:
    """All of them together."""
    return sum((cell.tally for cell in cells), Tally())


def of_unit(cells: Iterable[Cell], scope: Scope) -> list[Cell]:
    """Those of the scope's unit and its sub-units."""
    if scope.unit is None:
        return list(cells)
    below = {unit.id for unit in scope.units if unit.path.startswith(scope.unit.path)}
    return [cell for cell in cells if cell.unit_id in below]


def by_year(cells: list[Cell]) -> list[tuple[int, Tally]]:
    """Each year from the first in which anything happened, empty ones between as well; the earliest first."""
    years = [cell.year for cell in cells]
    span = range(min(years), max(years) + 1) if years else ()
    return [(year, total(cell for cell in cells if cell.year == year)) for year in span]


def by_unit(cells: list[Cell], units: Iterable[Unit]) -> list[Row]:
    """Each unit of the tree with what lies below it; units where nothing happened are left out."""
    paths = {unit.id: unit.path for unit in units}
    found: dict[int | None, Tally] = {}
    for cell in cells:
        for unit_id in _upwards(paths.get(cell.unit_id or 0)):
            found[unit_id] = found.get(unit_id, Tally()) + cell.tally
    rows = [Row(unit, found[unit.id]) for unit in units if unit.id in found]
    return [*rows, Row(None, found[None])] if None in found else rows


def _upwards(path: str | None) -> list[int | None]:
    return [int(step) for step in path.split("/") if step] if path else [None]
