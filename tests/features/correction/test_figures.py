"""Figures use what holds: the corrected reason, the corrected day and the corrected words."""

from collections.abc import Callable
from datetime import date

from flask import Flask
from flask.testing import FlaskClient

from ideas.counting import count
from ideas.extensions import db
from ideas.features.balance import queries as balance
from ideas.features.balance import scope as balance_scope
from ideas.models import Case, User
from ideas.scope import Scope
from ideas.transaction import command
from tests import factories
from tests.features.correction import cases
from tests.features.correction.cases import correct, is_true, last, path, take_back
from workflow.events import Kind
from workflow.figures.windows import Period
from workflow.flow import Figure

SignIn = Callable[[User], FlaskClient]
People = dict[str, User]
ADOPT = {"needed_hours": "10", "give_up": "nothing", "give_up_words": "No time."}
TODAY = date(2026, 6, 1)


def ends(lead: User) -> dict[tuple[str, str], int]:
    """How many ideas are decided, by month and by what was decided."""
    found = count(Scope(factories.actor(lead), TODAY, Period.ALL)).items()
    return {(str(key.month), key.state): n.total() for key, n in found if key.figure is Figure.CLOSED}


def years(lead: User) -> dict[int, tuple[int, int]]:
    """How many ideas were taken on and steps given up in each year."""
    actor = factories.actor(lead)
    scope = balance_scope.scope_of(
        "all", None, [], actor=actor, today=TODAY.replace(year=2027), zone="Europe/Helsinki"
    )
    return {year: (tally.ideas, tally.steps) for year, tally in balance.report(scope).years}


def _begun_in_2025(app: Flask, *begun: Case) -> None:
    """As if they had been submitted a year earlier."""
    with app.app_context():
        for case in begun:
            earlier = factories.NOW.replace(year=2025)
            command(setattr)(db.session.get_one(Case, case.id), "submitted_at", earlier)


def test_decisions_are_counted_on_the_day_that_holds(app: Flask, client_of: SignIn, people: People) -> None:
    client = client_of(people["lead"])
    with app.app_context():
        one, two = (cases.dropped(people["author"], people["lead"]) for _ in range(2))
        assert ends(people["lead"]) == {("2026-03-01", "dropped"): 2}
    correct(app, client, one, Kind.DROPPED, on="2026-04-20")
    correct(app, client, one, Kind.CORRECTED, on="2026-05-20")
    with app.app_context():
        assert ends(people["lead"]) == {("2026-03-01", "dropped"): 1, ("2026-05-01", "dropped"): 1}
    take_back(app, client, two, Kind.DROPPED)
    with app.app_context():
        assert ends(people["lead"]) == {("2026-05-01", "dropped"): 1}
    assert is_true(app)


def test_the_balance_counts_in_the_year_that_holds(app: Flask, client_of: SignIn, people: People) -> None:
    with app.app_context():
        idea = cases.measured(people["author"], people["lead"])
        step = cases.examined(people["author"], people["lead"])
        cases.moved(idea, "adopt", people["lead"], "Fine.", **ADOPT)
        cases.moved(step, "give-up", people["lead"], "Nobody reads it.", ending="stop")
        assert years(people["lead"]) == {2026: (1, 1)}
    _begun_in_2025(app, idea, step)
    client = client_of(people["other"])
    correct(app, client, idea, Kind.ADOPTED, on="2025-12-31")
    correct(app, client, step, Kind.GIVEN_UP, on="2025-12-30")
    with app.app_context():
        assert years(people["lead"]) == {2025: (1, 1)}
    take_back(app, client, idea, Kind.CORRECTED)
    with app.app_context():
        assert years(people["lead"]) == {2025: (0, 1)}
    take_back(app, client, step, Kind.CORRECTED)
    with app.app_context():
        assert years(people["lead"]) == {}
    assert is_true(app)


def test_a_lesson_is_told_in_the_words_that_hold(app: Flask, client_of: SignIn, people: People) -> None:
    with app.app_context():
        idea = cases.measured(people["author"], people["lead"])
        cases.moved(idea, "rethink", people["lead"], "Wrong words.")
        number = last(idea, Kind.RETHOUGHT).n
    client = client_of(people["other"])
    assert client.get(path(idea, number)).status_code == 200
    correct(app, client, idea, Kind.RETHOUGHT, said="Right words.")
    page = client.get(f"/ideas/{idea.public_id}").text
    assert ("Right words." in page, is_true(app)) == (True, True)
