"""Owns the people around one work step that has been recorded and is being examined."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.models import User, WorkStep
from tests import factories, steps
from tests.snapshots import made_once
from workflow.actors import Role

SignIn = Callable[[User], FlaskClient]
NAMES = {
    "author": "Anna Author", "owner": "Outi Owner", "ruler": "Riku Rule", "clearer": "Kaisa Clear",
    "stranger": "Sami Stranger",
}  # fmt: skip


@pytest.fixture
@made_once
def people(app: Flask) -> dict[str, User]:
    """Who named it, who answers for it, a lead, who owns the rule, who clears, and somebody else."""
    with app.app_context():
        named = {key: factories.person(name=name, language="en") for key, name in NAMES.items()}
        return {**named, "lead": factories.person(Role.LEAD, name="Leena Lead", language="en")}


@pytest.fixture
def step(app: Flask, people: dict[str, User]) -> WorkStep:
    """The work step, recorded, with somebody who answers for it."""
    with app.app_context():
        return steps.written(steps.recorded(people["author"]), owner_id=people["owner"].id)


@pytest.fixture
def lead(client_of: SignIn, people: dict[str, User]) -> FlaskClient:
    """The browser of the lead."""
    return client_of(people["lead"])
