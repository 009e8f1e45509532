"""Filters of the list of work steps: what is asked for in the address is what is shown."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.extensions import db
from ideas.models import Doubt, Evidence, Follow, User
from ideas.models.examination import Reason
from ideas.models.work_step_codes import Question, StepKind
from ideas.transaction import command
from tests import factories, steps
from tests.snapshots import once
from workflow.actors import Role
from workflow.evidence import Method
from workflow.lifecycles.work_step_states import Origin

ClientOf = Callable[[User], FlaskClient]
ROW = re.compile(r'<h3><a href="/work-steps/(L-\d+-\d+)"')


@dataclass
class House:
    """A few work steps that differ in everything one can filter by."""

    author: User
    lead: User
    ids: dict[str, str]
    units: dict[str, int]


@command
def found_out(named: int, examined: int, lead: User) -> None:
    measured = Evidence(
        case_id=examined, method=Method.MEASURED, count=20, source="Loki", on=steps.TODAY, at=factories.NOW
    )
    doubt = Doubt(case_id=named, reason=Reason.OVERLAPPING)
    db.session.add_all([doubt, measured, Follow(case_id=named, user_id=lead.id, at=factories.NOW)])


@pytest.fixture
def house(app: Flask) -> House:
    """The house, made once."""
    return once(app, "work steps to filter", furnished)


def furnished() -> House:
    """Everything that is asked for."""
    top = factories.unit("Asiakaspalvelu")
    below, other = factories.unit("Puhelinpalvelu", top), factories.unit("Etuudet")
    author, someone = factories.person(home=below), factories.person(home=other)
    lead = factories.person(Role.LEAD)
    made = {
        "named": steps.recorded(author, title="Ääniviestien kirjaus", step_kind=StepKind.DUPLICATE),
        "examined": steps.examined(someone, lead, times_per_year=Decimal(24)),
        "given-up": steps.given_up(someone, lead, origin=Origin.OWN_RULE),
        "kept": steps.kept(someone, lead),
        "hidden": steps.recorded(author, hidden=True, title="50 % matka_lasku", question=Question.TRAVEL),
    }
    found_out(made["named"].id, made["examined"].id, lead)
    steps.written(made["examined"])
    factories.submitted(author, title="Ajatus, ei työvaihe")
    names = {name: step.public_id for name, step in made.items()}
    return House(author, lead, names, {"top": top.id, "other": other.id})


def shown(client: FlaskClient, house: House, address: str) -> list[str]:
    """The names of the work steps of the list, in its order."""
    answer = client.get(address)
    assert answer.status_code == 200
    named = {public_id: name for name, public_id in house.ids.items()}
    return [named[found] for found in ROW.findall(answer.text)]


EVERY = ["hidden", "kept", "given-up", "examined", "named"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", EVERY),
        ("?state=given-up", ["given-up"]),
        ("?state=submitted", EVERY),
        ("?state=unrecorded", EVERY),
        ("?kind=duplicate", ["named"]),
        ("?question=travel", ["hidden"]),
        ("?origin=own-rule", ["given-up"]),
        ("?reason=overlapping", ["named"]),
        ("?evidence=A", ["examined"]),
        ("?evidence=C", ["kept", "given-up"]),
        ("?owner=nobody", ["hidden", "named"]),
        ("?owner=me", ["kept", "given-up", "examined"]),
        ("?followed=1", ["named"]),
        ("?q=ÄÄNIviesti", ["named"]),
        ("?q=raportti+kukaan&state=kept", ["kept"]),
        ("?q=%25", ["hidden"]),
        ("?q=olematon", []),
        ("?sort=hours", ["kept", "given-up", "examined"]),
        ("?sort=review-date", ["kept"]),
        ("?sort=oldest-in-state", ["named", "examined", "given-up", "kept", "hidden"]),
        ("?unit=999999&kind=nonsense&reason=1&evidence=D&origin=x&question=%00", EVERY),
        ("?unit=%00&sort=%00&after=%00&suffix=csv", EVERY),
    ],
)
def test_a_filter_shows_what_it_says(
    house: House, client_of: ClientOf, address: str, expected: list[str]
) -> None:
    assert shown(client_of(house.lead), house, f"/work-steps{address}") == expected


def test_a_unit_brings_its_sub_units(house: House, client_of: ClientOf) -> None:
    client = client_of(house.lead)
    assert shown(client, house, f"/work-steps?unit={house.units['top']}") == ["hidden", "named"]
    assert shown(client, house, f"/work-steps?unit={house.units['other']}") == [
        "kept",
        "given-up",
        "examined",
    ]


def test_mine_shows_what_i_named_hidden_or_not(house: House, client_of: ClientOf) -> None:
    assert shown(client_of(house.author), house, "/work-steps?mine=1") == ["hidden", "named"]
    assert shown(client_of(house.lead), house, "/work-steps?mine=1") == []


def test_a_public_id_is_found_as_a_word(house: House, client_of: ClientOf) -> None:
    address = f"/work-steps?q={house.ids['kept'].lower()}"
    assert shown(client_of(house.lead), house, address) == ["kept"]


def test_a_responsible_person_is_offered_and_holds(house: House, client_of: ClientOf) -> None:
    client = client_of(house.lead)
    offered = re.findall(r'id="owner".*?value="(\d+)"', client.get("/work-steps").text, re.DOTALL)
    assert offered == [str(house.lead.id)]
    expected = ["kept", "given-up", "examined"]
    assert shown(client, house, f"/work-steps?owner={offered[0]}") == expected


def test_a_word_too_long_is_told_and_leaves_the_list_standing(house: House, client_of: ClientOf) -> None:
    answer = client_of(house.lead).get("/work-steps?q=" + "x" * 201)
    assert (answer.status_code, "q-error" in answer.text) == (200, True)


def test_work_steps_are_no_ideas_and_ideas_no_work_steps(house: House, client_of: ClientOf) -> None:
    client = client_of(house.lead)
    assert "Ajatus, ei työvaihe" not in client.get("/work-steps").text
    ideas = client.get("/ideas").text
    assert ("Ajatus, ei työvaihe" in ideas, "/work-steps/L-" in ideas) == (True, False)


@pytest.mark.parametrize("path", ["/work-steps", "/work-steps/export.csv", "/work-steps/export.xlsx"])
def test_nobody_signed_in_is_shown_nothing(house: House, app: Flask, path: str) -> None:
    assert app.test_client().get(path).status_code == 303
