"""The only writer of the log, and of the notifications that follow from it."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select

from ideas.extensions import db
from ideas.models.case import Case
from ideas.models.entry import Entry, EntryPayload
from ideas.models.notification import Notification
from ideas.transaction import note_case
from workflow.actors import Relation
from workflow.audience import hearers
from workflow.events import Kind

GENESIS = "0" * 64


def record(
    kind: Kind, *, at: datetime, actor_id: int | None, case: Case | None = None, person_id: int | None = None,
    source: str | None = None, target: str | None = None, words: str = "",
    data: Mapping[str, Any] | None = None, tell: Iterable[int] = (),
) -> Entry:  # fmt: skip
    """Write one entry and tell those who hear of its kind, and the people in `tell`."""
    payload = EntryPayload(salt=secrets.token_hex(16), words=words, data=dict(data or {}))
    unnamed = case is not None and _speaks_as_author(case, actor_id)
    entry = Entry(
        stream=f"case:{case.id}" if case else f"person:{person_id}" if person_id else "house",
        at=at, kind=kind, actor_id=None if unnamed else actor_id, case_id=case.id if case else None,
        person_id=person_id, source=source, target=target, version=case.version if case else None,
        payload=payload, payload_hash=payload_hash(payload),
    )  # fmt: skip
    _chain(entry)
    db.session.add(entry)
    if case is not None:
        note_case(case.id)
    _tell(entry, case, actor_id, tell)
    return entry


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


def _speaks_as_author(case: Case, actor_id: int | None) -> bool:
    """Authors stay unnamed in a hidden case, and in a draft, which may yet become one."""
    return actor_id in case.author_ids and (case.hides_author or case.submitted_at is None)


def _chain(entry: Entry) -> None:
    _wait_for_turn(entry.stream)
    last = db.session.execute(
        select(Entry.n, Entry.hash).where(Entry.stream == entry.stream).order_by(Entry.n.desc()).limit(1)
    ).first()
    entry.n = last.n + 1 if last else 1
    entry.hash = entry_hash(last.hash if last else GENESIS, entry)


def _wait_for_turn(stream: str) -> None:
    """SQLite's writer is alone already; on PostgreSQL two entries of a stream queue up here."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(stream, 0))))


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
