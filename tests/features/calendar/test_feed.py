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
from ideas.features.evaluation import service as evaluation
from ideas.features.evaluation.judgement import Asking
from ideas.features.people import service as people
from ideas.models import Application, CalendarFeed, Entry, Experiment, Idea, Measure, User
from ideas.models.measure import Scope
from ideas.transaction import command
from tests import factories, steps
from tests.features.calendar.reading import day, events, meant
from tests.features.pilot import cases
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


@pytest.fixture
def lead(app: Flask) -> User:
    """A development lead."""
    with app.app_context():
        return factories.person(Role.LEAD)


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


def test_what_is_due_in_ones_own_cases_is_told_by_day(app: Flask, owner: User, lead: User) -> None:
    with app.app_context():
        author, others = factories.person(), factories.person(Role.LEAD)
        mine = factories.submitted(author, title="Jono, ovi")
        factories.answer_for(mine, owner)
        give_a_date(mine, date(2026, 3, 19))
        pilot = cases.piloted(author, lead, title="Soitto")
        factories.answer_for(pilot, owner)
        trial = steps.trialled(factories.person(home=factories.unit()), owner_as_lead(owner))
        asked = factories.submitted(author, title="Kirje")
        evaluation.ask(
            asked.public_id, Asking(owner.email, None, date(2026, 3, 10)), actor=factories.actor(lead),
            at=factories.NOW,
        )  # fmt: skip
        factories.answer_for(factories.submitted(author, title="Toisen"), others)
        ends = {"pilot": end_of(pilot.id), "trial": end_of(trial.id)}
        titles = {"trial": trial.title}
    path = address(app, owner)
    assert sorted(told(app, path)) == sorted([
        (date(2026, 3, 10), "You are asked to evaluate: Kirje"),
        (date(2026, 3, 19), "Next date: Jono, ovi"),
        (date(2026, 4, 8), "A reading is due: Soitto"),
        (ends["pilot"], "Pilot ends: Soitto"),
        (ends["trial"], f"Trial stop ends: {titles['trial']}"),
    ])  # fmt: skip


def test_who_takes_part_is_told_of_each_day_on_which_something_is_read(
    app: Flask, owner: User, lead: User
) -> None:
    with app.app_context():
        idea = cases.planned(factories.person(), lead, people=[owner, factories.person()], title="Soitto")
        cases.started(idea, lead)
        measure_too(idea)
    assert told(app, address(app, owner)) == [
        (date(2026, 4, 8), "A reading is due: Soitto"), (date(2026, 6, 1), "Pilot ends: Soitto")
    ]  # fmt: skip


def test_who_applied_it_elsewhere_tells_how_it_went_or_where_they_left_the_owner(
    app: Flask, owner: User, lead: User
) -> None:
    with app.app_context():
        idea, elsewhere = cases.planned(factories.person(), lead, title="Soitto"), factories.person()
        factories.answer_for(idea, owner)
        apply(idea, elsewhere, date(2026, 6, 4))
    theirs, owners = address(app, elsewhere), address(app, owner)
    line = (date(2026, 6, 4), "Time to tell how it went elsewhere: Soitto")
    assert ([day for day, _ in told(app, theirs)], line in told(app, owners)) == ([line[0]], False)
    with app.app_context():
        people.deactivate(elsewhere.id, actor=ADMIN, at=factories.NOW)
    assert [each for each in told(app, owners) if each[0] == line[0]] == [line]


def test_a_follow_up_is_told_on_its_day_and_the_next_date_not_besides(
    app: Flask, owner: User, lead: User
) -> None:
    with app.app_context():
        idea = factories.evaluated(factories.person(), lead, title="Jono", size="small")
        factories.move(
            idea, "adopt-at-once", lead, "Heti.", doer="Sari", deadline="2026-03-20", needed_hours="0",
        )  # fmt: skip
        factories.answer_for(idea, owner)
    assert [summary for _, summary in told(app, address(app, owner))] == [
        "Time to tell what changed: Jono", "Time to tell what changed: Jono"
    ]  # fmt: skip


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


def end_of(case_id: int) -> date:
    """The last day of the experiment that runs."""
    running = select(Experiment.ends_on).where(Experiment.case_id == case_id)
    return db.session.scalars(running).one() or date.max


@command
def measure_too(idea: Idea) -> None:
    """Another measure, read on the same days."""
    pilot = db.session.get_one(Idea, idea.id).experiments[-1]
    first, scope, name = pilot.measures[0], Scope.STAFF, "Keskeytykset"
    pilot.measures.append(Measure(scope=scope, name=name, unit_of_measure="kpl", due_on=first.due_on))


@command
def apply(idea: Idea, by: User, on: date) -> None:
    """Somebody has applied it elsewhere, and tells on that day how it went."""
    told = {"adapted": "Lyhyempänä.", "at": factories.NOW, "follow_up_on": on}
    (tried,) = db.session.get_one(Idea, idea.id).experiments
    tried.applications.append(Application(unit_id=tried.units[0].unit_id, applied_by_id=by.id, **told))


def owner_as_lead(owner: User) -> User:
    """The same person, as somebody who may start a trial."""
    promote(owner)
    return db.session.get_one(User, owner.id)


@command
def promote(person: User) -> None:
    """Make the person a lead."""
    db.session.get_one(User, person.id).role = Role.LEAD


@command
def give_a_date(idea: Idea, on: date) -> None:
    """Look at the idea next on that day."""
    db.session.get_one(Idea, idea.id).next_date = on
