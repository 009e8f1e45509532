"""The people of a pilot, and an idea that waits for its plan."""

import pytest
from flask import Flask

from ideas.models import Idea, User
from tests import factories
from tests.snapshots import made_once
from workflow.actors import Role


@pytest.fixture
@made_once
def people(app: Flask) -> dict[str, User]:
    """An author, a lead, a stranger, and two who take part."""
    with app.app_context():
        return {
            "author": factories.person(language="en"),
            "lead": factories.person(Role.LEAD, name="Leena Lead", language="en"),
            "stranger": factories.person(language="en"),
            "maija": factories.person(name="Maija Member", language="en"),
            "matti": factories.person(name="Matti Member", language="en"),
        }


@pytest.fixture
def idea(app: Flask, people: dict[str, User]) -> Idea:
    """An evaluated idea, without a plan."""
    with app.app_context():
        return factories.evaluated(people["author"], people["lead"])
