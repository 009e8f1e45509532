"""Owns the people around decisions that are prepared: an author who leads, two other leads, and the rest."""

import pytest
from flask import Flask

from ideas.models import User
from tests import factories
from tests.snapshots import made_once
from workflow.actors import Role


@pytest.fixture
@made_once
def people(app: Flask) -> dict[str, User]:
    """Everybody by what they are."""
    with app.app_context():
        return {
            "author": factories.person(Role.LEAD, name="Aino Author", language="en"),
            "lead": factories.person(Role.LEAD, name="Leena Lead", language="en"),
            "other": factories.person(Role.LEAD, name="Olli Other", language="en"),
            "owner": factories.person(name="Outi Owner", language="en"),
            "stranger": factories.person(name="Sami Stranger", language="en"),
            "manager": factories.person(Role.MANAGER, name="Maija Manager", language="en"),
            "admin": factories.person(Role.ADMIN, name="Antti Admin", language="en"),
        }
