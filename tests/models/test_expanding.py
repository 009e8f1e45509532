"""Migrations run while the old version still serves: they add, and take away nothing that it needs.

From the schema of the first version in use on each step is held against the one before: what the old code
reads is still there and as wide, and what it writes still fits. `docs/production.md` says how to contract.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import Connection, Inspector, inspect

from ideas.extensions import db
from ideas.schema import alembic_config, downgrade_schema, upgrade_schema

FIRST = "0004"
"""The schema from which on an installation is upgraded while it serves."""


class ColumnShape(NamedTuple):
    """What the old code can notice of a column."""

    kind: str
    length: int | None
    is_nullable: bool
    has_default: bool


class TableShape(NamedTuple):
    """What the old code can notice of a table."""

    columns: dict[str, ColumnShape]
    uniques: frozenset[tuple[str, ...]]
    references: frozenset[tuple[str, ...]]
    checks: frozenset[str]


Schema = dict[str, TableShape]


def shape_of(connection: Connection) -> Schema:
    """The schema as it is in the database."""
    asked = inspect(connection)
    return {name: _table(asked, name) for name in asked.get_table_names()}


def strictures(before: Schema, after: Schema) -> Iterator[str]:
    """What the code that knows the schema before would stumble over in the one after."""
    for name, table in before.items():
        if name not in after:
            yield f"{name} is gone"
            continue
        yield from _of_columns(name, table.columns, after[name].columns)
        for what in ("uniques", "references", "checks"):
            for added in sorted(getattr(after[name], what) - getattr(table, what), key=str):
                # The old code leaves a new column empty, and so meets no rule of it.
                if what == "references" and added[0] not in table.columns:
                    continue
                yield f"{name} has a new rule of its {what}: {added}"


def _of_columns(table: str, before: dict[str, ColumnShape], after: dict[str, ColumnShape]) -> Iterator[str]:
    for name, old in before.items():
        new = after.get(name)
        if new is None:
            yield f"{table}.{name} is gone"
        elif new.kind != old.kind:
            yield f"{table}.{name} is {new.kind}, no longer {old.kind}"
        elif new.length is not None and (old.length is None or new.length < old.length):
            yield f"{table}.{name} has become shorter"
        elif old.is_nullable and not new.is_nullable:
            yield f"{table}.{name} may no longer be empty"
        elif old.has_default and not new.has_default:
            yield f"{table}.{name} has lost its default"
    for name in after.keys() - before.keys():
        if not (after[name].is_nullable or after[name].has_default):
            yield f"{table}.{name} is new, and the old code does not fill it"


def _table(asked: Inspector, name: str) -> TableShape:
    primary = tuple(asked.get_pk_constraint(name)["constrained_columns"])
    columns = {str(column["name"]): _column(column, primary) for column in asked.get_columns(name)}
    uniques = {tuple(each["column_names"]) for each in asked.get_unique_constraints(name)}
    uniques |= {
        tuple(map(str, each["column_names"]))
        for each in asked.get_indexes(name)
        if each["unique"] and not each.get("duplicates_constraint")
    }
    references = {
        (*each["constrained_columns"], "→", each["referred_table"]) for each in asked.get_foreign_keys(name)
    }
    checks = {" ".join(each["sqltext"].split()) for each in asked.get_check_constraints(name)}
    return TableShape(columns, frozenset({*uniques, primary}), frozenset(references), frozenset(checks))


def _column(column: Any, primary: tuple[str, ...]) -> ColumnShape:
    is_key = (column["name"],) == primary and isinstance(column["type"], sa.Integer)
    has_default = is_key or column["default"] is not None or bool(column.get("identity"))
    kind = type(column["type"]).__name__
    return ColumnShape(kind, getattr(column["type"], "length", None), bool(column["nullable"]), has_default)


def revisions() -> list[str]:
    """The migrations from the first on, in their order."""
    with db.engine.connect() as connection:
        scripts = ScriptDirectory.from_config(alembic_config(connection))
    every = [script.revision for script in scripts.walk_revisions()]
    return sorted(revision for revision in every if revision >= FIRST)


def schema_now() -> Schema:
    """The schema as the last step left it."""
    with db.engine.connect() as connection:
        return shape_of(connection)


def test_no_migration_takes_away_what_the_version_before_needs(app: Flask) -> None:
    with app.app_context():
        downgrade_schema(FIRST)
        shapes = {FIRST: schema_now()}
        for revision in revisions()[1:]:
            upgrade_schema(revision)
            shapes[revision] = schema_now()
    steps = list(shapes)
    found = {f"{old} to {new}": list(strictures(shapes[old], shapes[new])) for old, new in pairwise(steps)}
    assert found == {f"{old} to {new}": [] for old, new in pairwise(steps)}


BEFORE = "create table note (id integer primary key, words varchar(40), day date)"
REFUSED = {
    "create table note (id integer primary key, words varchar(40))": "note.day is gone",
    "create table other (id integer primary key)": "note is gone",
    "create table note (id integer primary key, words varchar(9), day date)": "note.words has become shorter",
    "create table note (id integer primary key, words varchar(40) not null, day date)": (
        "note.words may no longer be empty"
    ),
    "create table note (id integer primary key, words integer, day date)": (
        "note.words is INTEGER, no longer VARCHAR"
    ),
    "create table note (id integer primary key, words varchar(40), day date, size integer not null)": (
        "note.size is new, and the old code does not fill it"
    ),
    "create table note (id integer primary key, words varchar(40), day date, unique (words))": (
        "note has a new rule of its uniques: ('words',)"
    ),
    "create table note (id integer primary key, words varchar(40), day date, check (id > 7))": (
        "note has a new rule of its checks: id > 7"
    ),
}
TAKEN = (
    BEFORE,
    "create table note (id integer primary key, words varchar(80), day date)",
    "create table note (id integer primary key, words text, day date)".replace("text", "varchar"),
    "create table note (id integer primary key, words varchar(40), day date, size integer)",
    "create table note (id integer primary key, words varchar(40), day date, n integer not null default 0)",
)


def shape_after(statement: str) -> Schema:
    """The schema of a database in which there is that table alone."""
    engine = sa.create_engine("sqlite://")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
        return shape_of(connection)


@pytest.mark.parametrize("after", REFUSED)
def test_what_the_old_version_would_stumble_over_is_found(after: str) -> None:
    assert list(strictures(shape_after(BEFORE), shape_after(after))) == [REFUSED[after]]


@pytest.mark.parametrize("after", TAKEN)
def test_what_only_adds_is_taken(after: str) -> None:
    assert list(strictures(shape_after(BEFORE), shape_after(after))) == []
