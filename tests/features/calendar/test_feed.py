"""The private feed: what is due for a person, read without signing in by whoever has the address."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ideas.access import hashed
from ideas.extensions import db
from ideas.features.calendar import service
from ideas.features.people import service as people
from ideas.models import CalendarFeed, Entry, Idea, User
from ideas.transaction import command
from tests import factories
from tests.features.calendar.reading import day, events, meant
from workflow.actors import Actor, Role
from workflow.events import Kind

Browse = Callable[[User], FlaskClient]
CHANGING = re.compile(r'\b[0-9a-f]{16}\b|name="(?:csrf_token|post_key|next)" value="[^"]*"')
"""What no two answers have in common: the number of the request, the keys of forms, the way back."""
ADMIN = Actor(None, Role.ADMIN)


@pytest.fixture
def owner(app: Flask) -> User:
    """Who has the feed, and reads English."""
    with app.app_context():
        return factories.person(language="en")


def address(app: Flask, person: User) -> str:
    """A new feed of that person."""
    with app.app_context():
        return f"/calendar/{service.make(person.id, at=factories.NOW)}.ics"


def read(app: Flask, path: str) -> list[dict[str, str]]:
    """The events of a feed, for somebody who is not signed in."""
    answer = app.test_client().get(path)
    assert answer.status_code == 200
    return events(answer.text)


def told(app: Flask, path: str) -> list[tuple[date, str]]:
    """Day and summary of each event."""
    return [(day(event), meant(event["SUMMARY"])) for event in read(app, path)]


def test_an_event_stays_the_same_one_and_leads_to_its_case(app: Flask, owner: User) -> None:
    with app.app_context():
        idea = factories.submitted(factories.person())
        factories.answer_for(idea, owner)
        public_id = idea.public_id
    path = address(app, owner)
    (first,), (again,) = read(app, path), read(app, path)
    assert first["UID"] == again["UID"] == f"next-1-{public_id.lower()}@localhost"
    assert first["URL"] == f"http://localhost/ideas/{public_id}"
    with app.app_context():
        give_a_date(idea, date(2026, 4, 1))
    (moved,) = read(app, path)
    assert (moved["UID"], day(moved)) == (first["UID"], date(2026, 4, 1))


def test_the_feed_is_in_the_persons_language_and_is_kept_by_nobody(app: Flask) -> None:
    with app.app_context():
        owner = factories.person(language="sv")
        factories.answer_for(factories.submitted(factories.person()), owner)
    answer = app.test_client().get(address(app, owner), headers={"Accept-Language": "fi"})
    assert (answer.content_type, answer.headers["Cache-Control"]) == (
        "text/calendar; charset=utf-8",
        "no-store",
    )
    assert "Set-Cookie" not in answer.headers
    assert events(answer.text)[0]["SUMMARY"].startswith("Nästa datum:")


def test_rights_are_read_at_each_request(app: Flask, owner: User) -> None:
    with app.app_context():
        idea = factories.submitted(factories.person())
        factories.answer_for(idea, owner)
    path = address(app, owner)
    assert len(read(app, path)) == 1
    with app.app_context():
        factories.answer_for(idea, factories.person())
    assert read(app, path) == []


def test_unknown_revoked_replaced_and_deactivated_are_absent_alike(app: Flask, owner: User) -> None:
    replaced, revoked = address(app, owner), address(app, owner)
    with app.app_context():
        service.revoke(owner.id, at=factories.NOW)
        closed = factories.person()
    of_closed = address(app, closed)
    with app.app_context():
        people.deactivate(closed.id, actor=ADMIN, at=factories.NOW)
    client = app.test_client()
    answers = [client.get(path) for path in ("/calendar/unknown.ics", replaced, revoked, of_closed)]
    assert [answer.status_code for answer in answers] == [404] * 4
    assert len({CHANGING.sub("", answer.text) for answer in answers}) == 1


def test_an_account_that_is_opened_again_has_no_feed(app: Flask, owner: User) -> None:
    path = address(app, owner)
    with app.app_context():
        people.deactivate(owner.id, actor=ADMIN, at=factories.NOW)
        people.reactivate(owner.id, actor=ADMIN, at=factories.NOW)
    assert app.test_client().get(path).status_code == 404


def test_the_address_is_shown_once_and_only_its_hash_is_stored(
    app: Flask, client_of: Browse, owner: User
) -> None:
    client = client_of(owner)
    made = client.post("/me/calendar").text
    link = re.search(r"<code>(.*?)</code>", made)
    assert link
    path = urlsplit(link[1]).path
    assert read(app, path) == []
    assert path not in client.get("/me/calendar").text
    with app.app_context():
        (feed,) = db.session.scalars(select(CalendarFeed))
        token = path.removeprefix("/calendar/").removesuffix(".ics")
        assert (feed.token_hash, feed.user_id) == (hashed(token), owner.id)
        kinds = select(Entry.kind).where(Entry.person_id == owner.id)
        assert [kind for kind in db.session.scalars(kinds) if kind != Kind.SIGNED_IN] == [Kind.FEED_MADE]
    client.post("/me/calendar/revoke")
    assert app.test_client().get(path).status_code == 404


def test_when_it_was_read_is_noted_once_an_hour(app: Flask, owner: User) -> None:
    with app.app_context():
        service.make(owner.id, at=factories.NOW)
        seen = [noted(owner, factories.NOW + timedelta(minutes=minutes)) for minutes in (0, 59, 61)]
        assert seen == [factories.NOW, factories.NOW, factories.NOW + timedelta(minutes=61)]


def noted(person: User, at: datetime) -> datetime | None:
    """When the feed was read last, after it is read at that moment."""
    service.note_reading(db.session.get_one(CalendarFeed, person.id), at)
    return db.session.get_one(CalendarFeed, person.id).read_at


@command
def give_a_date(idea: Idea, on: date) -> None:
    """Look at the idea next on that day."""
    db.session.get_one(Idea, idea.id).next_date = on
