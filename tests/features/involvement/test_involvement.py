"""Follow, support, join in, thank: what was asked for, once, however often it is asked."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ideas.extensions import db
from ideas.models import Entry, Follow, Idea, Join, Notification, Support, User
from tests import factories
from tests.features.case.pages import main_of
from workflow.actors import Role
from workflow.events import Kind

ClientOf = Callable[[User], FlaskClient]
YES, NO = {"wanted": "yes"}, {"wanted": "no"}


@pytest.fixture
def idea(app: Flask) -> Idea:
    with app.app_context():
        return factories.submitted(factories.person())


def kinds(app: Flask) -> list[str]:
    """What happened after the idea was submitted."""
    with app.app_context():
        found = [entry.kind.value for entry in db.session.scalars(select(Entry).order_by(Entry.id))]
        return [kind for kind in found if kind != "submitted"]


def state_of(app: Flask, idea: Idea) -> tuple[int, int, int, int, int]:
    """Followers, supporters, the count of supporters, those who joined, and the version."""
    with app.app_context():
        row = db.session.get_one(Idea, idea.id)
        rows = [len(db.session.scalars(select(table)).all()) for table in (Follow, Support, Join)]
        return rows[0], rows[1], row.support_count, rows[2], row.version


def post(client: FlaskClient, idea: Idea, gesture: str, data: dict[str, str]) -> int:
    """Press a button of the idea's page."""
    return client.post(f"/ideas/{idea.public_id}/{gesture}", data=data).status_code


def test_each_gesture_is_there_once_and_can_be_taken_back(
    app: Flask, idea: Idea, client_of: ClientOf
) -> None:
    with app.app_context():
        client = client_of(factories.person())
    gestures = {"follow": YES, "support": YES, "join": {"role": "test"}}
    for _ in range(2):
        assert [post(client, idea, name, data) for name, data in gestures.items()] == [303] * 3
    assert state_of(app, idea) == (1, 1, 1, 1, idea.version)
    for _ in range(2):
        assert [post(client, idea, name, NO) for name in gestures] == [303] * 3
    assert state_of(app, idea) == (0, 0, 0, 0, idea.version)
    assert kinds(app) == ["followed", "supported", "joined", "unfollowed", "unsupported", "left"]


def test_the_buttons_say_in_words_and_marks_what_is_pressed(
    app: Flask, idea: Idea, client_of: ClientOf
) -> None:
    with app.app_context():
        client = client_of(factories.person(language="en"))
    address = f"/ideas/{idea.public_id}"
    pressed = [re.findall(r'aria-pressed="(\w+)"', client.get(address).text)]
    for name in ("follow", "support"):
        post(client, idea, name, YES)
        pressed.append(re.findall(r'aria-pressed="(\w+)"', client.get(address).text))
    assert pressed == [["false", "false"], ["true", "false"], ["true", "true"]]
    assert "You follow this." in client.get(address).text


def test_who_joined_is_named_and_supporters_are_counted(app: Flask, idea: Idea, client_of: ClientOf) -> None:
    with app.app_context():
        joiner, supporter = factories.person(name="Jussi Joukossa"), factories.person(name="Tuija Tukija")
        reader = factories.person(language="en")
    post(client_of(joiner), idea, "join", {"role": "write"})
    post(client_of(supporter), idea, "support", YES)
    text = main_of(client_of(reader).get(f"/ideas/{idea.public_id}").text)
    assert ("Jussi Joukossa" in text, "Tuija Tukija" in text) == (True, False)
    assert "1 person supports it." in text
    assert "joined in: I write and plan" in text


def test_another_role_takes_the_place_of_the_first(app: Flask, idea: Idea, client_of: ClientOf) -> None:
    with app.app_context():
        client = client_of(factories.person())
    assert post(client, idea, "join", {}) == 422
    for role in ("try", "write"):
        assert post(client, idea, "join", {"role": role}) == 303
    assert post(client, idea, "join", {"role": "lead"}) == 422
    with app.app_context():
        assert [join.role for join in db.session.scalars(select(Join))] == ["write"]


def test_authors_see_numbers_and_no_buttons(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author, supporter = factories.person(language="en"), factories.person()
        idea = factories.submitted(author)
    post(client_of(supporter), idea, "support", YES)
    client = client_of(author)
    text = client.get(f"/ideas/{idea.public_id}").text
    assert ("aria-pressed" in text, "1 person supports it." in text) == (False, True)
    assert [post(client, idea, name, {"role": "try"}) for name in ("follow", "support", "join")] == [403] * 3


def test_a_draft_cannot_be_followed_and_is_not_there_for_others(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author, other = factories.person(), factories.person()
        idea = factories.draft(author)
    assert [post(client_of(other), idea, name, YES) for name in ("follow", "support")] == [404, 404]


def test_twenty_who_support_at_once_count_as_twenty(app: Flask, idea: Idea, client_of: ClientOf) -> None:
    with app.app_context():
        clients = [client_of(factories.person()) for _ in range(10)]
    with ThreadPoolExecutor(5) as pool:
        codes = list(pool.map(lambda client: post(client, idea, "support", YES), clients * 2))
    assert codes == [303] * 20
    assert state_of(app, idea)[1:3] == (10, 10)


def test_a_thank_you_is_in_words_and_the_author_is_told(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author, thankful = factories.person(), factories.person(name="Kiia Kiitollinen")
        idea = factories.submitted(author)
    client = client_of(thankful)
    for words in ("", " ", "x" * 1001, "131052-308T"):
        assert post(client, idea, "thanks", {"words": words}) == 422
    assert post(client, idea, "thanks", {"words": "Kiitos rohkeudesta!"}) == 303
    text = main_of(client.get(f"/ideas/{idea.public_id}").text)
    assert (text.count("Kiitos rohkeudesta!"), "Kiia Kiitollinen" in text) == (1, True)
    with app.app_context():
        entry = db.session.scalars(select(Entry).where(Entry.kind == Kind.THANKED)).one()
        told = db.session.scalars(select(Notification.user_id).where(Notification.entry_id == entry.id)).all()
        assert (entry.words, list(told)) == ("Kiitos rohkeudesta!", [author.id])


@pytest.mark.parametrize("role", list(Role))
def test_every_role_may_take_part(app: Flask, idea: Idea, client_of: ClientOf, role: Role) -> None:
    with app.app_context():
        client = client_of(factories.person(role))
    assert [post(client, idea, name, YES) for name in ("follow", "support")] == [303, 303]
    assert client.get(f"/ideas/{idea.public_id}/join").status_code == 200
