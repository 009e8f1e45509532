"""An administrator can look a hidden name up, and cannot do so without the author hearing of it."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ideas.extensions import db
from ideas.models import Entry, User
from tests import factories
from tests.stories.history import has_true_history
from workflow.actors import Role

ClientOf = Callable[[User], FlaskClient]
NAME, WHY = "Hilla Hiljainen", "Poliisi pyytää tietoa."


@pytest.fixture
def hidden(app: Flask) -> tuple[User, str]:
    """Whose name is hidden, and the page about it."""
    with app.app_context():
        author = factories.person(name=NAME)
        return author, f"/ideas/{factories.submitted(author, hidden=True).public_id}/hidden-name"


@pytest.fixture
def admin(app: Flask) -> User:
    """An administrator."""
    with app.app_context():
        return factories.person(Role.ADMIN, name="Raimo Ylläpitäjä")


def shown() -> list[tuple[str, int | None, str]]:
    """What the log tells of names that were looked up."""
    entries = db.session.scalars(select(Entry).where(Entry.kind == "author-shown").order_by(Entry.stream))
    return [(entry.stream.partition(":")[0], entry.actor_id, entry.words) for entry in entries]


def test_opening_the_page_shows_no_name_and_leaves_no_trace(
    app: Flask, client_of: ClientOf, hidden: tuple[User, str], admin: User
) -> None:
    client = client_of(admin)
    pages = [client.get(hidden[1]), client.post(hidden[1], data={"words": " "})]
    assert [page.status_code for page in pages] == [200, 422]
    assert [page.status_code for page in pages if NAME in page.text] == []
    with app.app_context():
        assert shown() == []


def test_a_reason_shows_the_name_and_is_told_to_the_author(
    app: Flask, client_of: ClientOf, hidden: tuple[User, str], admin: User
) -> None:
    author, place = hidden
    page = client_of(admin).post(place, data={"words": WHY})
    assert (page.status_code, f"{NAME} · {author.email}" in page.text) == (200, True)
    news = client_of(author).get("/news").text
    assert (admin.name in news, WHY in news) == (True, True)
    with app.app_context():
        assert shown() == [("case", admin.id, WHY), ("house", admin.id, WHY)]
        assert has_true_history()


def test_what_was_looked_up_is_shown_to_nobody_else(
    app: Flask, client_of: ClientOf, hidden: tuple[User, str], admin: User
) -> None:
    client_of(admin).post(hidden[1], data={"words": WHY})
    with app.app_context():
        lead = factories.person(Role.LEAD)
    home = hidden[1].removesuffix("/hidden-name")
    pages = [client_of(person).get(home).text for person in (lead, admin)]
    assert [(WHY in page, NAME in page) for page in pages] == [(True, False)] * 2


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.LEAD, Role.MANAGER])
def test_nobody_but_an_administrator_looks_it_up(
    app: Flask, client_of: ClientOf, hidden: tuple[User, str], role: Role
) -> None:
    with app.app_context():
        client = client_of(factories.person(role))
    assert client.post(hidden[1], data={"words": WHY}).status_code == 403
    with app.app_context():
        assert shown() == []


def test_where_nobody_hides_there_is_nothing_to_look_up(app: Flask, client_of: ClientOf, admin: User) -> None:
    with app.app_context():
        idea = factories.submitted(factories.person(name=NAME))
    page = client_of(admin).post(f"/ideas/{idea.public_id}/hidden-name", data={"words": WHY})
    assert (page.status_code, "<textarea" in page.text) == (422, False)
    with app.app_context():
        assert shown() == []


def test_a_draft_is_nobodys_to_look_into(app: Flask, client_of: ClientOf, admin: User) -> None:
    with app.app_context():
        idea = factories.draft(factories.person(), hidden=True)
    assert client_of(admin).get(f"/ideas/{idea.public_id}/hidden-name").status_code == 404
