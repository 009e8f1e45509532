"""The people around an evaluation, and the idea they evaluate."""

import pytest
from flask import Flask

from ideas.models import Idea, User
from tests import factories
from tests.snapshots import made_once
from workflow.actors import Role


@pytest.fixture
@made_once
def people(app: Flask) -> dict[str, User]:
    """An author, two leads, an owner, and a colleague who can be asked."""
    with app.app_context():
        return {
            "author": factories.person(language="en"),
            "lead": factories.person(Role.LEAD, name="Leena Lead", language="en"),
            "other": factories.person(Role.LEAD, name="Olli Other", language="en"),
            "owner": factories.person(language="en"),
            "asked": factories.person(name="Arja Asked", language="en"),
            "stranger": factories.person(language="en"),
        }


@pytest.fixture
def idea(app: Flask, people: dict[str, User]) -> Idea:
    """A submitted idea with somebody who answers for it."""
    with app.app_context():
        idea = factories.submitted(people["author"])
        factories.answer_for(idea, people["owner"])
        return idea
