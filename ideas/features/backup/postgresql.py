"""Copies a PostgreSQL database with pg_dump and puts a copy back with pg_restore."""

from pathlib import Path

from sqlalchemy import inspect, text

from ideas.extensions import db
from ideas.features.backup import programs
from ideas.features.backup.dumps import told
from ideas.features.backup.state import Snapshot, State, compare, snapshot_of
from ideas.transaction import schema_change

SCHEMA = "public"
ASIDE = "before_restore"
"""Where the old tables stand while the new ones are put in place and looked at."""
WITHOUT_HURRY = "set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0"


def copy(file: Path) -> Snapshot:
    """Write the database as it is at one moment; writers go on meanwhile."""
    with db.engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        connection.execute(text(WITHOUT_HURRY))
        moment = connection.scalar(text("select pg_export_snapshot()"))
        snapshot = snapshot_of(connection)
        programs.dump(file, SCHEMA, str(moment))
    check(file, snapshot.state)
    return snapshot


def check(file: Path, expected: State) -> None:
    """Raise unless the dump is whole and as expected."""
    compare(told(file, SCHEMA), expected)


def put_in_place(file: Path, expected: State) -> None:
    """Replace the tables; the old ones are let go of once the new ones are there and as expected."""
    db.session.remove()
    _set_aside()
    try:
        programs.restore(file, SCHEMA)
        with db.engine.connect() as connection:
            connection.execute(text(WITHOUT_HURRY))
            compare(snapshot_of(connection).state, expected)
    except BaseException:
        _change(f"drop schema {SCHEMA} cascade", f"alter schema {ASIDE} rename to {SCHEMA}")
        raise
    _change(f"drop schema {ASIDE} cascade")
    db.engine.dispose()


def _set_aside() -> None:
    with db.engine.connect() as connection:
        is_begun = ASIDE in inspect(connection).get_schema_names()
    # A restore that was cut off: what stands aside is the database, and what it left is nobody's.
    away = f"drop schema {SCHEMA} cascade" if is_begun else f"alter schema {SCHEMA} rename to {ASIDE}"
    _change(away, f"create schema {SCHEMA}")


def _change(*statements: str) -> None:
    with schema_change() as connection:
        connection.execute(text(WITHOUT_HURRY))
        for statement in statements:
            connection.execute(text(statement))
