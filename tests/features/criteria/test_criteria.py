"""The organisation's criteria: who changes them, what a change writes, and what stays as it was."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from ideas.extensions import db
from ideas.judging import criteria_in_force
from ideas.models import CriteriaVersion, Entry, Idea, User
from ideas.models.criterion import CUSTOMER_BENEFIT
from tests import factories
from tests.statements import selects
from workflow.actors import Role
from workflow.events import Kind

SignIn = Callable[[User], FlaskClient]
FIRST = ["customer-benefit", "staff-benefit", "effort", "feasibility"]
STEPS = {f"step_{value}_fi": f"Askel {value}" for value in range(1, 6)}
HELP = {"help_fi": "Paljonko?", "help_sv": "", "help_en": ""}
NEW = {"name_fi": "Hiilijälki", "name_en": "Carbon footprint", "weight": "3", **STEPS}


@pytest.fixture
def lead(app: Flask, client_of: SignIn) -> FlaskClient:
    """The browser of a lead."""
    with app.app_context():
        return client_of(factories.person(Role.LEAD, name="Leena Lead", language="en"))


def send(client: FlaskClient, path: str, version: int | str = 1, **data: Any) -> int:
    """Send a form with the version that was seen."""
    return client.post(f"/criteria/{path}", data={"version": str(version), **data}).status_code


def codes(app: Flask) -> list[str]:
    """The criteria that hold, in their order."""
    with app.app_context():
        return [criterion.code for criterion in criteria_in_force().criteria]


def count(app: Flask) -> int:
    """How many versions there are."""
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(CriteriaVersion)) or 0


@pytest.mark.parametrize(
    ("role", "code"), [(Role.EMPLOYEE, 403), (Role.MANAGER, 403), (Role.LEAD, 200), (Role.ADMIN, 200)]
)
def test_leads_and_administrators_see_and_change_the_criteria(
    app: Flask, client_of: SignIn, role: Role, code: int
) -> None:
    with app.app_context():
        client = client_of(factories.person(role))
    seen = [client.get(f"/criteria{path}").status_code for path in ("", "/new", "/effort")]
    assert seen == [code] * 3
    sent = [send(client, path, **NEW) for path in ("new", "effort", "effort/move", "effort/remove")]
    assert [each == 403 for each in sent] == [code == 403] * 4
    assert (count(app) == 1) == (code == 403)


def test_the_page_shows_weights_helps_and_the_words_of_the_steps(lead: FlaskClient) -> None:
    page = lead.get("/criteria").text
    said = (
        "Customer benefit",
        "What does the customer get from this?",
        "changes the customer’s everyday life",
    )
    assert [words in page for words in said] == [True] * 3
    assert page.index("Customer benefit") < page.index("Staff benefit") < page.index("Feasibility")


def test_a_change_writes_a_new_version_and_one_entry(app: Flask, lead: FlaskClient) -> None:
    assert send(lead, "effort", **NEW, name_sv="Koldioxid", **HELP, step_5_en="") == 303
    assert codes(app) == FIRST
    with app.app_context():
        held = criteria_in_force()
        changed = held.criteria[2]
        assert (held.number, changed.weight, changed.is_required) == (2, 3, False)
        assert [changed.name(language) for language in ("fi", "sv", "en")] == [
            "Hiilijälki", "Koldioxid", "Carbon footprint",
        ]  # fmt: skip
        assert (changed.help("sv"), changed.step(5, "en")) == ("Paljonko?", "Askel 5")
        (entry,) = db.session.scalars(select(Entry).where(Entry.kind == Kind.CRITERIA_SET))
        assert (entry.stream, entry.data) == ("house", {"version": 2})


def test_an_earlier_version_can_be_read_and_not_changed(lead: FlaskClient) -> None:
    send(lead, "effort", **NEW)
    now, earlier = lead.get("/criteria").text, lead.get("/criteria?version=1").text
    assert ["Carbon footprint" in page for page in (now, earlier)] == [True, False]
    assert ["/criteria/effort/remove" in page for page in (now, earlier)] == [True, False]
    assert lead.get("/criteria?version=9").status_code == 404


def test_nothing_changed_writes_no_version(app: Flask, lead: FlaskClient) -> None:
    send(lead, "effort", **NEW)
    assert send(lead, "effort", 2, **NEW) == 303
    assert count(app) == 2


def test_a_round_keeps_the_criteria_with_which_it_began(app: Flask, lead: FlaskClient) -> None:
    with app.app_context():
        idea = factories.submitted(factories.person())
        factories.evaluate(idea, factories.person(Role.LEAD))
    send(lead, "new", **NEW)
    names = {
        each: f'name="{each}"' in lead.get(f"/ideas/{idea.public_id}/evaluation").text
        for each in ("criterion_effort", "criterion_carbon_footprint")
    }
    assert names == {"criterion_effort": True, "criterion_carbon_footprint": False}
    with app.app_context():
        row = db.session.get_one(Idea, idea.id)
        assert [score.criterion.version_id for score in row.rounds[0].evaluations[0].scores] == [1] * 4


def test_a_criterion_is_added_last_and_asked_from_then_on(app: Flask, lead: FlaskClient) -> None:
    assert send(lead, "new", **NEW) == 303
    assert codes(app) == [*FIRST, "carbon-footprint"]
    with app.app_context():
        idea = factories.submitted(factories.person())
    assert 'name="criterion_carbon_footprint"' in lead.get(f"/ideas/{idea.public_id}/evaluation").text


def test_a_code_is_never_given_twice(app: Flask, lead: FlaskClient) -> None:
    send(lead, "new", **NEW)
    send(lead, "carbon-footprint/remove", 2)
    names = ["Carbon footprint", "New", "Spoken words", "改善"]
    for version, name in enumerate(names, start=3):
        assert send(lead, "new", version, **{**NEW, "name_en": name}) == 303
    assert codes(app) == [*FIRST, "carbon-footprint-2", "new-2", "spoken-words-2", "criterion"]


def test_there_are_never_more_than_can_be_answered(app: Flask, lead: FlaskClient) -> None:
    sent = [send(lead, "new", version, **NEW) for version in range(1, 10)]
    assert (sent, len(codes(app))) == ([303] * 8 + [422], 12)


@pytest.mark.parametrize(
    ("code", "wanted", "order"),
    [
        ("effort", "up", ["customer-benefit", "effort", "staff-benefit", "feasibility"]),
        ("staff-benefit", "down", ["customer-benefit", "effort", "staff-benefit", "feasibility"]),
        ("staff-benefit", "up", FIRST),
        ("feasibility", "down", FIRST),
        (CUSTOMER_BENEFIT, "down", FIRST),
    ],
)
def test_a_criterion_moves_but_never_before_the_customers_benefit(
    app: Flask, lead: FlaskClient, code: str, wanted: str, order: list[str]
) -> None:
    assert send(lead, f"{code}/move", wanted=wanted) == 303
    assert (codes(app), count(app)) == (order, 1 if order == FIRST else 2)


def test_the_customers_benefit_alone_cannot_be_removed(app: Flask, lead: FlaskClient) -> None:
    for version, code in enumerate(FIRST[1:], start=1):
        assert send(lead, f"{code}/remove", version) == 303
    answer = lead.post("/criteria/customer-benefit/remove", data={"version": "4"}, follow_redirects=True)
    assert "always there, and always first" in answer.text
    assert codes(app) == [CUSTOMER_BENEFIT]


def test_the_customers_benefit_is_always_answered(app: Flask, lead: FlaskClient) -> None:
    assert 'name="is_required"' not in lead.get(f"/criteria/{CUSTOMER_BENEFIT}").text
    assert send(lead, CUSTOMER_BENEFIT, **NEW) == 303
    with app.app_context():
        assert criteria_in_force().criteria[0].is_required is True


@pytest.mark.parametrize(
    "wrong",
    [
        {"name_fi": ""}, {"weight": ""}, {"weight": "101"}, {"weight": "-1"}, {"weight": "1,5"},
        {"step_3_fi": ""}, {"step_5_en": "x" * 201}, {"help_sv": "x" * 501},
    ],
)  # fmt: skip
def test_what_a_criterion_must_say(app: Flask, lead: FlaskClient, wrong: dict[str, str]) -> None:
    assert [send(lead, path, **{**NEW, **wrong}) for path in ("new", "effort")] == [422, 422]
    assert count(app) == 1


def test_who_comes_second_is_told_and_loses_no_words(app: Flask, lead: FlaskClient) -> None:
    send(lead, "feasibility", **NEW)
    answer = lead.post("/criteria/effort", data={"version": "1", **NEW, "name_fi": "Toinen nimi"})
    said = (
        "Somebody changed the criteria meanwhile",
        "Toinen nimi",
        'name="version" type="hidden" value="2"',
    )
    assert (answer.status_code, [words in answer.text for words in said]) == (422, [True] * 3)
    for path in ("effort/move", "effort/remove"):
        assert send(lead, path, 1, wanted="up") == 303
    assert (count(app), codes(app)) == (2, FIRST)


def test_a_criterion_that_is_not_there_is_absent(lead: FlaskClient) -> None:
    found = [lead.get("/criteria/nothing").status_code]
    found += [send(lead, f"nothing{path}", **NEW) for path in ("", "/move", "/remove")]
    assert found == [404] * 4


def test_the_page_takes_as_many_queries_for_many_criteria_and_versions_as_for_few(
    app: Flask, lead: FlaskClient
) -> None:
    counts = []
    for version in range(1, 4):
        with selects(app) as found:
            lead.get("/criteria")
        counts.append(len(found))
        send(lead, "new", version, **NEW)
    assert counts[0] == counts[2]
