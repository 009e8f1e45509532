"""Sparring: a draft is shown to named colleagues, who are told, can step out, and see it no longer then."""

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ideas.extensions import db
from ideas.models import Entry, Idea, Notification, Sparring, User
from tests import factories
from tests.features.submission.forms import count, filled, path

ClientOf = Callable[[User], FlaskClient]


def test_a_colleague_is_asked_once_and_told(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author, colleague = factories.person(), factories.person()
        idea = factories.draft(author)
    for _ in range(2):
        client_of(author).post(path(idea, "sparring"), data={"colleagues": colleague.email})
    with app.app_context():
        assert db.session.get_one(Idea, idea.id).visibility == "sparring"
        assert [row.user_id for row in db.session.scalars(select(Sparring))] == [colleague.id]
        assert [row.user_id for row in db.session.scalars(select(Notification))] == [colleague.id]
        assert [(e.kind, e.actor_id, e.data) for e in db.session.scalars(select(Entry))] == [
            ("sparring-asked", None, {})
        ]
    assert client_of(colleague).get(path(idea, "sparring")).status_code == 200


def test_nobody_is_asked_when_one_of_them_is_unknown(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author, colleague = factories.person(), factories.person()
        idea = factories.draft(author)
    names = f"{colleague.email}\nkuka@example.org"
    answer = client_of(author).post(path(idea, "sparring"), data={"colleagues": names})
    assert answer.status_code == 422
    assert "kuka@example.org" in answer.text
    with app.app_context():
        assert count(Sparring) == 0


def test_a_colleague_steps_out_and_the_author_ends_it(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author, one, two = factories.person(), factories.person(), factories.person()
        idea = factories.draft(author)
    client_of(author).post(path(idea, "sparring"), data={"colleagues": f"{one.email}, {two.email}"})
    assert client_of(one).post(path(idea, f"sparring/{two.id}/end")).status_code == 403
    assert client_of(one).post(path(idea, f"sparring/{one.id}/end")).status_code == 303
    assert client_of(one).get(path(idea, "sparring")).status_code == 404
    assert client_of(author).post(path(idea, f"sparring/{two.id}/end")).status_code == 303
    with app.app_context():
        assert db.session.get_one(Idea, idea.id).visibility == "private"
        assert count(Sparring) == 0


def test_the_page_says_that_those_who_spar_know_the_author(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author, colleague = factories.person(), factories.person()
        idea = factories.draft(author)
    client, told = client_of(author), "notice-warning"
    assert told not in client.get(path(idea)).text
    client.post(path(idea, "sparring"), data={"colleagues": colleague.email})
    assert told in client.get(path(idea)).text


def test_nobody_is_asked_to_spar_once_it_is_submitted(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author, colleague = factories.person(), factories.person()
        idea = factories.submitted(author)
    answer = client_of(author).post(path(idea, "sparring"), data=filled(colleagues=colleague.email))
    assert answer.location.endswith(f"/ideas/{idea.public_id}")
    with app.app_context():
        assert count(Sparring) == 0
