"""Where nobody knows whether a post was carried out, its page brings it back; it is carried out once."""

import re
from collections.abc import Callable
from html import unescape

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, event, func, select
from sqlalchemy.exc import OperationalError

from ideas.extensions import db
from ideas.models import User, WorkStep
from tests import factories
from workflow.actors import Role

KEY = "0123456789abcdef"
NAMED = {"title": "Kuukausiraportti <paperilla>", "essence": "Kukaan ei lue.", "post_key": KEY}
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
ClientOf = Callable[[User], FlaskClient]


def lose_the_answer(connection: Connection) -> None:
    """Commit, and lose the line before the database says so."""
    connection.connection.commit()
    raise OperationalError("", None, psycopg.OperationalError("the connection is lost"))


def lose_the_line(connection: Connection) -> None:
    """Lose the line before anything is committed."""
    raise OperationalError("", None, psycopg.OperationalError("the connection is lost"))


@pytest.mark.parametrize(("fault", "kept"), [(lose_the_answer, 1), (lose_the_line, 0)])
def test_what_was_sent_comes_back_and_is_carried_out_once(
    app: Flask, client_of: ClientOf, fault: Callable[[Connection], None], kept: int
) -> None:
    with app.app_context():
        client, engine = client_of(factories.person()), db.engine
    event.listen(engine, "commit", fault)
    answer = client.post("/work-steps/new", data=NAMED)
    event.remove(engine, "commit", fault)
    assert (answer.status_code, answer.headers["Retry-After"], count(app)) == (503, "5", kept)
    brought = {name: unescape(value) for name, value in HIDDEN.findall(answer.text)}
    assert {name: brought[name] for name in NAMED} == NAMED
    for _again in range(2):
        assert client.post("/work-steps/new", data=brought).status_code == 303
        assert count(app) == 1


@pytest.mark.parametrize(
    ("sent_to", "leads_to"),
    [
        ("/people/1/reactivate", "/people/1"),
        ("/people/1/second-step/reset", "/people/1"),
        ("/me/calendar/revoke", "/me/calendar"),
        ("/me/sessions/revoke-others", "/me/sessions"),
        ("/me", "/me"),
    ],
)
def test_what_was_done_already_leads_to_a_page_that_can_be_read(
    app: Flask, client_of: ClientOf, sent_to: str, leads_to: str
) -> None:
    """The page that brought it back stands where it was sent to; that may take nothing else."""
    with app.app_context():
        gone = factories.person(deactivated_at=factories.NOW)
        client = client_of(factories.person(Role.ADMIN))
    data = {"post_key": KEY, "language": "fi"}
    path = sent_to.replace("/1/", f"/{gone.id}/")
    answers = [client.post(path, data=data, headers={"Referer": f"http://localhost{path}"}) for _ in "12"]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[1].location == leads_to.replace("/1", f"/{gone.id}")
    assert client.get(answers[1].location).status_code == 200


def test_a_password_does_not_come_back(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        client, engine = client_of(factories.person()), db.engine
    event.listen(engine, "begin", lose_the_line)
    answer = client.post("/me/password", data={"current_password": "salainen sana", "post_key": KEY})
    event.remove(engine, "begin", lose_the_line)
    assert (answer.status_code, HIDDEN.findall(answer.text), "salainen" in answer.text) == (503, [], False)


def count(app: Flask) -> int:
    """How many work steps there are."""
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(WorkStep)) or 0
