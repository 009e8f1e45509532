"""Reads what happened in the demo organisation from its tables, and sets it in time as seen from today."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32
from zoneinfo import ZoneInfo

from workflow.calendar import is_working_day

Table = dict[str, Any]
DATA = Path(__file__).parent / "data"
IDEAS = ("adopted", "pilots", "evaluated", "submitted", "ended", "drafts")
WORK_STEPS = (
    "steps_recorded", "steps_examined", "steps_trials", "steps_given_up", "steps_customers", "steps_kept",
)  # fmt: skip
FOUNDED = 430
"""So many days ago the organisation began to use Tilaa, before anything else happened."""
FIRST_MINUTE = timedelta(hours=8, minutes=7)
PAUSE = timedelta(minutes=23)
MORNINGS = 12
"""After so many pauses at the latest the first thing of a day is done."""
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that somebody did to a case at a moment; `says` is the rest of its line.

    Without `by` it came about by itself.
    """

    at: datetime
    case: str
    do: str
    by: str
    says: Table


def organisation() -> Table:
    """Units, people, directions and themes."""
    return _read("organisation")


@cache
def ideas() -> dict[str, Table]:
    """Every idea by its key."""
    return {idea["key"]: idea for name in IDEAS for idea in _read(name)["idea"]}


@cache
def work_steps() -> dict[str, Table]:
    """Every work step by its key."""
    return {step["key"]: step for name in WORK_STEPS for step in _read(name)["step"]}


def deeds(today: date, zone: ZoneInfo) -> list[Deed]:
    """Everything that happens, in the order in which it happened."""
    every = [deed for idea in ideas().values() for deed in _deeds_of(idea, "begin", today, zone)]
    every += [deed for step in work_steps().values() for deed in _deeds_of(step, "name", today, zone)]
    return sorted(every, key=lambda deed: deed.at)


def feedback() -> list[Table]:
    """What people said of the service itself, in the order in which it came."""
    lines: list[Table] = _read("feedback")["feedback"]
    return lines


def moment(today: date, ago: int, zone: ZoneInfo) -> datetime:
    """The morning of the last working day so many days ago."""
    return _at(working_day(today, ago), 3, zone)


def founding(today: date, zone: ZoneInfo) -> datetime:
    """When the organisation began to use Tilaa."""
    return _at(working_day(today, FOUNDED), 0, zone)


def leavings(today: date, zone: ZoneInfo) -> dict[str, datetime]:
    """Who of the organisation has left, and when."""
    people = organisation()["person"]
    return {line["key"]: _at(working_day(today, line["left"]), 0, zone) for line in people if "left" in line}


def working_day(today: date, ago: int) -> date:
    """The day so many days ago, or the last working day before it."""
    day = today - timedelta(days=ago)
    while not is_working_day(day):
        day -= ONE_DAY
    return day


def _read(name: str) -> Table:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def _deeds_of(case: Table, first: str, today: date, zone: ZoneInfo) -> Iterator[Deed]:
    """The story of a case: what comes later in it is later in the day where it is the same day."""
    key = case["key"]
    day, at = date.min, datetime.min
    for line in ({**case, "ago": case["began"], "by": case["author"], "do": first}, *case["history"]):
        before, day = day, _day(line, today)
        at = at + PAUSE if day == before else _at(day, _morning(key, line), zone)
        yield Deed(at, key, line["do"], line["by"], line)


def _day(line: Table, today: date) -> date:
    """People work on working days; what comes about by itself does so on any."""
    return working_day(today, line["ago"]) if line["by"] else today - timedelta(days=line["ago"])


def _morning(key: str, line: Table) -> int:
    """How many pauses go by before anything happens to this case: not everything is done at eight."""
    return crc32(f"{key} {line['ago']}".encode()) % MORNINGS if line["by"] else 0


def _at(day: date, pauses: int, zone: ZoneInfo) -> datetime:
    return (datetime.combine(day, time(), zone) + FIRST_MINUTE + pauses * PAUSE).astimezone(UTC)
