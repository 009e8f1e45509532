"""What is wrong with a stream of entries or with the row it tells of: the first difference, or nothing."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from ideas.features.audit.queries import CaseRow
from ideas.history import GENESIS, entry_hash, payload_hash
from ideas.lifecycle import LIFECYCLES
from ideas.models.entry import Entry
from workflow.replay import Replayed, replay


class Difference(NamedTuple):
    """Where log and rows disagree: the case or stream, the entry if one is to blame, and what each says."""

    place: str
    number: int | None
    log: str
    row: str

    def __str__(self) -> str:
        """In plain words, on three lines."""
        entry = f", entry {self.number}" if self.number else ""
        return f"{self.place}{entry}\n  the log says: {self.log}\n  the row says: {self.row}"


def broken_chain(place: str, entries: Iterable[Entry], erased: Mapping[int, str]) -> Difference | None:
    """The first entry that is missing, moved or rewritten; `erased` says what remains of erased words."""
    previous = GENESIS
    for number, entry in enumerate(entries, start=1):
        fault = next(_faults(number, previous, entry, erased), None)
        if fault:
            return Difference(place, number, *fault)
        previous = entry.hash
    return None


def untrue_row(row: CaseRow, entries: list[Entry]) -> Difference | None:
    """The first thing in which a case's row is not what its entries made of it."""
    told = replay(LIFECYCLES[row.kind].initial, entries)
    if told.broken:
        entry = entries[told.broken - 1]
        log = f"it moves on from the state {entry.source}"
        return Difference(row.public_id, told.broken, log, f"the moves before it led to {told.state}")
    pairs = _pairs(told, row)
    return next((Difference(row.public_id, None, *pair) for pair in pairs if pair[0] != pair[1]), None)


def _pairs(told: Replayed, row: CaseRow) -> list[tuple[str, str]]:
    return [
        (f"state {told.state}", f"state {row.state}"),
        (_owner(told.owner), _owner(row.owner_id)),
        (_date(told.next_date), _date(row.next_date)),
    ]


def _faults(number: int, previous: str, entry: Entry, erased: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    if entry.stream != _home(entry):
        yield f"it belongs to {entry.stream}", f"it belongs to {_home(entry)}"
    if entry.n != number:
        yield f"number {entry.n}", f"number {number} comes next"
    if entry.payload is None:
        yield f"its words have the hash {entry.payload_hash}", "there are no words"
    elif payload_hash(entry.payload) != (told := _words_hash(entry, erased)):
        yield f"its words have the hash {told}", f"the words there have {payload_hash(entry.payload)}"
    if entry_hash(previous, entry) != entry.hash:
        yield f"the entry has the hash {entry.hash}", f"what it says has {entry_hash(previous, entry)}"


def _words_hash(entry: Entry, erased: Mapping[int, str]) -> str:
    """The hash that the words must have: after an erasing, the one that the log tells of it."""
    is_erased = entry.payload is not None and entry.payload.salt == ""
    return erased.get(entry.id, entry.payload_hash) if is_erased else entry.payload_hash


def _home(entry: Entry) -> str:
    if entry.case_id is not None:
        return f"case:{entry.case_id}"
    return f"person:{entry.person_id}" if entry.person_id else "house"


def _owner(person_id: int | None) -> str:
    return f"person {person_id} answers for it" if person_id else "nobody answers for it"


def _date(day: date | None) -> str:
    return f"next date {day.isoformat()}" if day else "no next date"
