"""Replays a case's entries: what its row must say if the log is true."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol


class Told(Protocol):
    """What replaying needs of an entry."""

    @property
    def source(self) -> str | None: ...
    @property
    def target(self) -> str | None: ...
    @property
    def data(self) -> Mapping[str, object]: ...


@dataclass(frozen=True, slots=True)
class Replayed:
    """A case as the log tells it; `broken` numbers the first entry, from 1, that does not follow on."""

    state: str
    owner: int | None = None
    next_date: date | None = None
    broken: int | None = None


def replay(initial: str, entries: Iterable[Told]) -> Replayed:
    """Fold entries, in their order, into the case's state, owner and next date."""
    state, owner, next_date = initial, None, None
    for number, entry in enumerate(entries, start=1):
        if entry.target is not None:
            if entry.source != state:
                return Replayed(state, owner, next_date, broken=number)
            state = entry.target
        if "owner" in entry.data:
            owner = _person(entry.data["owner"])
        if "next_date" in entry.data:
            next_date = _day(entry.data["next_date"])
    return Replayed(state, owner, next_date)


def _person(value: object) -> int | None:
    return int(value) if isinstance(value, int) else None


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else None
