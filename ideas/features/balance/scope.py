"""Of which year and unit the page speaks, both from the address; a year is one in the house."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, case, true

from ideas.access import sees
from ideas.models.case import Case
from ideas.models.decision import Decision
from ideas.models.unit import Unit
from ideas.units import within
from workflow.actors import Actor
from workflow.lifecycles.work_step_states import Ending, WorkStepState

SPAN = 10
"""How many years are told apart; what is older is one row."""
ALL = "all"


@dataclass(frozen=True, slots=True)
class Scope:
    """What the address asks for; `year` is None for all years, `unit` None for the whole house."""

    year: int | None
    unit: Unit | None
    units: Sequence[Unit]
    actor: Actor
    today: date
    zone: ZoneInfo

    @property
    def years(self) -> range:
        """The years that are told apart, the latest first."""
        return range(self.today.year, self.today.year - SPAN, -1)

    @property
    def is_current(self) -> bool:
        """Whether the page speaks of what goes on now."""
        return self.year in (None, self.today.year)

    @property
    def cases(self) -> list[ColumnElement[bool]]:
        """The cases of the unit and its sub-units that this person may see."""
        placed = [Case.unit_id.in_(within(self.unit.id))] if self.unit else []
        return [sees(self.actor), *placed]

    @property
    def decided(self) -> list[ColumnElement[bool]]:
        """Those of them that were given up in the year and have not come back."""
        days = (date(self.year, 1, 1), date(self.year, 12, 31)) if self.year else None
        return [*self.cases, *holding(), Decision.on.between(*days) if days else true()]

    def year_of(self, moment: Any) -> ColumnElement[int]:
        """The year in the house in which a moment lies; all before the earliest is told as one."""
        starts = [(moment >= self._start(year), year) for year in self.years]
        return case(*starts, else_=self.years[-1] - 1)

    def told(self, year: int) -> int:
        """The year under which a year is told."""
        return max(year, self.years[-1] - 1)

    def _start(self, year: int) -> datetime:
        return datetime(year, 1, 1, tzinfo=self.zone).astimezone(UTC)


def holding() -> list[ColumnElement[bool]]:
    """A work step that is given up now, with the decision that says so."""
    return [
        Case.state == WorkStepState.GIVEN_UP,
        Decision.ended_at.is_(None),
        Decision.kind.in_([ending.value for ending in Ending]),
    ]


def scope_of(
    year: str | None, unit: int | None, units: Sequence[Unit], *, actor: Actor, today: date, zone: str
) -> Scope:
    """What the address asks for; what it says wrongly is left out."""
    found = next((row for row in units if row.id == unit), None)
    scope = Scope(today.year, found, units, actor, today, ZoneInfo(zone))
    offered = {ALL: None, **{str(each): each for each in scope.years}}
    return Scope(offered.get(year or "", today.year), found, units, actor, today, ZoneInfo(zone))
