"""Owns the people around one work step that is under examination in a unit."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.models import Unit, User, WorkStep
from tests import factories, steps
from tests.snapshots import made_once
from workflow.actors import Role

SignIn = Callable[[User], FlaskClient]


@pytest.fixture
@made_once
def home(app: Flask) -> Unit:
    """The unit in which it is tried without."""
    with app.app_context():
        return factories.unit("Etuuspalvelut")


@pytest.fixture
def people(app: Flask, home: Unit) -> dict[str, User]:
    """Who named it, two leads, who answers for it, and somebody from elsewhere."""
    with app.app_context():
        return {
            "author": factories.person(name="Anna Author", language="en", home=home),
            "lead": factories.person(Role.LEAD, name="Leena Lead", language="en"),
            "other_lead": factories.person(Role.LEAD, name="Lasse Lead", language="en"),
            "owner": factories.person(name="Outi Owner", language="en"),
            "stranger": factories.person(name="Sami Stranger", language="en"),
        }


@pytest.fixture
def step(app: Flask, people: dict[str, User]) -> WorkStep:
    """The work step, under examination."""
    with app.app_context():
        examined = steps.examined(people["author"], people["lead"])
        return steps.written(examined, owner_id=people["owner"].id)


@pytest.fixture
def running(app: Flask, step: WorkStep, people: dict[str, User]) -> WorkStep:
    """The work step in a trial stop of 30 days with one signal, from 5.3.2026."""
    with app.app_context():
        return steps.advanced(steps.planned(step), "try-without", people["lead"])


@pytest.fixture
def lead(client_of: SignIn, people: dict[str, User]) -> FlaskClient:
    """The browser of the lead who starts it."""
    return client_of(people["lead"])
