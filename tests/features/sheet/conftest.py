"""Owns the day on which the sheet is read, and the people around it."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from ideas.models import User
from tests import factories
from tests.snapshots import made_once
from workflow.actors import Role

SignIn = Callable[[User], FlaskClient]


@pytest.fixture(autouse=True)
def _soon_after() -> Iterator[None]:
    """Two days after everything happened."""
    with time_machine.travel(factories.NOW + timedelta(days=2), tick=False):
        yield


@pytest.fixture
@made_once
def people(app: Flask) -> dict[str, User]:
    """An author, a lead, a manager and an administrator."""
    with app.app_context():
        home = factories.unit("Yhteyskeskus")
        return {
            "author": factories.person(name="Aino Author", home=home, language="en"),
            "lead": factories.person(Role.LEAD, name="Leena Lead", language="en"),
            "manager": factories.person(Role.MANAGER, name="Mika Manager", language="en"),
            "admin": factories.person(Role.ADMIN, name="Arja Admin", language="en"),
        }


@pytest.fixture
def manager(client_of: SignIn, people: dict[str, User]) -> FlaskClient:
    """The browser of a manager."""
    return client_of(people["manager"])
