"""The choice of a language, by visitors and by those signed in."""

import pytest
from flask import Flask

from ideas.extensions import db
from ideas.models import User
from tests import factories


def test_a_visitor_keeps_the_language_in_the_browser(app: Flask) -> None:
    client = app.test_client()
    client.post("/language", data={"language": "sv"})
    assert '<html lang="sv">' in client.get("/sign-in").text


def test_a_person_keeps_the_language_everywhere(app: Flask) -> None:
    with app.app_context():
        person = factories.person()
    factories.sign_in(app, person).post("/language", data={"language": "en"})
    assert '<html lang="en">' in factories.sign_in(app, person).get("/me").text


def test_an_unknown_language_changes_nothing(app: Flask) -> None:
    with app.app_context():
        person = factories.person()
    factories.sign_in(app, person).post("/language", data={"language": "xx"})
    with app.app_context():
        assert db.session.get_one(User, person.id).language == "fi"


@pytest.mark.parametrize(
    ("said", "came_from", "goes_to"),
    [
        ("/ideas?q=a", "http://localhost/me", "/ideas?q=a"),
        ("", "http://localhost/me", "/me"),
        ("//evil.example", "http://localhost/me", "/"),
        ("", "http://evil.example/me", "/"),
        ("", "", "/"),
    ],
)
def test_the_person_stays_on_the_page(app: Flask, said: str, came_from: str, goes_to: str) -> None:
    answer = app.test_client().post(
        "/language", data={"language": "sv", "next": said}, headers={"Referer": came_from}
    )
    assert answer.location == goes_to
