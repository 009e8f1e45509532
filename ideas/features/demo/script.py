"""Reads what happened in the demo organisation from its tables, and sets it in time as seen from today."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from workflow.calendar import is_working_day

Table = dict[str, Any]
DATA = Path(__file__).parent / "data"
IDEAS = ("adopted", "pilots", "evaluated", "submitted", "ended", "drafts")
FIRST_MINUTE = timedelta(hours=8, minutes=7)
PAUSE = timedelta(minutes=23)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that somebody did to an idea at a moment; `says` is the rest of its line."""

    at: datetime
    idea: str
    do: str
    by: str
    says: Table


def organisation() -> Table:
    """Units, people, directions and themes."""
    return _read("organisation")


def ideas() -> dict[str, Table]:
    """Every idea by its key."""
    return {idea["key"]: idea for name in IDEAS for idea in _read(name)["idea"]}


def steps(today: date, zone: ZoneInfo) -> list[Step]:
    """Everything that happens, in the order in which it happened."""
    every = [step for idea in ideas().values() for step in _steps_of(idea, today, zone)]
    return sorted(every, key=lambda step: step.at)


def founding(today: date, zone: ZoneInfo) -> datetime:
    """When the organisation began to use Tilaa: before anything else happened."""
    return _moment(today, 210, 0, zone)


def _read(name: str) -> Table:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def _steps_of(idea: Table, today: date, zone: ZoneInfo) -> Iterator[Step]:
    yield Step(_moment(today, idea["began"], 0, zone), idea["key"], "begin", idea["author"], idea)
    for place, line in enumerate(idea["history"], start=1):
        at = _moment(today, line["ago"], place, zone)
        yield Step(at, idea["key"], line["do"], line["by"], line)


def _moment(today: date, ago: int, place: int, zone: ZoneInfo) -> datetime:
    """A moment of a working day so many days ago; what comes later in an idea's story is later in the day."""
    day = today - timedelta(days=ago)
    while not is_working_day(day):
        day -= ONE_DAY
    return (datetime.combine(day, time(), zone) + FIRST_MINUTE + place * PAUSE).astimezone(UTC)
