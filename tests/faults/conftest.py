"""Owns the house under fire: the tests' application on a database of either kind, and its real processes."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import make_url
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

from ideas.extensions import db, settings
from ideas.schema import upgrade_schema
from tests.conftest import make_app
from tests.faults.figures import Tell, write
from tests.faults.houses import House, Node, kept
from tests.faults.servers import Postgres, file_in, running_postgres
from tests.snapshots import NEW

KINDS = ("sqlite", "postgresql")


def pytest_configure(config: pytest.Config) -> None:
    """Tell of the mark that tests bear."""
    config.addinivalue_line("markers", "short_on(kind): where the short form is enough on one database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Some short forms need one database alone."""
    if not config.getoption("--thorough"):
        left = {item for item in items if _is_elsewhere(item)}
        config.hook.pytest_deselected(items=[item for item in items if item in left])
        items[:] = [item for item in items if item not in left]


class ByDatabase(LoadScopeScheduling):  # type: ignore[misc]
    """All that needs one database goes to one process of the tests."""

    # pytest-xdist has a mark for this, but writes it where pytest 9 no longer looks.
    def _split_scope(self, nodeid: str) -> str:
        return next((kind for kind in KINDS if f"[{kind}" in nodeid), KINDS[0])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByDatabase | None:
    """Where groups are asked for, one for each database."""
    return ByDatabase(config, log) if config.getvalue("dist") == "loadgroup" else None


def _kind(item: pytest.Item) -> str:
    call = getattr(item, "callspec", None)
    return str(call.params.get("server") or KINDS[0]) if call else KINDS[0]


def _is_elsewhere(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("short_on")
    return mark is not None and mark.args != (_kind(item),)


@pytest.fixture(scope="session", params=KINDS)
def server(request: pytest.FixtureRequest) -> Iterator[Postgres | None]:
    """The server under fire; SQLite has none."""
    if request.param == "sqlite":
        yield None
    else:
        with running_postgres() as running:
            yield running


@pytest.fixture(scope="session")
def database_url(server: Postgres | None, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of an empty database, instead of the one of all other tests."""
    return server.url if server else file_in(tmp_path_factory.mktemp("database"))


@pytest.fixture(scope="session")
def house(shared_app: Flask, database_url: str, tmp_path_factory: pytest.TempPathFactory) -> House:
    """The same database and folder, for processes of their own; nothing is taken out of it between tests."""
    with shared_app.app_context():
        return House(database_url, settings().data_folder, tmp_path_factory.mktemp("house") / "log")


@pytest.fixture(scope="session")
def running_nodes(house: House) -> Iterator[list[Node]]:
    """Two web servers of the house, which all tests share; whoever kills one starts it again."""
    both = [Node(house) for _ in range(2)]
    with kept(*both):
        for node in both:
            node.launch()
        yield both


@pytest.fixture
def nodes(running_nodes: list[Node]) -> list[Node]:
    """The two servers, with all their processes."""
    for node in running_nodes:
        node.wait()
    return running_nodes


@pytest.fixture
def spare(shared_app: Flask, server: Postgres | None, database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """Another house, which is empty: a database of the same kind and a folder of its own."""
    url = server.create_database() if server else file_in(tmp_path)
    if server is None:
        shutil.copy(f"{make_url(database_url).database}.{NEW}", str(make_url(url).database))
    app = make_app(url, tmp_path / "attachments")
    with app.app_context():
        upgrade_schema()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def tell(is_thorough: bool, server: Postgres | None) -> Tell:
    """Takes what was found; the long forms write it down at once, for the next one may take its time."""
    kind = "PostgreSQL" if server else "SQLite"
    return lambda case, found: write([(case, kind, found)]) if is_thorough else None
