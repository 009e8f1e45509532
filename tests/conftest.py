"""Owns the application under test: one migrated database a worker, as new before each test."""

import gc
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
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

ON_BOTH = ("tests/models/", "tests/features/", "tests/stories/")
"""The tests that run on either database; the others ask none."""
FEW = 3
"""So many cases of a test each database takes all of."""
TAKEN_BY_POSTGRESQL = (False, True, False, False)
"""Of more cases PostgreSQL takes one of four, and SQLite the others, which takes half the time for each."""
Share = Callable[[Iterable[Any]], list[Any]]
COMPILED = Path(__file__).resolve().parent.parent / ".cache" / "templates"
"""Templates that one worker has compiled, for all others; one that reads differently is compiled anew."""
SECRET = "a secret of the tests, long enough to be one"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Which database the tests run on, and how far they go."""
    parser.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.addoption(
        "--thorough", action="store_true", help="the long forms of walks and storms, all on this database"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Tell of the mark that tests bear."""
    config.addinivalue_line("markers", "thorough: the long form of a test, only where it is asked for")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave long forms to those who ask; of a test with many cases the databases share them out."""
    if config.getoption("--thorough"):
        return
    turns: dict[str, Iterator[bool]] = defaultdict(lambda: cycle(_turns(config)))
    cases = Counter(_function_of(item) for item in items)
    left = {item for item in items if not _is_due(item, cases, turns)}
    config.hook.pytest_deselected(items=[item for item in items if item in left])
    items[:] = [item for item in items if item not in left]


def _turns(config: pytest.Config) -> list[bool]:
    """Which of four cases this database takes."""
    is_postgresql = config.getoption("--database") == "postgresql"
    return [taken == is_postgresql for taken in TAKEN_BY_POSTGRESQL]


def _is_due(item: pytest.Item, cases: Counter[str], turns: dict[str, Iterator[bool]]) -> bool:
    if item.get_closest_marker("thorough"):
        return False
    function = _function_of(item)
    is_shared = function.startswith(ON_BOTH) and cases[function] > FEW
    return not is_shared or next(turns[function])


def _function_of(item: pytest.Item) -> str:
    return item.nodeid.partition("[")[0]


@pytest.fixture(scope="session")
def is_thorough(request: pytest.FixtureRequest) -> bool:
    """Whether the long forms are asked for."""
    return bool(request.config.getoption("--thorough"))


@pytest.fixture(scope="session")
def share(request: pytest.FixtureRequest, is_thorough: bool) -> Share:
    """Takes this database's part of what a test goes through, the other one the rest; all if thorough."""
    turns = [True] if is_thorough else _turns(request.config)
    return lambda those: [each for each, is_due in zip(those, cycle(turns), strict=False) if is_due]


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


def make_app(database_url: str, data_folder: Path, **more: Any) -> Flask:
    """The application under the settings of the tests, and others."""
    said: dict[str, Any] = {
        "demo": True,
        "secret_key": SECRET,
        "database_url": database_url,
        "data_folder": data_folder,
    }
    app = create_app(Settings(_env_file=None, **said | more))
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    COMPILED.mkdir(parents=True, exist_ok=True)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(COMPILED))
    return app


def hurry(connection: DBAPIConnection, record: object) -> None:
    """Wait for no disk: nothing here has to outlive the tests."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous=OFF")
    cursor.close()
