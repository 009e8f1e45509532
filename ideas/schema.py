"""Brings the database to a version of the schema, through the migrations alone."""

from collections.abc import Callable

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from ideas.config import ROOT
from ideas.extensions import db
from ideas.transaction import schema_change

LOCK = 7_461_094_220
"""Any number of our own: two nodes that start at once must not migrate at once."""
ASIDE = "before_restore"
"""Where PostgreSQL's old tables stand while those of a backup are put in their place and looked at."""


def upgrade_schema(revision: str = "head") -> None:
    """Run the migrations up to the revision."""
    _migrate(command.upgrade, revision)


def downgrade_schema(revision: str) -> None:
    """Run the migrations down to the revision."""
    _migrate(command.downgrade, revision)


def knows_revision(revision: str) -> bool:
    """Whether this version of the code has that migration."""
    scripts = ScriptDirectory.from_config(Config(toml_file=ROOT / "pyproject.toml"))
    return any(script.revision == revision for script in scripts.walk_revisions())


def has_tables() -> bool:
    """Whether there is anything where the tables belong."""
    return bool(inspect(db.engine).get_table_names())


def is_cut_off() -> bool:
    """Whether a restore was cut off, and left the old tables standing aside."""
    return ASIDE in inspect(db.engine).get_schema_names()


def check_schema() -> None:
    """Raise alembic's CommandError where models and migrations differ."""
    with db.engine.connect() as connection:
        command.check(alembic_config(connection))


def alembic_config(connection: Connection) -> Config:
    """Alembic's settings from pyproject.toml, bound to a connection."""
    config = Config(toml_file=ROOT / "pyproject.toml")
    config.attributes["connection"] = connection
    return config


def _migrate(step: Callable[[Config, str], None], revision: str) -> None:
    with schema_change() as connection:
        _wait_for_others(connection)
        step(alembic_config(connection), revision)


def _wait_for_others(connection: Connection) -> None:
    """What pages are held to holds for no migration; only for a table that is in use it waits not long."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("set local statement_timeout = 0"))
        connection.execute(text("set local lock_timeout = 0"))
        connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        connection.execute(text("set local lock_timeout to default"))
