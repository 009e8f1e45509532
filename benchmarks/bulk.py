"""Owns how very many rows reach a database: past every index and trigger, which are put back afterwards."""

import marshal
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import repeat
from typing import Any, Protocol

import psycopg
from psycopg import sql
from sqlalchemy import URL, Column, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from ideas.models import Base

Stored = str | int | float | None
Row = Mapping[str, Any]
STANDING = "select type, name, sql from sqlite_master where type in ('index', 'trigger') and sql is not null"
HURRY = ("journal_mode=off", "synchronous=off", "cache_size=-400000", "temp_store=memory", "threads=2")
INDEXES = """
select indexname, indexdef from pg_indexes where schemaname = 'public' and not exists
(select from pg_constraint where conname = indexname)
"""
COUNTERS = """
select setval(pg_get_serial_sequence(quote_ident(table_name), 'id'), max)
from (select %s as table_name, (select max(id) from {table})) where max is not null
"""


class Sink(Protocol):
    """An open database that takes packed rows."""

    def put(self, table: Table, packed: bytes) -> None: ...


def pack(table: Table, rows: Sequence[Row], *, as_text: bool) -> bytes:
    """Rows as they will be stored: as text for COPY, or as values for SQLite; all say the same columns."""
    given = tuple(rows[0])
    said = dict(zip(given, zip(*(row.values() for row in rows), strict=True), strict=True))
    columns = [_stored(column, said.get(column.name), len(rows)) for column in table.columns]
    if as_text:
        lines = zip(*(map(_text, column) for column in columns), strict=True)
        return "".join(["\t".join(line) + "\n" for line in lines]).encode()
    return marshal.dumps(list(zip(*columns, strict=True)))


@contextmanager
def opened(url: URL) -> Iterator[Sink]:
    """The database without indexes and triggers; at the end it has them again."""
    with _sqlite(str(url.database)) if url.drivername == "sqlite" else _postgresql(url) as sink:
        yield sink


class _Sqlite:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def put(self, table: Table, packed: bytes) -> None:
        marks = ", ".join("?" * len(table.columns))
        statement = f'insert into "{table.name}" ({_names(table)}) values ({marks})'  # noqa: S608 - our own
        self.connection.executemany(statement, marshal.loads(packed))  # noqa: S302 - from our own process


class _Postgresql:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def put(self, table: Table, packed: bytes) -> None:
        statement = f'copy "{table.name}" ({_names(table)}) from stdin'
        with self.connection.cursor().copy(statement.encode()) as copy:
            copy.write(packed)


@contextmanager
def _sqlite(path: str) -> Iterator[Sink]:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        for pragma in HURRY:
            connection.execute(f"pragma {pragma}")
        standing = connection.execute(STANDING).fetchall()
        for kind, name, _sql in standing:
            connection.execute(f'drop {kind} "{name}"')
        connection.execute("begin")
        yield _Sqlite(connection)
        connection.execute("end")
        for _kind, _name, statement in standing:
            connection.execute(statement)
    finally:
        connection.close()


@contextmanager
def _postgresql(url: URL) -> Iterator[Sink]:
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    # Foreign keys are triggers there, and what was invented refers to what was invented.
    options = "-c session_replication_role=replica -c maintenance_work_mem=400MB -c timezone=UTC"
    with psycopg.connect(address, autocommit=True, options=options) as connection:
        standing = connection.execute(INDEXES).fetchall()
        for name, _statement in standing:
            connection.execute(sql.SQL("drop index {}").format(sql.Identifier(name)))
        yield _Postgresql(connection)
        for _name, statement in standing:
            connection.execute(statement)
        for table in Base.metadata.sorted_tables:
            if "id" in table.columns and table.columns["id"].autoincrement:
                counted = sql.SQL(COUNTERS).format(table=sql.Identifier(table.name))
                connection.execute(counted, [table.name])
        connection.execute("vacuum analyze")


def _names(table: Table) -> str:
    return ", ".join(f'"{column.name}"' for column in table.columns)


def _stored(column: Column[Any], said: Sequence[Any] | None, rows: int) -> Iterable[Stored]:
    """The values of a column, or its default, as SQLite stores them; PostgreSQL reads the same ones."""
    write = _writer(column)
    if said is not None:
        return map(write, said) if write else said
    default = column.default.arg if isinstance(column.default, ScalarElementColumnDefault) else None
    return repeat(write(default) if write and default is not None else default, rows)


@cache
def _writer(column: Column[Any]) -> Callable[[Any], Stored] | None:
    dialect = sqlite.dialect()
    return column.type.dialect_impl(dialect).bind_processor(dialect)


def _text(value: Stored) -> str:
    if value is None:
        return "\\N"
    text = str(value)
    if "\\" in text or "\n" in text or "\t" in text:
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    return text
