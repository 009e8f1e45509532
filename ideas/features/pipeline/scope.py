"""Which ideas the page speaks of: a period and a unit with its sub-units, both from the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement

from ideas.access import sees
from ideas.models.case import Case
from ideas.models.unit import Unit
from ideas.units import within
from workflow.actors import Actor
from workflow.calendar import age_in_days


class Period(StrEnum):
    """How far back the page looks."""

    YEAR = "year"
    TWELVE_MONTHS = "12-months"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Scope:
    """What the address asks for; `start` is None where the page looks back to the beginning."""

    period: Period
    start: datetime | None
    unit: Unit | None
    actor: Actor
    today: date
    zone: ZoneInfo

    def days_since(self, moment: datetime) -> int:
        """The days from then to today, both included."""
        return age_in_days(moment.astimezone(self.zone).date(), self.today)

    @property
    def cases(self) -> list[ColumnElement[bool]]:
        """The submitted ideas of the unit and its sub-units that this person may see."""
        conditions = [Case.kind == "idea", Case.submitted_at.is_not(None), sees(self.actor)]
        if self.unit is not None:
            conditions.append(Case.unit_id.in_(within(self.unit.id)))
        return conditions


def scope_of(
    period: str | None, unit: int | None, units: Sequence[Unit], *, actor: Actor, today: date, zone: str
) -> Scope:
    """What the address asks for; what it says wrongly is left out."""
    chosen = Period(period) if period in set(Period) else Period.TWELVE_MONTHS
    found = next((row for row in units if row.id == unit), None)
    return Scope(chosen, _start(chosen, today, ZoneInfo(zone)), found, actor, today, ZoneInfo(zone))


def _start(period: Period, today: date, zone: ZoneInfo) -> datetime | None:
    if period is Period.ALL:
        return None
    # 29 February has no namesake a year earlier.
    year_ago = date(today.year - 1, today.month, min(today.day, 28) if today.month == 2 else today.day)
    day = date(today.year, 1, 1) if period is Period.YEAR else year_ago
    return datetime.combine(day, time(), zone).astimezone(UTC)
