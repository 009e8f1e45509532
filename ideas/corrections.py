"""What the log says once its corrections are heard: the day, words and answers of an entry that hold now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any, Generic, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased

from ideas.extensions import db, settings
from ideas.models.case import Case
from ideas.models.entry import Entry, EntryPayload
from workflow.correcting import ANSWERS, CORRECTABLE
from workflow.events import Kind

NOON = time(12)
"""The hour of a corrected day, for nobody knows it."""
SAID_ANEW = ("on", "said", "set_to", *(str(ask) for ask in ANSWERS))
"""The names under which a correction keeps what holds now: the day, the words, the next date, the answers."""


class BareEntry(NamedTuple):
    """What is looked at of an entry, read as a row that no session watches."""

    n: int
    at: datetime
    kind: Kind
    target: str | None
    actor_id: int | None
    data: Mapping[str, Any]
    words: str = ""


E = TypeVar("E", Entry, BareEntry)


@dataclass(frozen=True, slots=True)
class Effective(Generic[E]):
    """An entry as it holds now; `corrected_by` is the latest correction of it."""

    entry: E
    on: date
    words: str
    data: Mapping[str, Any]
    corrected_by: E | None = None
    taken_back_by: E | None = None

    @property
    def kind(self) -> Kind:
        """What happened."""
        return self.entry.kind

    @property
    def latest(self) -> E:
        """Where its newest words stand: in the correction, or in the entry itself."""
        return self.corrected_by or self.entry

    @property
    def moment(self) -> datetime:
        """When it happened."""
        return moment_of(self.entry, self.on)


@dataclass(frozen=True, slots=True)
class Mark:
    """How an entry and its correction point at each other; `number` is None where nothing corrects it."""

    is_correctable: bool = False
    corrected: Entry | None = None
    taken_back: Entry | None = None
    corrects: Entry | None = None


def moment_of(entry: Entry | BareEntry, on: date) -> datetime:
    """The moment of the entry, or noon in the house of the day on which it really happened."""
    if on == settings().local_day(entry.at):
        return entry.at
    return datetime.combine(on, NOON, ZoneInfo(settings().time_zone)).astimezone(UTC)


def effective(entries: Iterable[E]) -> dict[int, Effective[E]]:
    """Each entry by its number as it holds now, in the order of the log."""
    found: dict[int, Effective[E]] = {}
    for entry in entries:
        found[entry.n] = Effective(entry, settings().local_day(entry.at), entry.words, entry.data)
        earlier = found.get(entry.data.get("entry", 0))
        if earlier and entry.kind is Kind.CORRECTED:
            found[earlier.entry.n] = _anew(earlier, entry)
        elif earlier and entry.kind is Kind.TAKEN_BACK:
            found[earlier.entry.n] = replace(earlier, taken_back_by=entry)
    return found


def standing(entries: Iterable[E]) -> list[Effective[E]]:
    """The moves that hold, in their order: what was taken back is left out."""
    moves = (each for each in effective(entries).values() if each.entry.target is not None)
    return [each for each in moves if each.kind is not Kind.TAKEN_BACK and each.taken_back_by is None]


def marks(entries: Iterable[Entry]) -> dict[int, Mark]:
    """By its number, how each entry is corrected, and what it corrects."""
    held = effective(entries)
    found: dict[int, Mark] = {}
    for number, each in held.items():
        may_be = each.kind in CORRECTABLE and each.taken_back_by is None
        found[number] = Mark(may_be and not each.corrected_by, each.corrected_by, each.taken_back_by)
        root = held.get(each.data.get("entry", 0))
        if root and each.kind in (Kind.CORRECTED, Kind.TAKEN_BACK):
            is_newest = each.entry is root.corrected_by and root.taken_back_by is None
            found[number] = Mark(is_correctable=is_newest, corrects=root.entry)
    return found


def log_of(case: Case) -> list[Entry]:
    """Every entry of the case, in its order."""
    return list(db.session.scalars(select(Entry).where(Entry.case_id == case.id).order_by(Entry.n)))


def as_it_holds(entry: Entry) -> Effective[Entry]:
    """One entry with its corrections, asked for by themselves."""
    later = (Entry.case_id == entry.case_id, Entry.n > entry.n)
    kinds = Entry.kind.in_((Kind.CORRECTED, Kind.TAKEN_BACK))
    corrections = db.session.scalars(select(Entry).where(*later, kinds).order_by(Entry.n))
    return effective([entry, *corrections])[entry.n]


def said_anew(name: str) -> ColumnElement[str | None]:
    """For a query over `Entry`: what the latest correction of the entry says under this name, if anything."""
    later, payload = aliased(Entry), aliased(EntryPayload)
    said = payload.data[name].as_string()
    return (
        select(said)
        .join(later, later.id == payload.entry_id)
        .where(later.case_id == Entry.case_id, later.kind == Kind.CORRECTED, said.is_not(None))
        .where(payload.data["entry"].as_integer() == Entry.n)
        .order_by(later.n.desc())
        .limit(1)
        .correlate(Entry)
        .scalar_subquery()
    )


def _anew(earlier: Effective[E], correction: E) -> Effective[E]:
    said = {name: correction.data[name] for name in SAID_ANEW if name in correction.data}
    return replace(
        earlier,
        on=date.fromisoformat(said["on"]) if "on" in said else earlier.on,
        words=said.get("said", earlier.words),
        data={**earlier.data, **{name: said[name] for name in said if name not in ("on", "said")}},
        corrected_by=correction,
    )
