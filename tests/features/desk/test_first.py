"""What stands first on the desk: opinions far apart, pilots that have ended, and what is to be told soon."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from ideas.extensions import db
from ideas.features.desk import queries
from ideas.features.desk.queries import Row
from ideas.features.desk.sections import Section
from ideas.judging import begin_round
from ideas.models import Idea, User
from ideas.transaction import command
from tests import factories
from tests.factories import sign_in
from tests.features.follow_up.cases import FIRST, SECOND, adopted, tell
from tests.features.pilot import cases
from workflow.actors import Role
from workflow.scoring import Agreement

SignIn = Callable[[User], FlaskClient]
TODAY = factories.NOW.date()
LAST = date(2026, 6, 1)
"""The last day of the pilots that the factories plan."""


@pytest.fixture
def lead(app: Flask) -> User:
    with app.app_context():
        return factories.person(Role.LEAD, language="en")


@command
def seen(idea: Idea, agreement: Agreement, *, is_closed: bool = True) -> None:
    """What the latest round came to."""
    held = db.session.get_one(Idea, idea.id).rounds[-1]
    held.agreement = agreement
    held.closed_at = factories.NOW if is_closed else None


@command
def evaluated_again(idea: Idea) -> None:
    """Open another round."""
    begin_round(db.session.get_one(Idea, idea.id), actor_id=None, at=factories.NOW)


def rows(lead: User, section: Section, today: date = TODAY) -> list[Row]:
    return list(queries.desk(factories.actor(lead), mine=False, unit_id=None, today=today)[section])


def titles(lead: User, section: Section, today: date = TODAY) -> list[tuple[str, bool]]:
    return [(row.title, row.is_first) for row in rows(lead, section, today)]


def test_what_was_seen_very_differently_stands_first(app: Flask, lead: User) -> None:
    with app.app_context():
        made = [factories.evaluated(factories.person(), lead, title=title) for title in "ABCDE"]
        for idea, agreement in zip(made, (*Agreement, Agreement.DIVIDED, Agreement.DIVIDED), strict=True):
            seen(idea, agreement)
        evaluated_again(made[3])
        seen(made[4], Agreement.DIVIDED, is_closed=False)
        found = titles(lead, Section.DECISION)
    assert found == [("C", True), ("A", False), ("B", False), ("D", False), ("E", False)]


def test_the_badge_says_it_in_words(app: Flask, client_of: SignIn, lead: User) -> None:
    with app.app_context():
        seen(factories.evaluated(factories.person(), lead), Agreement.DIVIDED)
        factories.evaluated(factories.person(), lead)
    assert client_of(lead).get("/desk").text.count("seen very differently") == 1


@pytest.mark.parametrize(("days", "is_first"), [(0, False), (1, True)])
def test_a_pilot_that_has_ended_stands_first(app: Flask, lead: User, days: int, is_first: bool) -> None:
    with app.app_context():
        for title in "AB":
            cases.piloted(factories.person(), lead, title=title)
        _prolong("A", LAST + timedelta(days=30))
        found = titles(lead, Section.PILOT, LAST + timedelta(days=days))
    assert found == ([("B", True), ("A", False)] if is_first else [("A", False), ("B", False)])


def test_the_end_of_a_pilot_is_told_in_words(app: Flask, lead: User) -> None:
    with app.app_context():
        cases.piloted(factories.person(), lead)
    for day, count in ((LAST, 0), (LAST + timedelta(days=1), 1)):
        page = _desk_on(app, lead, day)
        assert page.count("The pilot ended on 1.6.2026") == count


@pytest.mark.parametrize(
    ("today", "shown"),
    [
        (FIRST - timedelta(days=15), False), (FIRST - timedelta(days=14), True),
        (FIRST, True), (SECOND + timedelta(days=400), True),
    ],
)  # fmt: skip
def test_what_is_to_be_told_soon_stands_there_until_it_is(
    app: Flask, lead: User, today: date, shown: bool
) -> None:
    with app.app_context():
        adopted(factories.person(), lead, title="Jono")
        assert titles(lead, Section.FOLLOW_UP, today) == ([("Jono", False)] if shown else [])


def test_what_is_overdue_comes_before_what_is_soon(app: Flask, client_of: SignIn, lead: User) -> None:
    with app.app_context():
        later, sooner = (adopted(factories.person(), lead, title=title) for title in ("Toka", "Eka"))
    assert tell(client_of(lead), later, 1).status_code == 303
    with app.app_context():
        assert [row.next_date for row in rows(lead, Section.FOLLOW_UP, SECOND)] == [FIRST, SECOND]
        assert [row.title for row in rows(lead, Section.FOLLOW_UP, SECOND)] == ["Eka", "Toka"]
    assert [tell(client_of(lead), idea, n).status_code for idea, n in ((later, 2), (sooner, 1))] == [303] * 2
    with app.app_context():
        assert [row.title for row in rows(lead, Section.FOLLOW_UP, FIRST)] == []


@pytest.mark.parametrize("index", ["ix_evaluation_round_divided", "ix_follow_up_waiting"])
def test_what_stands_first_is_found_through_an_index(app: Flask, lead: User, index: str) -> None:
    with app.app_context():
        if db.engine.dialect.name != "sqlite":
            return
        first, _counted = queries._statements(factories.actor(lead), False, None, factories.NOW.date())
        said = first.compile(db.engine, compile_kwargs={"literal_binds": True})
        plan = db.session.execute(text(f"explain query plan {said}")).all()
    assert index in str(plan)


def test_the_desk_of_work_steps_is_the_desk_in_the_navigation(client_of: SignIn, lead: User) -> None:
    for place in ("/desk", "/desk/work-steps"):
        assert client_of(lead).get(place).text.count('<a href="/desk" aria-current="page">') >= 1


@command
def _prolong(title: str, until: date) -> None:
    pilot = db.session.query(Idea).filter_by(title=title).one().experiments[-1]
    pilot.ends_on = until


def _desk_on(app: Flask, lead: User, day: date) -> str:
    with time_machine.travel(datetime(day.year, day.month, day.day, 9), tick=False):
        return sign_in(app, lead).get("/desk").text
