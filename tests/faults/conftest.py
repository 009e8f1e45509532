"""Owns the house under fire: the tests' application on a database of either kind, and its real processes."""

from collections.abc import Iterator

import pytest
from flask import Flask

from ideas.extensions import settings
from tests.faults.figures import Tell, write
from tests.faults.houses import House, Node, kept
from tests.faults.servers import Postgres, file_in, running_postgres

KINDS = ("sqlite", "postgresql")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All that needs one database goes to one process of the tests."""
    for item in items:
        kind = getattr(item, "callspec", None) and item.callspec.params.get("server")  # type: ignore[attr-defined]
        item.add_marker(pytest.mark.xdist_group(str(kind or "sqlite")))


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
def tell(is_thorough: bool, server: Postgres | None) -> Tell:
    """Takes what was found; the long forms write it down at once, for the next one may take its time."""
    kind = "PostgreSQL" if server else "SQLite"
    return lambda case, found: write([(case, kind, found)]) if is_thorough else None
