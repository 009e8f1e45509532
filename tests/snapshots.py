"""Keeps what is stored under a name and brings it back, which is faster than making it anew for each test."""

import functools
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

from flask import Flask
from sqlalchemy import Connection, text

from ideas.extensions import db, settings
from ideas.features.situation.kept import forget
from ideas.models import Base

P = ParamSpec("P")
T = TypeVar("T")
NEW = "new"
"""What the migrations left."""
MADE = "tilaa.tests.made"
COUNTERS = "counters of the tests"
ADVANCED = "select sequencename as name, last_value from pg_sequences where schemaname = 'public'"
RESTART = """
select setval(
    ('public.' || quote_ident(name))::regclass, coalesce(kept.last_value, 1), kept.last_value is not null
)
from ({now}) as now left join {kept} as kept using (name)
where now.last_value is distinct from kept.last_value
"""


def once(app: Flask, name: str, make: Callable[[], T]) -> T:
    """What `make` makes in a database as new: made for the first test, brought back for the next."""
    made = app.extensions.setdefault(MADE, {})
    with app.app_context():
        if name in made:
            bring_back(name)
        else:
            made[name] = make()
            keep(name)
    found: T = made[name]
    return found


def made_once(make: Callable[P, T]) -> Callable[P, T]:
    """A fixture whose rows are made once and brought back for the next test; it begins with `app`."""

    @functools.wraps(make)
    def found(*args: P.args, **kwargs: P.kwargs) -> T:
        app = args[0] if args else kwargs["app"]
        assert isinstance(app, Flask)
        return once(app, f"{make.__module__}.{make.__name__}", lambda: make(*args, **kwargs))

    return found


def keep(name: str) -> None:
    """Remember everything that is stored now."""
    db.session.remove()
    if db.engine.dialect.name == "sqlite":
        db.engine.dispose()
        shutil.copy(_file(), f"{_file()}.{name}")
    else:
        with db.engine.begin() as connection:
            _keep_rows(connection, f"kept {name}")
    if (files := _files()).exists():
        shutil.copytree(files, _beside(files, name))


def bring_back(name: str) -> None:
    """Store what was kept and nothing else, under the log's triggers, which hold against the application."""
    forget()
    db.session.remove()
    if db.engine.dialect.name == "sqlite":
        _restore(name)
    else:
        with db.engine.begin() as connection:
            connection.exec_driver_sql("set local session_replication_role = replica")
            _bring_rows(connection, f"kept {name}")
    shutil.rmtree(_files(), ignore_errors=True)
    if (kept := _beside(_files(), name)).exists():
        shutil.copytree(kept, _files())


def _file() -> str:
    return str(db.engine.url.database)


def _files() -> Path:
    return settings().data_folder


def _beside(folder: Path, name: str) -> Path:
    return folder.with_name(f"{folder.name}.{name}")


def _restore(name: str) -> None:
    db.engine.dispose()
    for rest in ("-wal", "-shm"):
        Path(_file() + rest).unlink(missing_ok=True)
    shutil.copy(f"{_file()}.{name}", _file())


def _keep_rows(connection: Connection, schema: str) -> None:
    statements = [f'create schema "{schema}"', f'create table "{schema}"."{COUNTERS}" as {ADVANCED}']
    names = _filled(connection)
    statements += [f'create table "{schema}"."{name}" as table public."{name}"' for name in names]
    connection.exec_driver_sql(";".join(statements))


def _bring_rows(connection: Connection, schema: str) -> None:
    """Truncating would be the plain way, but PostgreSQL makes every table's files anew for it."""
    kept = connection.scalars(text("select tablename from pg_tables where schemaname = :it"), {"it": schema})
    statements = [f'delete from public."{name}"' for name in _filled(connection)]  # noqa: S608 - our own names
    statements += [
        f'insert into public."{name}" overriding system value table "{schema}"."{name}"'
        for name in kept
        if name != COUNTERS
    ]
    connection.exec_driver_sql(
        ";".join([*statements, RESTART.format(now=ADVANCED, kept=f'"{schema}"."{COUNTERS}"')])
    )


def _filled(connection: Connection) -> list[str]:
    """The names of the tables that hold any row."""
    names = [table.name for table in Base.metadata.sorted_tables]
    asked = (f"select '{name}' where exists (select from public.\"{name}\")" for name in names)  # noqa: S608
    return [name for (name,) in connection.exec_driver_sql(" union all ".join(asked))]
