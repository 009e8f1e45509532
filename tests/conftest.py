"""Owns the application under test: one migrated database a worker, as new before each test."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection

from ideas import create_app
from ideas.config import Settings
from ideas.extensions import db
from ideas.models import User
from ideas.schema import upgrade_schema
from tests.databases import postgresql
from tests.factories import sign_in
from tests.snapshots import NEW, bring_back, keep

gc.set_threshold(100_000, 50, 100)
"""Tests make much and throw it away at once: looking for cycles less often saves a fifth of the time."""

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
        if db.engine.dialect.name == "sqlite":
            event.listen(db.engine, "connect", hurry)
        upgrade_schema()
        keep(NEW)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(shared_app: Flask) -> Iterator[Flask]:
    """The application on a database as new; no context is held open, or Flask-Login would mix people up."""
    yield shared_app
    with shared_app.app_context():
        bring_back(NEW)


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


def hurry(connection: DBAPIConnection, record: object) -> None:
    """Wait for no disk: nothing here has to outlive the tests."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous=OFF")
    cursor.close()
