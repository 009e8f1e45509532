"""What is drawn once and kept: nobody is shown what was drawn for somebody else."""

import functools
from collections.abc import Callable
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import nodes

from ideas.config import ROOT
from ideas.extensions import db
from ideas.models import User
from ideas.transaction import command
from tests import factories
from tests.architecture.pages import Page, pages
from workflow.actors import Role

ClientOf = Callable[[User], FlaskClient]
OF_THE_REQUEST = {
    "request", "session", "g", "config", "current_user", "csrf_token", "new_post_key", "navigation", "today",
    "get_flashed_messages",
}  # fmt: skip


def test_the_same_address_shows_each_person_their_own(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author, other = factories.person(name="Aino"), factories.person(name="Eero")
        draft = factories.draft(author, title="Vielä kesken")
        hidden = factories.submitted(author, title="Nimettä kerrottu", hidden=True)
    for _ in range(2):
        mine, theirs = (client_of(person).get("/ideas?mine=1").text for person in (author, other))
        assert (draft.title in mine, hidden.title in mine) == (True, True)
        assert (draft.title in theirs, hidden.title in theirs) == (False, False)
        assert (author.name in mine, author.name in theirs, other.name in theirs) == (True, False, True)
        assert author.name not in client_of(other).get("/ideas").text


def test_a_page_leads_where_its_reader_may_go(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        people = [factories.person(role) for role in (Role.LEAD, Role.EMPLOYEE, Role.LEAD)]
    assert ['href="/desk"' in client_of(person).get("/ideas").text for person in people] == [
        True,
        False,
        True,
    ]


def test_a_page_speaks_the_language_of_its_reader(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        people = [factories.person(language=language) for language in ("fi", "sv", "en", "fi")]
        factories.submitted(people[0])
    pages = [client_of(person).get("/ideas").text for person in people]
    states = ["jätetty", "inlämnad", "submitted", "jätetty"]
    main = [unescape(page.partition("<main")[2]) for page in pages]
    assert [f">{state}<" in text for text, state in zip(main, states, strict=True)] == [True] * 4


def test_what_changes_is_shown_at_once(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        person, unit = factories.person(), factories.unit("Vanha nimi")
        idea = factories.submitted(person, title="Ennen")
    client = client_of(person)
    before = client.get("/ideas").text
    with app.app_context():
        command(lambda: setattr(db.session.merge(idea), "title", "Jälkeen"))()
        command(lambda: setattr(db.session.merge(unit), "name_fi", "Uusi nimi"))()
    after = client.get("/ideas").text
    assert ["Ennen" in before, "Vanha nimi" in before] == [True, True]
    assert ["Ennen" in after, "Vanha nimi" in after] == [False, False]
    assert ["Jälkeen" in after, "Uusi nimi" in after] == [True, True]


@pytest.mark.parametrize("page", pages(ROOT), ids=lambda page: page.name)
def test_what_is_kept_knows_nothing_of_the_request(page: Page) -> None:
    loaded = {node.name for node in page.tree.find_all(nodes.Name) if node.ctx == "load"}
    assert page.name not in kept() or loaded & OF_THE_REQUEST == set()


@functools.cache
def kept() -> set[str]:
    """The names of all parts that are drawn once."""
    return {name for page in pages(ROOT) for _, name in page.parts()}


def test_what_is_kept_carries_no_key_of_a_form(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        person = factories.person()
        factories.submitted(person)
    main = client_of(person).get("/ideas").text.partition("<main")[2].partition("</main>")[0]
    assert ("csrf_token" in main, "post_key" in main) == (False, False)
