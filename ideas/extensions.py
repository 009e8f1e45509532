"""The Flask extensions, made once and bound to the application in create_app()."""

from typing import Any

from flask import current_app
from flask_babel import Babel
from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from flask_wtf import CSRFProtect
from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import scoped_session

from ideas.config import Settings
from ideas.models.base import Base

# A row stays readable after its commit: the answer is a redirect, and asking again would cost a query.
db = SQLAlchemy(metadata=Base.metadata, session_options={"expire_on_commit": False})
babel = Babel()
login_manager = LoginManager()
csrf = CSRFProtect()

Reader = Connection | scoped_session[Session]
"""What figures are read through: the session, or a line to the replica."""
SETTINGS = "tilaa.settings"
REPLICA = "replica"
POSTGRESQL_TIMEOUTS = (
    "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000"
)
# A line that is cut is noticed: while something is sent within five seconds, in silence within a minute.
POSTGRESQL_LINE = {
    "connect_timeout": 3,
    "tcp_user_timeout": 5000,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
}


def settings() -> Settings:
    """The settings of the running application."""
    found: Settings = current_app.extensions[SETTINGS]
    return found


def engine_options(url: str, pooler: bool = False) -> dict[str, Any]:
    """How to open the database: SQLite waits for its writer, PostgreSQL never waits for ever."""
    # What a statement was about belongs into no log: it may be a sealed author.
    if url.startswith("sqlite"):
        return {"hide_parameters": True, "connect_args": {"timeout": 8}}
    # Behind a pooler each transaction may have another connection, which knows no statement of ours.
    arguments = {"prepare_threshold": None} if pooler else {"options": POSTGRESQL_TIMEOUTS}
    return {
        "hide_parameters": True,
        "pool_pre_ping": True,
        "connect_args": {**POSTGRESQL_LINE, **arguments},
    }


def binds(settings: Settings) -> dict[str, dict[str, Any]]:
    """The databases beside the first: the replica, if there is one, to which nobody writes."""
    if settings.replica_url is None:
        return {}
    url = settings.replica_url.get_secret_value()
    one_moment = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    return {REPLICA: {"url": url, "execution_options": one_moment, **engine_options(url, settings.pooler)}}


def prepare_sqlite(engine: Engine) -> None:
    """Durable WAL, foreign keys, and transactions that begin as writers where a command says so."""
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)


def _on_connect(connection: DBAPIConnection, record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=8000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    how = connection.get_execution_options()
    begin = "BEGIN IMMEDIATE" if how.get("writes") else "BEGIN"
    if how.get("waits", True):
        connection.exec_driver_sql(begin)
        return
    patience = connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one()
    connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    try:
        connection.exec_driver_sql(begin)
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {patience}")
