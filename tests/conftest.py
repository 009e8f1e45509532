"""Owns the application under test: one migrated database a worker, as new before each test."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from ideas import create_app
from ideas.config import Settings
from ideas.extensions import SETTINGS, db
from ideas.models import Base, User
from ideas.schema import upgrade_schema
from tests.databases import postgresql
from tests.factories import sign_in

WRITTEN: dict[str, list[dict[str, Any]]] = {}
"""What the migrations wrote into each table on PostgreSQL."""
SECRET = "a secret of the tests, long enough to be one"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Which database the tests run on."""
    parser.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite")


@pytest.fixture(scope="session")
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty database of this worker's own."""
    if request.config.getoption("--database") == "postgresql":
        with postgresql() as server:
            yield server.create_database("tilaa")
    else:
        yield f"sqlite:///{tmp_path_factory.mktemp('database') / 'tilaa.db'}"


@pytest.fixture(scope="session")
def shared_app(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application, its schema made by the migrations."""
    app = make_app(database_url, tmp_path_factory.mktemp("attachments"))
    with app.app_context():
        upgrade_schema()
        keep_as_new()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(shared_app: Flask) -> Iterator[Flask]:
    """The application on a database as new; no context is held open, or Flask-Login would mix people up."""
    yield shared_app
    with shared_app.app_context():
        make_as_new()
    shutil.rmtree(shared_app.extensions[SETTINGS].data_folder, ignore_errors=True)


@pytest.fixture
def client_of(app: Flask) -> Callable[[User], FlaskClient]:
    """A browser in which that person is signed in."""
    return lambda person: sign_in(app, person)


def make_app(database_url: str, data_folder: Path) -> Flask:
    """The application under the settings of the tests."""
    settings = Settings(
        _env_file=None, demo=True, secret_key=SECRET, database_url=database_url, data_folder=data_folder
    )
    app = create_app(settings)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    return app


def keep_as_new() -> None:
    """Remember what the migrations left: an untouched SQLite file, or the rows that they wrote."""
    if path := db.engine.url.database if db.engine.dialect.name == "sqlite" else None:
        db.engine.dispose()
        shutil.copy(path, f"{path}.new")
    else:
        with db.engine.connect() as connection:
            for table in Base.metadata.sorted_tables:
                WRITTEN[table.name] = [dict(row) for row in connection.execute(table.select()).mappings()]


def make_as_new() -> None:
    """Bring back the untouched database, under the log's triggers, which hold against the application."""
    db.session.remove()
    if db.engine.dialect.name == "sqlite":
        _restore(str(db.engine.url.database))
    else:
        _truncate()


def _restore(path: str) -> None:
    db.engine.dispose()
    for rest in ("-wal", "-shm"):
        Path(path + rest).unlink(missing_ok=True)
    shutil.copy(f"{path}.new", path)


def _truncate() -> None:
    names = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
    with db.engine.begin() as connection:
        connection.execute(text("set local session_replication_role = replica"))
        connection.execute(text(f"truncate {names} restart identity cascade"))
        for table in Base.metadata.sorted_tables:
            if rows := WRITTEN[table.name]:
                connection.execute(table.insert(), rows)
                if "id" in table.c:
                    sequence = f"pg_get_serial_sequence('{table.name}', 'id')"
                    connection.execute(text(f"select setval({sequence}, (select max(id) from {table.name}))"))
