"""Copies a SQLite database and puts a copy back, each through SQLite's own online backup."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import create_engine

from ideas.extensions import db
from ideas.features.backup.state import Snapshot, State, compare, snapshot_of
from ideas.parcels import Unusable

PATIENCE_SECONDS = 30


def copy(file: Path) -> Snapshot:
    """Write the database as it is at one moment; writers go on meanwhile."""
    with closing(_open(_live())) as source, closing(_open(file)) as target:
        source.backup(target)
        # One file alone, without a journal beside it.
        target.execute("pragma journal_mode = delete")
    return _look(file)


def check(file: Path, expected: State) -> None:
    """Raise unless the copy is whole and as expected."""
    compare(_look(file).state, expected)


def put_in_place(file: Path, expected: State) -> None:
    """Replace the database in one transaction, so that a crash leaves the old one or the new one."""
    db.session.remove()
    db.engine.dispose()
    _live().parent.mkdir(parents=True, exist_ok=True)
    with closing(_open(file)) as source, closing(_open(_live())) as target:
        source.backup(target)
    with db.engine.connect() as connection:
        compare(snapshot_of(connection).state, expected)


def _look(file: Path) -> Snapshot:
    with closing(_open(file)) as connection:
        (verdict,) = connection.execute("pragma integrity_check(1)").fetchone()
    if verdict != "ok":
        raise Unusable(f"SQLite finds the copy damaged: {verdict}")
    engine = create_engine(f"sqlite:///{file}")
    try:
        with engine.connect() as connection:
            return snapshot_of(connection)
    finally:
        engine.dispose()


def _live() -> Path:
    return Path(str(db.engine.url.database))


def _open(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, timeout=PATIENCE_SECONDS)
