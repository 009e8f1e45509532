"""Owns the people around one work step that was given up on 5.3.2026, its 120 hours a year decided."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.models import User, WorkStep
from tests import factories, steps
from tests.snapshots import made_once
from workflow.actors import Role

SignIn = Callable[[User], FlaskClient]


@pytest.fixture
@made_once
def people(app: Flask) -> dict[str, User]:
    """Who named it, two leads, and somebody else."""
    with app.app_context():
        return {
            "author": factories.person(Role.LEAD, name="Anna Author", language="en"),
            "lead": factories.person(Role.LEAD, name="Leena Lead", language="en"),
            "owner": factories.person(name="Outi Owner", language="en"),
            "stranger": factories.person(name="Sami Stranger", language="en"),
        }


@pytest.fixture
def step(app: Flask, people: dict[str, User]) -> WorkStep:
    """The work step, given up."""
    with app.app_context():
        given_up = steps.given_up(people["author"], people["lead"])
        return steps.written(given_up, owner_id=people["owner"].id)


@pytest.fixture
def lead(client_of: SignIn, people: dict[str, User]) -> FlaskClient:
    """The browser of the lead who did not name it."""
    return client_of(people["lead"])
