"""Sessions end by themselves: left idle, or grown old."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import event, select

from ideas.extensions import db
from ideas.models import User, UserSession
from ideas.transaction import command
from tests import factories
from tests.features.signin.accounts import is_signed_in
from workflow.actors import Role


@command
def aged(person: User, *, seen: timedelta, opened: timedelta) -> None:
    """Make the person's session as old as that."""
    row = db.session.scalars(select(UserSession).where(UserSession.user_id == person.id)).one()
    now = datetime.now(UTC)
    row.seen_at, row.created_at = now - seen, now - opened


@pytest.mark.parametrize(
    ("seen", "opened", "lives"),
    [
        (timedelta(hours=11), timedelta(hours=11), True),
        (timedelta(hours=12), timedelta(hours=12), False),
        (timedelta(0), timedelta(hours=719), True),
        (timedelta(0), timedelta(hours=720), False),
    ],
)
def test_a_session_ends_when_left_idle_or_grown_old(
    app: Flask, seen: timedelta, opened: timedelta, lives: bool
) -> None:
    with app.app_context():
        person = factories.person()
    client = factories.sign_in(app, person)
    with app.app_context():
        aged(person, seen=seen, opened=opened)
    assert is_signed_in(client) is lives


def test_use_keeps_a_session_alive_and_is_noted_every_five_minutes(app: Flask) -> None:
    with app.app_context():
        person = factories.person()
    client = factories.sign_in(app, person)
    ages = []
    for seen in (timedelta(minutes=4), timedelta(minutes=6)):
        with app.app_context():
            aged(person, seen=seen, opened=timedelta(hours=1))
        assert is_signed_in(client)
        with app.app_context():
            age = datetime.now(UTC) - db.session.scalars(select(UserSession.seen_at)).one()
        ages.append(age > timedelta(minutes=3))
    assert ages == [True, False]


def test_a_post_after_a_pause_is_carried_out(app: Flask) -> None:
    with app.app_context():
        person = factories.person()
    client = factories.sign_in(app, person)
    with app.app_context():
        aged(person, seen=timedelta(minutes=20), opened=timedelta(hours=1))
    assert client.post("/me", data={"language": "sv", "post_key": "k" * 20}).status_code == 303
    with app.app_context():
        assert db.session.get_one(User, person.id).language == "sv"


def test_rights_change_with_the_next_request(app: Flask) -> None:
    with app.app_context():
        person = factories.person(Role.ADMIN)
    client = factories.sign_in(app, person)
    before = client.get("/people").status_code
    with app.app_context():
        command(lambda: setattr(db.session.get_one(User, person.id), "role", Role.EMPLOYEE))()
    assert (before, client.get("/people").status_code) == (200, 403)


def test_knowing_the_person_costs_one_query(app: Flask) -> None:
    with app.app_context():
        person = factories.person(home=factories.unit())
        statements: list[str] = []
        event.listen(db.engine, "before_cursor_execute", lambda *said: statements.append(said[2]))
    client = factories.sign_in(app, person)
    statements.clear()
    assert person.name in client.get("/styleguide").text
    assert len([s for s in statements if s.lower().startswith("select")]) == 1
