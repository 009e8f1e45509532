"""Reads an export into an empty installation: all of it in one transaction, or nothing."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Table, bindparam, func, select, text
from sqlalchemy.exc import SQLAlchemyError

from ideas.arrival import is_empty
from ideas.extensions import db
from ideas.features.relocation.contents import exported_columns, exported_tables, new_columns, own_references
from ideas.features.relocation.values import read
from ideas.features.relocation.writing import FORM, TABLES, VERSION, Exported
from ideas.heads import broken_link, head
from ideas.models.entry import Entry, EntryPayload
from ideas.parcels import Unpacking, Unusable, unpacking
from ideas.recounting import count_if_needed
from ideas.schema import knows_revision
from ideas.transaction import command, take_time

AT_ONCE = 500
FAULTS = (ValueError, TypeError, KeyError, ArithmeticError, SQLAlchemyError)
LOG = (Entry.__tablename__, EntryPayload.__tablename__)
"""Nothing is deleted there, not even of an empty one."""
Row = dict[str, Any]


def import_all(path: Path, at: datetime) -> Exported:
    """Let everything in the file arrive here, with its ids, its log and its files."""
    with unpacking(path, FORM, VERSION) as parcel:
        if not is_empty():
            raise Unusable("this installation is not empty: an export is read into a new one")
        if not knows_revision(parcel.facts["revision"]):
            raise Unusable(f"it was exported by a newer version of Tilaa (schema {parcel.facts['revision']})")
        held = parcel.put_files()
        try:
            _take_in(parcel, at)
        except FAULTS as error:
            raise Unusable(
                f"a row does not fit: {type(error).__name__} {str(error).splitlines()[0]}"
            ) from None
        count_if_needed()
        return Exported(sum(parcel.facts["rows"].values()), held, parcel.facts["missing"])


@command
def _take_in(parcel: Unpacking, at: datetime) -> None:
    take_time(db.session.connection())
    tables = {table.name: table for table in exported_tables()}
    if unknown := sorted(set(parcel.facts["rows"]) - set(tables)):
        raise Unusable(f"it holds the table {unknown[0]}, which is not known here")
    _make_room(tables)
    arriving = {name: table for name, table in tables.items() if name in parcel.facts["rows"]}
    for table in arriving.values():
        for rows in _batches(parcel, table):
            _insert(table, rows, at)
    for table in arriving.values():
        _refer(parcel, table)
        _count_on(table)
    _compare(parcel, arriving)


def _make_room(tables: Mapping[str, Table]) -> None:
    """What the migrations wrote into a new installation gives way."""
    for name in reversed([name for name in tables if name not in LOG]):
        db.session.execute(tables[name].delete())


def _batches(parcel: Unpacking, table: Table) -> Iterator[list[Row]]:
    kinds = {column.name: column.type for column in exported_columns(table)}
    with parcel.open(f"{TABLES}{table.name}.jsonl") as lines:
        rows = ({key: read(value, kinds[key]) for key, value in json.loads(line).items()} for line in lines)
        while batch := list(islice(rows, AT_ONCE)):
            yield batch


def _insert(table: Table, rows: list[Row], at: datetime) -> None:
    later, new = dict.fromkeys(own_references(table)), new_columns(table, at)
    statement = table.insert().execution_options(render_nulls=True)
    db.session.execute(statement, [row | later | {key: make() for key, make in new.items()} for row in rows])


def _refer(parcel: Unpacking, table: Table) -> None:
    """Rows that refer to others of their own table, now that all of them are there."""
    for name in own_references(table):
        statement = table.update().where(table.c.id == bindparam("of")).values({name: bindparam("to")})
        for rows in _batches(parcel, table):
            pairs = [{"of": row["id"], "to": row[name]} for row in rows if row[name] is not None]
            if pairs:
                db.session.connection().execute(statement, pairs)


def _count_on(table: Table) -> None:
    """The next row gets the next number, not one that has arrived."""
    if db.engine.dialect.name != "postgresql" or "id" not in table.c:
        return
    quoted = db.engine.dialect.identifier_preparer.format_table(table)
    sequence = db.session.scalar(select(func.pg_get_serial_sequence(quoted, "id")))
    last = db.session.scalar(select(func.max(table.c.id)))
    if sequence and last:
        db.session.execute(text("select setval(:sequence, :last)"), {"sequence": sequence, "last": last})


def _compare(parcel: Unpacking, tables: Mapping[str, Table]) -> None:
    connection = db.session.connection()
    for name, expected in parcel.facts["rows"].items():
        found = connection.scalar(select(func.count()).select_from(tables[name]))
        if found != expected:
            raise Unusable(f"{name} has {found} rows, not {expected}")
    if (place := broken_link(connection)) is not None:
        raise Unusable(f"the log is not true at {place}")
    if str(head(connection)) != parcel.facts["head"]:
        raise Unusable("the log ends otherwise than it says")
