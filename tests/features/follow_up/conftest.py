"""Owns the people around one idea that was adopted on 5.3.2026 after its pilot."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.models import Idea, User
from tests import factories
from tests.features.follow_up.cases import adopted, owned
from tests.snapshots import made_once
from workflow.actors import Role

SignIn = Callable[[User], FlaskClient]


@pytest.fixture
@made_once
def people(app: Flask) -> dict[str, User]:
    """Its author, its owner, a lead, and somebody else."""
    with app.app_context():
        return {
            "author": factories.person(name="Anna Author", language="en"),
            "lead": factories.person(Role.LEAD, name="Leena Lead", language="en"),
            "owner": factories.person(name="Outi Owner", language="en"),
            "stranger": factories.person(name="Sami Stranger", language="en"),
            "manager": factories.person(Role.MANAGER, name="Mika Manager", language="en"),
        }


@pytest.fixture
def idea(app: Flask, people: dict[str, User]) -> Idea:
    """The idea, adopted, with somebody who answers for it."""
    with app.app_context():
        made = adopted(people["author"], people["lead"])
        owned(made, people["owner"])
        return made


@pytest.fixture
def owner(client_of: SignIn, people: dict[str, User]) -> FlaskClient:
    """The browser of whoever answers for it."""
    return client_of(people["owner"])
