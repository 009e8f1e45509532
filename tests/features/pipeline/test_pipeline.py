"""The progress of ideas: what is counted, in which period and unit, and who may look."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from ideas.extensions import db
from ideas.features.pipeline.queries import Report, report
from ideas.features.pipeline.scope import Period, Scope, scope_of
from ideas.lifecycle import advance
from ideas.models import Idea, Unit, User
from ideas.transaction import command
from ideas.units import unit_tree
from tests import factories
from workflow.actors import Role
from workflow.lifecycles.idea_states import Size
from workflow.machine import Note

ClientOf = Callable[[User], FlaskClient]
TODAY = date(2026, 3, 20)
WORDS = {"condition": "Jotakin uutta."}


@command
def at_once(idea: Idea, lead: User) -> None:
    """Take a small idea into use."""
    note = Note("Kyltti on ovessa.", {"doer": "Aino", "deadline": "2026-04-01"})
    row = db.session.get_one(Idea, idea.id)
    advance(row, "adopt-at-once", actor=factories.actor(lead), note=note, at=factories.NOW)


@command
def drop(idea: Idea, lead: User, reason: str, days: int = 0) -> None:
    """Decide that it is not carried out, so many days later."""
    note = Note("Ei nyt.", {"reason_code": reason, **WORDS})
    row, at = db.session.get_one(Idea, idea.id), factories.NOW + timedelta(days=days)
    advance(row, "drop", actor=factories.actor(lead), note=note, at=at)


@command
def date_back(idea: Idea, moment: datetime) -> None:
    """Let the idea have been submitted, and be in its state, since an earlier moment."""
    row = db.session.get_one(Idea, idea.id)
    row.submitted_at = row.state_since = moment


def scope(
    lead: User,
    period: str = "all",
    unit: int | None = None,
    of: list[Unit] | None = None,
    today: date = TODAY,
) -> Scope:
    """What an address would ask for."""
    actor = factories.actor(lead)
    return scope_of(period, unit, of or [], actor=actor, today=today, zone="Europe/Helsinki")


def seen(lead: User, **more: object) -> Report:
    """The page as this lead sees it."""
    return report(scope(lead, **more))  # type: ignore[arg-type]


def test_the_whole_house_may_not_look(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        people = {role: factories.person(role) for role in Role}
    answers = {role: client_of(person).get("/pipeline").status_code for role, person in people.items()}
    assert answers == {Role.EMPLOYEE: 403, Role.LEAD: 200, Role.MANAGER: 200, Role.ADMIN: 200}


def test_every_submitted_idea_has_one_outcome_and_drafts_have_none(app: Flask) -> None:
    with app.app_context():
        author, lead = factories.person(), factories.person(Role.LEAD)
        factories.draft(author)
        factories.submitted(author)
        at_once(factories.evaluated(author, lead, size=Size.SMALL), lead)
        drop(factories.submitted(author), lead, "not-now")
        target, merged = factories.submitted(author), factories.submitted(author)
        factories.move(merged, "merge", lead, target=target.public_id)
        page = seen(lead)
        assert page.outcomes == {"submitted": 2, "adopted": 1, "dropped": 1, "merged": 1}
        assert (page.submitted, page.still_open) == (5, 2)


def test_adopted_ideas_tell_the_words_of_the_decision(app: Flask) -> None:
    with app.app_context():
        lead = factories.person(Role.LEAD)
        at_once(factories.evaluated(factories.person(), lead, size=Size.SMALL), lead)
        assert [idea.words for idea in seen(lead).adopted] == ["Kyltti on ovessa."]


def test_only_the_latest_reason_counts(app: Flask) -> None:
    with app.app_context():
        author, lead = factories.person(), factories.person(Role.LEAD)
        idea = factories.submitted(author)
        drop(idea, lead, "not-now")
        factories.move(idea, "reopen", author, "Nyt on aika.")
        drop(idea, lead, "already-done", days=3)
        drop(factories.submitted(author), lead, "already-done")
        factories.move(factories.submitted(author), "withdraw", author)
        assert seen(lead).reasons == [("already-done", 2), ("withdrawn", 1)]


PERIODS = [
    (Period.YEAR, datetime(2025, 12, 31, 21, 59, tzinfo=UTC), 0),
    (Period.YEAR, datetime(2025, 12, 31, 22, 0, tzinfo=UTC), 1),
    (Period.TWELVE_MONTHS, datetime(2025, 3, 19, 21, 59, tzinfo=UTC), 0),
    (Period.TWELVE_MONTHS, datetime(2025, 3, 19, 22, 0, tzinfo=UTC), 1),
    (Period.ALL, datetime(2019, 1, 1, tzinfo=UTC), 1),
]


@pytest.mark.parametrize(("period", "submitted_at", "count"), PERIODS)
def test_a_period_begins_at_midnight_in_the_house(
    app: Flask, period: Period, submitted_at: datetime, count: int
) -> None:
    with app.app_context():
        lead = factories.person(Role.LEAD)
        date_back(factories.submitted(factories.person()), submitted_at)
        assert seen(lead, period=period).submitted == count


def test_a_period_can_begin_on_the_day_that_leap_years_add(app: Flask) -> None:
    with app.app_context():
        lead = factories.person(Role.LEAD)
        start = scope(lead, "12-months", today=date(2028, 2, 29)).start
        assert start == datetime(2027, 2, 27, 22, 0, tzinfo=UTC)


def test_a_unit_counts_with_its_sub_units_alone(app: Flask) -> None:
    with app.app_context():
        lead = factories.person(Role.LEAD)
        house, other = factories.unit("Asiakaspalvelut"), factories.unit("Etuusratkaisut")
        below = factories.unit("Palvelupisteet", parent=house)
        for home in (house, below, other):
            factories.submitted(factories.person(home=home))
        units = unit_tree("fi")
        counts = {unit.name_fi: seen(lead, unit=unit.id, of=units).submitted for unit in units}
        assert counts == {"Asiakaspalvelut": 2, "Palvelupisteet": 1, "Etuusratkaisut": 1}
        assert list(counts) == ["Asiakaspalvelut", "Palvelupisteet", "Etuusratkaisut"]


def test_the_ten_that_waited_longest_come_first_with_their_days(app: Flask) -> None:
    with app.app_context():
        lead, author = factories.person(Role.LEAD), factories.person()
        for number in range(12):
            idea = factories.submitted(author, title=f"Idea {number}")
            date_back(idea, factories.NOW - timedelta(days=number))
        page = seen(lead)
        assert [(row.title, row.days) for row in page.oldest] == [
            (f"Idea {n}", n + 16) for n in range(11, 1, -1)
        ]
        assert [(row.state, row.ideas, row.unowned, row.oldest_days) for row in page.standing] == [
            ("submitted", 12, 12, 27)
        ]


@pytest.mark.parametrize("address", ["?period=ever", "?unit=999", "?unit=x&period=year", "?period=all"])
def test_what_an_address_says_wrongly_is_left_out(app: Flask, client_of: ClientOf, address: str) -> None:
    with app.app_context():
        lead = factories.person(Role.LEAD)
    assert client_of(lead).get(f"/pipeline{address}").status_code == 200


@pytest.mark.parametrize("ideas", [1, 3])
def test_the_page_asks_the_same_of_the_database_however_many_ideas(
    app: Flask, client_of: ClientOf, ideas: int
) -> None:
    with app.app_context():
        lead, author = factories.person(Role.LEAD), factories.person(home=factories.unit())
        for _ in range(ideas):
            factories.submitted(author)
            at_once(factories.evaluated(author, lead, size=Size.SMALL), lead)
            drop(factories.submitted(author), lead, "not-now")
        engine = db.engine
    client, asked = client_of(lead), []
    event.listen(engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    assert client.get("/pipeline?period=all").status_code == 200
    assert len([sql for sql in asked if sql.startswith("SELECT")]) == 7
