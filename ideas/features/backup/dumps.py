"""Reads what a dump of PostgreSQL holds without a database: rows of each table, and the head of the log."""

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from pathlib import Path

from ideas.features.backup import programs
from ideas.features.backup.state import State
from ideas.heads import Head, seal

COPY = re.compile(rb'COPY [\w"]+\."?(\w+)"? \((.*)\) FROM stdin;')
END = b"\\."
LOG, VERSION = "entry", "alembic_version"


def told(file: Path, schema: str) -> State:
    """What the dump says there is, read to its end."""
    counts, revision, log = {}, "", Head(0, 0, seal([]))
    with programs.rows(file, schema) as lines:
        for name, columns, rows in _tables(line.rstrip(b"\n") for line in lines):
            if name == LOG:
                log = _head(columns, rows)
                counts[name] = log.entries
            elif name == VERSION:
                revision = next(iter(rows)).decode()
                counts[name] = 1 + sum(1 for _ in rows)
            else:
                counts[name] = sum(1 for _ in rows)
    return State(revision, counts, str(log))


def _tables(lines: Iterator[bytes]) -> Iterator[tuple[str, list[str], Iterator[bytes]]]:
    for line in lines:
        found = COPY.fullmatch(line)
        if found:
            columns = [column.strip('" ') for column in found[2].decode().split(",")]
            yield found[1].decode(), columns, takewhile(END.__ne__, lines)


def _head(columns: list[str], rows: Iterable[bytes]) -> Head:
    number, stream, n, sealed = (columns.index(name) for name in ("id", "stream", "n", "hash"))
    ends: dict[str, tuple[int, str]] = {}
    entries = last = 0
    for row in rows:
        values = row.decode().split("\t")
        entries, last = entries + 1, max(last, int(values[number]))
        ends[values[stream]] = max(ends.get(values[stream], (0, "")), (int(values[n]), values[sealed]))
    return Head(entries, last, seal((name, *end) for name, end in ends.items()))
