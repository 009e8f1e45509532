"""Owns how the rows of a table come into the house: all or none."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from ideas.extensions import settings
from ideas.features.imports.candidate import Candidate
from ideas.features.imports.mapping import Mapping
from ideas.features.imports.plan import Plan, Wishes, plan
from ideas.features.imports.queries import Names, plain
from ideas.features.imports.targets import Target
from ideas.lifecycle import Arrival, arrive_together
from ideas.models.unit import Unit
from ideas.tables import Table
from ideas.transaction import command
from ideas.units import open_unit

BATCH = 250
NOON = time(12)


@command
def bring_in(
    table: Table, mapping: Mapping, wishes: Wishes, *, at: datetime, written: Callable[[int], None]
) -> Plan:
    """Write what is new in the table unless a row stands in the way; `written` hears of every batch."""
    found = plan(table, mapping, wishes, settings().local_day(at))
    if found.complaints:
        return found
    units = found.units | {plain(name): {_new_unit(name, at)} for name in found.missing_units}
    for start in range(0, len(found.new), BATCH):
        batch = found.new[start : start + BATCH]
        arrivals = [_arrival(wishes.target, each, units, found.themes, at) for each in batch]
        arrive_together(wishes.target.kind, arrivals)
        written(len(batch))
    return found


def _new_unit(name: str, at: datetime) -> int:
    unit = Unit(name_fi=name)
    open_unit(unit, None, at=at)
    return unit.id


def _arrival(target: Target, each: Candidate, units: Names, themes: Names, at: datetime) -> Arrival:
    case = target.build(each)
    case.external_id = target.prefix + each.external_id
    case.title, case.language = each.title, each.language
    case.unit_id, case.theme_id = _only(units, each.unit), _only(themes, each.theme)
    case.refold()
    return Arrival(case, _moment(each, at), {"external_id": each.external_id, "content": each.content})


def _only(names: Names, name: str) -> int | None:
    return min(names[plain(name)]) if name else None


def _moment(each: Candidate, at: datetime) -> datetime:
    """Noon of the row's day, for a day has no time; now where the row names none."""
    if each.submitted_on is None:
        return at
    noon = datetime.combine(each.submitted_on, NOON, ZoneInfo(settings().time_zone))
    return min(noon.astimezone(UTC), at)
