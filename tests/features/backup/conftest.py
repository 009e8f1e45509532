"""The house of which backups are made, and the programs that belong to the server of the tests."""

import pytest
from flask import Flask

from ideas.extensions import SETTINGS
from tests import factories
from tests.databases import client_programs
from tests.features.backup.house import attach
from workflow.actors import Role


@pytest.fixture(autouse=True)
def _programs(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The programs that belong to the server of the tests, not those of the machine."""
    monkeypatch.setattr(app.extensions[SETTINGS], "postgresql_programs", client_programs())


@pytest.fixture
def house(app: Flask) -> Flask:
    """A house with ideas, a move, and two attached files."""
    with app.app_context():
        author, lead = factories.person(), factories.person(Role.LEAD)
        factories.dropped(factories.person(), lead)
        idea = factories.submitted(author)
        for content in (b"first", b"second"):
            attach(idea, author, content)
    return app
