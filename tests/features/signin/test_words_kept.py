"""What was written when the session ended is sent again after signing in."""

import html
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from ideas.extensions import db
from ideas.models import Comment, User
from tests import factories
from tests.features.signin.accounts import PASSWORD, account

WORDS = 'Tämä on "hyvä" ajatus <ja>\nvie meitä eteenpäin.'


@pytest.fixture
def guarded(app: Flask) -> Iterator[Flask]:
    """The application with the forms' key asked for, as in use."""
    app.config["WTF_CSRF_ENABLED"] = True
    yield app
    app.config["WTF_CSRF_ENABLED"] = False


def fields(page: TestResponse) -> dict[str, str]:
    """What the form in the page's main part would send as it was drawn."""
    main = page.text[page.text.index("<main") :]
    hidden = re.findall(r'<input type="hidden"[^>]* name="([^"]+)"[^>]* value="([^"]*)"', main)
    hidden += re.findall(r'<input id="[^"]+" name="([^"]+)" type="hidden" value="([^"]*)"', main)
    written = re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', main, re.DOTALL)
    return {name: html.unescape(value) for name, value in [*hidden, *written]}


def send(client: FlaskClient, path: str, page: TestResponse, **typed: str) -> TestResponse:
    """Send the page's form with what was typed into it."""
    return client.post(path, data={**fields(page), **typed})


def comment(app: Flask, author: User) -> tuple[str, FlaskClient, TestResponse]:
    """Write a comment while the session ends: the path, the browser and the answer."""
    with app.app_context():
        idea = factories.submitted(author)
    client = factories.sign_in(app, author)
    path = f"/ideas/{idea.public_id}/comments"
    page = client.get(path)
    with client.session_transaction() as cookie:
        del cookie["_user_id"]
    return path, client, client.post(path, data={**fields(page), "body": WORDS})


def test_a_comment_survives_the_end_of_the_session(guarded: Flask) -> None:
    with guarded.app_context():
        person = account()
    path, client, lost = comment(guarded, person)
    wrong = send(client, "/sign-in", lost, email=person.email, password="a wrong password")
    again = send(client, "/sign-in", wrong, email=person.email, password=PASSWORD)
    saved = send(client, path, again)
    assert [page.status_code for page in (lost, wrong, again, saved)] == [401, 422, 200, 303]
    with guarded.app_context():
        assert db.session.scalars(select(Comment.body)).all() == [WORDS]


def test_words_survive_a_sign_in_in_another_window(guarded: Flask) -> None:
    with guarded.app_context():
        person = account()
    path, client, lost = comment(guarded, person)
    send(client, "/sign-in", client.get("/sign-in"), email=person.email, password=PASSWORD)
    again = send(client, "/sign-in", lost, email=person.email, password=PASSWORD)
    saved = send(client, path, again)
    assert [page.status_code for page in (again, saved)] == [400, 303]


def test_words_are_not_sent_to_another_place(guarded: Flask) -> None:
    with guarded.app_context():
        person = account()
    _, client, lost = comment(guarded, person)
    answer = send(client, "/sign-in", lost, email=person.email, password=PASSWORD, kept_path="//evil.example")
    assert (answer.status_code, answer.location) == (303, "/")
