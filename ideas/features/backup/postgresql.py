"""Copies a PostgreSQL database with pg_dump and puts a copy back with pg_restore."""

from pathlib import Path

from sqlalchemy import text

from ideas.extensions import db
from ideas.features.backup import programs
from ideas.features.backup.dumps import told
from ideas.features.backup.state import Snapshot, State, compare, snapshot_of
from ideas.parcels import Unusable
from ideas.schema import ASIDE, has_tables, is_cut_off
from ideas.transaction import schema_change, take_time

SCHEMA = "public"


def copy(file: Path) -> Snapshot:
    """Write the database as it is at one moment; writers go on meanwhile."""
    with db.engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        take_time(connection)
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
            take_time(connection)
            compare(snapshot_of(connection).state, expected)
    except BaseException:
        _change(f"drop schema {SCHEMA} cascade", f"alter schema {ASIDE} rename to {SCHEMA}")
        raise
    _change(f"drop schema {ASIDE} cascade")
    db.engine.dispose()


def _set_aside() -> None:
    is_begun = is_cut_off()
    if is_begun and has_tables():
        # Which of the two people have worked in since, only people know.
        raise Unusable(
            f"a restore was cut off here, and two installations are left: the schemas {SCHEMA} and {ASIDE}. "
            f'Keep the one that is yours: either "drop schema {ASIDE} cascade", or '
            f'"drop schema {SCHEMA} cascade; alter schema {ASIDE} rename to {SCHEMA}"'
        )
    # Cut off before they came: what stands aside is the house, and there is nothing in its place.
    away = f"drop schema {SCHEMA} cascade" if is_begun else f"alter schema {SCHEMA} rename to {ASIDE}"
    _change(away, f"create schema {SCHEMA}")


def _change(*statements: str) -> None:
    with schema_change() as connection:
        take_time(connection)
        for statement in statements:
            connection.execute(text(statement))
