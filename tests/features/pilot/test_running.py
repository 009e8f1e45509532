"""A pilot that runs: what it fixed is amended openly, and its end is put off once."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.extensions import db
from ideas.models import Idea, User, WorkStep
from ideas.web.clock import today
from tests import factories, steps
from tests.features.pilot import cases
from tests.features.pilot.pages import entry_of, heard, page_of, pilot_of, piloted_until, plan_of, post
from tests.stories.people import in_days
from workflow.events import Kind

SignIn = Callable[[User], FlaskClient]
AMENDED = {"baseline": "14", "target": "6", "reason": "The old numbers left out Fridays."}


@pytest.fixture
def running(app: Flask, people: dict[str, User]) -> Idea:
    """A pilot of the two members that ends in ten days."""
    with app.app_context():
        ends_on = today() + timedelta(days=10)
    return piloted_until(app, people, ends_on)


def amendment_of(app: Flask, idea: Idea) -> str:
    with app.app_context():
        return f"/measures/{cases.measure_id(idea)}/amendment"


def test_an_amendment_stands_beside_what_was_fixed_at_first(
    app: Flask, client_of: SignIn, people: dict[str, User], running: Idea
) -> None:
    path, lead = amendment_of(app, running), client_of(people["lead"])
    assert post(lead, path, **AMENDED) == 303
    with app.app_context():
        (measure,), entry = pilot_of(running).measures, entry_of(running, Kind.MEASURE_AMENDED)
        assert (measure.baseline, measure.target) == (Decimal("12.5"), Decimal(5))
        assert (measure.current_baseline, measure.current_target) == (Decimal(14), Decimal(6))
        assert entry.data["changes"] == {"baseline": ["12,5 min", "14 min"], "target": ["5 min", "6 min"]}
        assert entry.words == AMENDED["reason"]
    page = lead.get(path).text
    said = ("fixed at first", "12.5 min", "14 min", "6 min", AMENDED["reason"], "Leena Lead")
    assert [words for words in said if words not in page] == []
    assert "Baseline" in lead.get(f"/ideas/{running.public_id}").text


WRONG = [
    ({"reason": ""}, 422),
    ({"target": "14"}, 422),
    ({"baseline": ""}, 422),
    ({"version": "1"}, 409),
    ({"baseline": "12,50", "target": "5,0"}, 409),
]


@pytest.mark.parametrize(("wrong", "code"), WRONG)
def test_what_an_amendment_says_wrongly_changes_nothing(
    app: Flask, client_of: SignIn, people: dict[str, User], running: Idea, wrong: dict[str, str], code: int
) -> None:
    path = amendment_of(app, running)
    assert post(client_of(people["lead"]), path, **{**AMENDED, **wrong}) == code
    with app.app_context():
        assert pilot_of(running).measures[0].amendments == []


def test_the_same_amendment_is_made_once(
    app: Flask, client_of: SignIn, people: dict[str, User], running: Idea
) -> None:
    path, lead = amendment_of(app, running), client_of(people["lead"])
    assert [post(lead, path, **AMENDED) for _again in range(2)] == [303, 409]


def test_only_what_runs_is_amended_and_only_by_owner_and_lead(
    app: Flask, client_of: SignIn, people: dict[str, User], running: Idea
) -> None:
    with app.app_context():
        planned = cases.planned(people["author"], people["lead"])
        step = steps.trialled(factories.person(home=factories.unit()), people["lead"])
        (trial,) = db.session.get_one(WorkStep, step.id).experiments
        signal = f"/measures/{trial.measures[0].id}/amendment"
    path, lead = amendment_of(app, running), client_of(people["lead"])
    codes = [post(client_of(people[who]), path, **AMENDED) for who in ("author", "maija", "stranger")]
    others = (amendment_of(app, planned), signal, "/measures/9999/amendment")
    codes += [post(lead, place, **AMENDED) for place in others]
    assert codes == [403, 403, 403, 409, 409, 404]


def test_a_pilot_is_extended_once_and_its_readings_go_on(
    app: Flask, client_of: SignIn, people: dict[str, User], running: Idea
) -> None:
    page, lead = page_of(running, "extension"), client_of(people["lead"])
    assert post(lead, page, until=in_days(30), words="Too few Mondays.") == 303
    assert post(lead, page, until=in_days(40), words="Once more.") == 409
    with app.app_context():
        row, pilot = db.session.get_one(Idea, running.id), pilot_of(running)
        days = (pilot.extended_from, pilot.ends_on, row.next_date)
        assert [str(day) for day in days] == [in_days(10), in_days(30), in_days(30)]
        begun = max(pilot.starts_on or date.min, factories.NOW.date())
        assert pilot.measures[0].due_on == begun + timedelta(days=7)
        assert [heard(people[who], Kind.PILOT_EXTENDED) for who in ("maija", "author")] == [1, 1]
        assert entry_of(running, Kind.PILOT_EXTENDED).words == "Too few Mondays."


@pytest.mark.parametrize("until", [in_days(10), in_days(5), in_days(101), ""])
def test_a_new_end_is_later_and_not_too_late(
    client_of: SignIn, people: dict[str, User], running: Idea, until: str
) -> None:
    page = page_of(running, "extension")
    assert post(client_of(people["lead"]), page, until=until, words="Too few Mondays.") == 422


def test_only_a_lead_extends_and_only_what_runs(
    app: Flask, client_of: SignIn, people: dict[str, User], running: Idea
) -> None:
    with app.app_context():
        planned = cases.planned(people["author"], people["lead"])
    said = {"until": in_days(30), "words": "Too few Mondays."}
    codes = [
        post(client_of(people[who]), page_of(running, "extension"), **said) for who in ("author", "maija")
    ]
    codes.append(post(client_of(people["lead"]), page_of(planned, "extension"), **said))
    assert codes == [403, 403, 409]


def test_the_way_to_each_deed_lies_on_the_page_of_the_idea(
    app: Flask, client_of: SignIn, people: dict[str, User], running: Idea
) -> None:
    page = client_of(people["lead"]).get(f"/ideas/{running.public_id}").text
    places = (page_of(running, "conclusion"), page_of(running, "extension"), amendment_of(app, running))
    assert [place for place in places if f'href="{place}"' not in page] == []
    others = client_of(people["maija"]).get(f"/ideas/{running.public_id}").text
    assert [place for place in places if f'href="{place}"' in others] == []
    assert client_of(people["lead"]).get(plan_of(running)).status_code == 200
