"""A house with an author, a reader and a lead, an open idea, and a mail server that takes everything."""

from collections.abc import Iterator

import pytest
from flask import Flask

from ideas.extensions import SETTINGS
from ideas.models import Idea, User
from tests import factories
from tests.features.mail import post
from tests.features.mail.smtp import Postbox, listening, posting_to
from workflow.actors import Role
from workflow.mailing import Way


@pytest.fixture
def people(app: Flask) -> dict[str, User]:
    """An author who wants mail at once, somebody who reads, a lead and an administrator."""
    with app.app_context():
        found = {
            "author": factories.person(name="Aino Aarnio", language="en"),
            "reader": factories.person(name="Reijo Raatikainen"),
            "lead": factories.person(Role.LEAD, name="Liisa Lehto"),
            "admin": factories.person(Role.ADMIN, name="Antti Aho"),
        }
        post.wants(found["author"], Way.AT_ONCE)
        return found


@pytest.fixture
def idea(app: Flask, people: dict[str, User]) -> Idea:
    """An idea that the author has submitted."""
    with app.app_context():
        return factories.submitted(people["author"])


@pytest.fixture
def box(app: Flask) -> Iterator[Postbox]:
    """A mail server to which the application sends."""
    with listening(Postbox()) as box, posting_to(box, app.extensions[SETTINGS]):
        yield box
