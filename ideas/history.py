"""The only writer of the log, and of the notifications that follow from it."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, select

from ideas.extensions import db
from ideas.models.case import Case
from ideas.models.entry import Entry, EntryPayload
from ideas.models.notification import Notification
from ideas.transaction import note_case, wait_for_turn
from ideas.visits import follow
from workflow.actors import Relation
from workflow.audience import hearers
from workflow.events import DEEDS_OF_OFFICE, Kind

GENESIS = "0" * 64
COLUMNS = tuple(column.key for column in Entry.__table__.columns if column.key != "id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing that happened to a case, before it has a place in the log."""

    kind: Kind
    at: datetime
    case_id: int
    version: int
    actor_id: int | None = None
    source: str | None = None
    target: str | None = None
    words: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


FIELDS = tuple(each.name for each in fields(Happening))


def record(
    kind: Kind, *, at: datetime, actor_id: int | None, case: Case | None = None, person_id: int | None = None,
    source: str | None = None, target: str | None = None, words: str = "",
    data: Mapping[str, Any] | None = None, tell: Iterable[int] = (), of_office: bool = True,
) -> Entry:  # fmt: skip
    """Write one entry and tell those who hear of its kind, and the people in `tell`."""
    entry = _entry(
        stream=f"case:{case.id}" if case else f"person:{person_id}" if person_id else "house",
        actor_id=signature(case, actor_id, kind, of_office=of_office) if case else actor_id,
        at=at, kind=kind, case_id=case.id if case else None, person_id=person_id, source=source,
        target=target, version=case.version if case else None, words=words, data=data or {},
    )  # fmt: skip
    _chain(entry)
    db.session.add(entry)
    _tell(entry, case, actor_id, tell)
    if case is not None:
        note_case(case.id)
        follow(case, entry)
    return entry


def record_beginnings(happenings: Iterable[Happening]) -> None:
    """Write the histories of cases that began in this transaction, many at once, and tell nobody.

    Nobody else knows of such a case yet: its stream is empty, and no one else is writing to it.
    """
    ends: dict[str, Entry] = {}
    entries = []
    for happening in happenings:
        entry = _entry(stream=f"case:{happening.case_id}", person_id=None, **_said(happening))
        _link(entry, ends.get(entry.stream))
        ends[entry.stream] = entry
        entries.append(entry)
    if entries:
        _insert(entries)


def erase(entry: Entry, words: str, data: Mapping[str, Any]) -> str:
    """Leave only this of what an entry said, and give up its salt: what it was nobody can find out any more.

    The hash of what remains belongs into the entry that tells of the erasing: `check-history` asks for it.
    """
    payload = entry.payload
    assert payload is not None  # what was erased whole is not erased again  # noqa: S101
    payload.salt, payload.words, payload.data = "", words, dict(data)
    return payload_hash(payload)


def erasures() -> dict[int, str]:
    """What remains of the entries whose words were erased: their ids with the hash of it."""
    told = select(Entry).where(Entry.kind == Kind.PERSON_ERASED).order_by(Entry.id)
    return {
        int(number): remains
        for entry in db.session.scalars(told)
        for number, remains in entry.data.get("remains", {}).items()
    }


def signature(case: Case, actor_id: int | None, kind: Kind, *, of_office: bool = True) -> int | None:
    """Who may be named for what this person does to the case: nobody where that could tell a hidden author.

    Sealed authors stay unnamed, and so does every author of a draft, which may yet hide them; but what a
    person does as a lead or an owner bears their name like anybody's; `of_office` is False where the deed
    was open to anybody that day.
    """
    if of_office and kind in DEEDS_OF_OFFICE:
        return actor_id
    # Not hides_author: a merged idea can bring a sealed author to one that names its own.
    is_sealed = any(author.user_id == actor_id for author in case.sealed_authors)
    is_among = case.submitted_at is None and actor_id in case.author_ids
    return None if is_sealed or is_among else actor_id


def payload_hash(payload: EntryPayload) -> str:
    """SHA-256 of the salt and the canonical words and data."""
    text = json.dumps(
        [payload.words, payload.data], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(payload.salt.encode() + text.encode()).hexdigest()


def entry_hash(previous: str, entry: Entry) -> str:
    """SHA-256 of the stream's previous hash and everything the entry itself says."""
    moment = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    said = [
        entry.stream, entry.n, moment, entry.kind, entry.actor_id, entry.case_id, entry.person_id,
        entry.source, entry.target, entry.version, entry.payload_hash,
    ]  # fmt: skip
    return hashlib.sha256((previous + json.dumps(said)).encode()).hexdigest()


def _entry(*, words: str, data: Mapping[str, Any], **said: Any) -> Entry:
    """An entry with its payload, still without number and hash."""
    payload = EntryPayload(salt=secrets.token_hex(16), words=words, data=dict(data))
    return Entry(payload=payload, payload_hash=payload_hash(payload), **said)


def _said(happening: Happening) -> dict[str, Any]:
    return {name: getattr(happening, name) for name in FIELDS}


def _insert(entries: list[Entry]) -> None:
    """Entries and payloads by two statements, for the unit of work is too slow for thousands of them."""
    rows = [{name: getattr(entry, name) for name in COLUMNS} for entry in entries]
    # Left to itself it would leave out what is empty, and write a statement for each set of columns left.
    statement = insert(Entry).execution_options(render_nulls=True)
    ids = db.session.scalars(statement.returning(Entry.id, sort_by_parameter_order=True), rows)
    payloads = [
        {"entry_id": number, "salt": payload.salt, "words": payload.words, "data": payload.data}
        for number, entry in zip(ids, entries, strict=True)
        if (payload := entry.payload)
    ]
    db.session.execute(insert(EntryPayload), payloads)


def _chain(entry: Entry) -> None:
    wait_for_turn(entry.stream)
    last = select(Entry.n, Entry.hash).where(Entry.stream == entry.stream).order_by(Entry.n.desc()).limit(1)
    _link(entry, db.session.execute(last).first())


def _link(entry: Entry, last: Any) -> None:
    """Put an entry behind the last one of its stream, or at its beginning."""
    entry.n = last.n + 1 if last else 1
    entry.hash = entry_hash(last.hash if last else GENESIS, entry)


def _tell(entry: Entry, case: Case | None, actor_id: int | None, tell: Iterable[int]) -> None:
    told = set(tell)
    if case is not None:
        told |= _hearers(case, entry.kind)
    for person in sorted(told - {actor_id}):
        db.session.add(Notification(entry=entry, user_id=person))


def _hearers(case: Case, kind: Kind) -> set[int]:
    people: dict[Relation, Iterable[int]] = {
        Relation.AUTHOR: case.author_ids,
        Relation.OWNER: [case.owner_id] if case.owner_id else [],
        Relation.FOLLOWER: [follow.user_id for follow in case.follows],
    }
    return {person for relation in hearers(kind) for person in people.get(relation, ())}
