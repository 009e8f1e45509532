"""Owns the head of the log: one line over the last hash of every stream, which can be kept elsewhere."""

import hashlib
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from ideas.history import GENESIS, entry_hash, payload_hash
from ideas.models.entry import Entry, EntryPayload

PATIENCE_SECONDS, STEP_SECONDS = 30, 0.05
AT_ONCE = 5_000
ENTRY, PAYLOAD = Entry.__table__.c, EntryPayload.__table__.c
FORM = re.compile(r"(\d{1,18}):(\d{1,18}):([0-9a-f]{64})")


class Unreadable(Exception):
    """The text is no head of a log."""


class StillWriting(Exception):
    """Somebody has been writing for so long that the end of the log cannot be told."""


@dataclass(frozen=True, slots=True)
class Head:
    """How many entries there are up to the one of that id, and a hash over the last of each stream."""

    entries: int
    last: int
    hash: str

    def __str__(self) -> str:
        """As one word, to be kept and compared."""
        return f"{self.entries}:{self.last}:{self.hash}"


def read_head(text: str) -> Head:
    """The head that was written as one word."""
    found = FORM.fullmatch(text.strip())
    if found is None:
        raise Unreadable(text)
    return Head(int(found[1]), int(found[2]), found[3])


def head(connection: Connection, last: int | None = None) -> Head:
    """The head of what this connection sees, up to the entry of that id or up to the newest."""
    if last is None:
        last = connection.scalar(select(func.max(ENTRY.id))) or 0
    ends = (
        select(ENTRY.stream, func.max(ENTRY.n).label("n"))
        .where(ENTRY.id <= last)
        .group_by(ENTRY.stream)
        .subquery()
    )
    rows = connection.execute(
        select(ENTRY.stream, ENTRY.n, ENTRY.hash).join(
            ends, (ENTRY.stream == ends.c.stream) & (ENTRY.n == ends.c.n)
        )
    )
    entries = connection.scalar(select(func.count()).select_from(Entry).where(ENTRY.id <= last)) or 0
    return Head(entries, last, seal((row.stream, row.n, row.hash) for row in rows))


def seal(ends: Iterable[tuple[str, int, str]]) -> str:
    """One hash over the last number and hash of every stream, whatever their order."""
    lines = sorted(f"{stream} {n} {hashed}\n" for stream, n, hashed in ends)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def settled_end(connection: Connection) -> int:
    """The id of the newest entry, once nobody is still writing one with a smaller id."""
    last = connection.scalar(select(func.max(ENTRY.id))) or 0
    if connection.dialect.name != "postgresql":
        return last
    _let_go(connection)
    time.sleep(STEP_SECONDS)
    writers = connection.scalar(select(func.pg_snapshot_xmax(func.pg_current_snapshot())))
    return _when_done(connection, writers, last)


def broken_link(connection: Connection) -> str | None:
    """Where the chain of some stream breaks, of all that this connection sees; nothing if it holds."""
    statement = (
        select(*Entry.__table__.c, PAYLOAD.entry_id, PAYLOAD.salt, PAYLOAD.words, PAYLOAD.data)
        .outerjoin_from(Entry, EntryPayload, PAYLOAD.entry_id == ENTRY.id)
        .order_by(ENTRY.stream, ENTRY.n)
        .execution_options(yield_per=AT_ONCE)
    )
    with connection.execute(statement) as rows:
        return _first_break(rows)


def _first_break(rows: Iterable[Any]) -> str | None:
    stream, number, previous = None, 0, GENESIS
    for row in rows:
        if row.stream != stream:
            stream, number, previous = row.stream, 0, GENESIS
        if row.n != number + 1 or not _says_what_it_said(row, previous):
            return f"{row.stream}, entry {row.n}"
        number, previous = row.n, row.hash
    return None


def _when_done(connection: Connection, writers: Any, last: int) -> int:
    """Wait until everybody is done who was writing when the end was read."""
    until = time.monotonic() + PATIENCE_SECONDS
    oldest = func.pg_snapshot_xmin(func.pg_current_snapshot())
    while time.monotonic() < until:
        _let_go(connection)
        if int(str(connection.scalar(select(oldest)))) >= int(str(writers)):
            _let_go(connection)
            return last
        time.sleep(STEP_SECONDS)
    raise StillWriting


def _let_go(connection: Connection) -> None:
    """End the transaction, so that the next question sees the database as it is then."""
    connection.rollback()


def _says_what_it_said(row: Any, previous: str) -> bool:
    """Words that were erased leave their hash behind, and the chain whole."""
    is_erased = row.entry_id is None or row.salt == ""
    told = is_erased or payload_hash(row) == row.payload_hash
    return bool(told and entry_hash(previous, row) == row.hash)
