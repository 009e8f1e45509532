"""Writes an export: one file of JSON lines for each table, and every attached file."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from sqlalchemy import Column, Connection, String, Table, collate, select, text
from sqlalchemy.sql.elements import ColumnElement

from ideas import files
from ideas.extensions import db
from ideas.features.relocation.contents import exported_columns, exported_tables
from ideas.features.relocation.values import written
from ideas.heads import broken_link, head
from ideas.models.attachment import Attachment
from ideas.parcels import FILES, Packing, Unusable, packing
from ideas.transaction import take_time

FORM, VERSION = "tilaa-export", 1
TABLES = "tables/"
AT_ONCE = 1_000
NAMES = Attachment.__table__.c


@dataclass(frozen=True, slots=True)
class Exported:
    """How many rows and files there are in an export, and which files could not be read."""

    rows: int
    files: int
    missing: list[str]


def export_all(path: Path) -> Exported:
    """Write everything that may leave the house, as it is at one moment, to a file of that name."""
    with packing(path) as parcel, _at_one_moment() as connection:
        if (place := broken_link(connection)) is not None:
            raise Unusable(f"the log is not true at {place}: ask `flask check-history`")
        counts = {table.name: _add_rows(parcel, connection, table) for table in exported_tables()}
        named = _named(connection)
        missing = [name for name, sha256 in named if not _add_file(parcel, name, sha256)]
        revision = connection.scalar(text("select version_num from alembic_version"))
        facts = {"revision": revision, "rows": counts, "head": str(head(connection)), "missing": missing}
        parcel.seal(FORM, VERSION, facts)
    return Exported(sum(counts.values()), len(named) - len(missing), missing)


def _at_one_moment() -> Connection:
    connection = db.engine.connect()
    if connection.dialect.name == "postgresql":
        connection = connection.execution_options(isolation_level="REPEATABLE READ")
    take_time(connection)
    return connection


def _add_rows(parcel: Packing, connection: Connection, table: Table) -> int:
    number = 0
    with TemporaryFile() as lines:
        for line in _lines(connection, table):
            lines.write(line)
            number += 1
        parcel.add(f"{TABLES}{table.name}.jsonl", lines)
    return number


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    columns = exported_columns(table)
    order = [_bytewise(column, connection) for column in table.primary_key.columns]
    statement = select(*columns).order_by(*order).execution_options(yield_per=AT_ONCE)
    with connection.execute(statement) as rows:
        for row in rows:
            told = {each.name: written(value, each.type) for each, value in zip(columns, row, strict=True)}
            yield json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def _bytewise(column: Column[Any], connection: Connection) -> ColumnElement[Any]:
    """In an order that does not hang on the language of the server."""
    if isinstance(column.type, String) and connection.dialect.name == "postgresql":
        return collate(column, "C")
    return column


def _named(connection: Connection) -> list[tuple[str, str]]:
    rows = select(NAMES.stored_as, NAMES.sha256).where(NAMES.removed_at.is_(None)).order_by(NAMES.stored_as)
    return [(name, sha256) for name, sha256 in connection.execute(rows)]


def _add_file(parcel: Packing, name: str, sha256: str) -> bool:
    copied = files.fetched(name, sha256)
    if copied is None:
        return False
    with copied:
        parcel.add(f"{FILES}{name}", copied)
    return True
