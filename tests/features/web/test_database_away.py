"""When the database is gone, busy, or two writes meet, the answer is a page that says when to come again."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, event
from sqlalchemy.exc import OperationalError

from ideas import create_app
from ideas.config import Settings
from ideas.extensions import db
from ideas.features.calendar import service as calendar
from ideas.schema import upgrade_schema
from tests import factories
from tests.conftest import SECRET, make_app
from tests.features.signin.test_sessions import aged

ANYWHERE = ["/", "/ideas", "/sign-in", "/there-is-nothing", "/sign-out"]
NOWHERE = "postgresql+psycopg://tilaa@/tilaa?host=/there-is-no-such-folder"


@pytest.fixture
def lost() -> FlaskClient:
    """The browser of somebody who was signed in before the database went away."""
    app = create_app(Settings(_env_file=None, secret_key=SECRET, database_url=NOWHERE))
    client = app.test_client()
    with client.session_transaction(base_url="https://localhost") as cookie:
        cookie["_user_id"] = "token"
    return client


@pytest.mark.parametrize("path", ANYWHERE)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_without_a_database_every_page_says_when_to_come_again(
    lost: FlaskClient, path: str, method: str
) -> None:
    answer = lost.open(
        path, method=method, base_url="https://localhost", headers={"Referer": "https://localhost/"}
    )
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "no-such-folder" not in answer.text
    assert "Traceback" not in answer.text


def test_without_a_database_the_process_lives_but_is_not_ready(lost: FlaskClient) -> None:
    assert (lost.get("/healthz").status_code, lost.get("/readyz").status_code) == (200, 503)


@pytest.fixture
def held(tmp_path: Path) -> Iterator[tuple[FlaskClient, str]]:
    """A browser, idle for a while, and a feed, whose SQLite file another program will not let go."""
    app = make_app(f"sqlite:///{tmp_path / 'held.db'}", tmp_path / "files")
    with app.app_context():
        upgrade_schema()
        person = factories.person()
    client = factories.sign_in(app, person)
    with app.app_context():
        aged(person, seen=timedelta(minutes=10), opened=timedelta(hours=1))
        feed = f"/calendar/{calendar.make(person.id, at=factories.NOW)}.ics"
        db.engine.dispose()
        event.listen(db.engine, "connect", lambda made, _record: made.execute("PRAGMA busy_timeout = 50"))
    with closing(sqlite3.connect(tmp_path / "held.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield client, feed


def test_a_locked_file_is_read_on_and_written_later(held: tuple[FlaskClient, str]) -> None:
    """Though it cannot be noted that the person is here, and that the feed was read."""
    client, feed = held
    assert [client.get(path).status_code for path in ("/ideas", feed)] == [200, 200]
    answer = client.post("/me", data={"language": "sv"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")


def test_a_line_that_is_cut_when_all_is_read_spoils_no_answer(app: Flask) -> None:
    def cut(connection: Connection) -> None:
        raise OperationalError("", None, sqlite3.OperationalError("the line is cut"))

    with app.app_context():
        client, engine = factories.sign_in(app, factories.person()), db.engine
    event.listen(engine, "rollback", cut, once=True)
    assert client.get("/ideas").status_code == 200
    assert client.get("/ideas").status_code == 200


def test_a_refused_method_says_which_are_taken(app: Flask) -> None:
    answer = app.test_client().get("/sign-out")
    assert answer.status_code == 405
    assert {"POST", "OPTIONS"} <= set(answer.headers["Allow"].split(", "))
