"""The plan of a pilot: half done and whole, its measures and its people, and a second one after a rethink."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ideas.extensions import db
from ideas.models import CustomerGroup, Experiment, Idea, Measure, User
from ideas.transaction import command
from tests import factories
from tests.features.pilot import cases
from tests.features.pilot.pages import (
    MEASURE,
    PLAN,
    addresses,
    heard,
    kinds,
    page_of,
    pilot_of,
    plan_of,
    post,
)
from workflow.events import Kind

SignIn = Callable[[User], FlaskClient]


def test_a_whole_plan_whose_aim_two_have_told_clears_the_way_for_the_pilot(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    with app.app_context():
        where = factories.unit()
    client, told = client_of(people["lead"]), addresses(people["maija"], people["matti"])
    assert post(client, plan_of(idea), **PLAN, units=str(where.id), people=told) == 303
    assert post(client, f"{plan_of(idea)}/measures", **MEASURE) == 303
    moves = f"/ideas/{idea.public_id}/moves?name=pilot"
    assert post(client, moves) == 409, "nobody has said the aim"
    for who in ("maija", "matti"):
        assert post(client_of(people[who]), page_of(idea, "aim"), told=f"{who} tries it") == 303
    assert post(client, moves) == 303
    with app.app_context():
        row, (measure,) = db.session.get_one(Idea, idea.id), pilot_of(idea).measures
        assert (row.state, str(row.next_date), str(measure.stop_at)) == ("piloted", "2026-06-01", "60.0000")
        assert kinds(idea)[-5:] == [
            Kind.PILOT_PLANNED, Kind.PILOT_PLANNED, Kind.AIM_TOLD, Kind.AIM_TOLD, Kind.PILOTED,
        ]  # fmt: skip


def test_whoever_takes_part_is_told_once(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    client = client_of(people["lead"])
    for team in (["maija"], ["maija", "matti"], ["matti"]):
        told = addresses(*(people[who] for who in team))
        assert post(client, plan_of(idea), **PLAN, people=f"{told}\n{told.upper()}\n\n") == 303
    with app.app_context():
        assert [heard(people[who], Kind.PILOT_PLANNED) for who in ("maija", "matti", "lead")] == [1, 1, 0]
        assert [member.user_id for member in pilot_of(idea).members] == [people["matti"].id]


def test_the_groups_of_customers_are_chosen(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    with app.app_context():
        number = _group("Lapsiperheet")
    client = client_of(people["lead"])
    assert post(client, plan_of(idea), **PLAN, groups=str(number)) == 303
    assert "Lapsiperheet" in client.get(f"/ideas/{idea.public_id}").text
    with app.app_context():
        assert [each.customer_group_id for each in pilot_of(idea).customer_groups] == [number]


def test_what_the_plan_lacks_is_listed_with_its_place(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    client = client_of(people["lead"])
    assert "What the pilot still needs" not in client.get(plan_of(idea)).text
    assert post(client, plan_of(idea), aim="A shorter queue") == 303
    page = client.get(plan_of(idea)).text
    places = ("our_vision", "measures", "stop_rule", "starts_on", "units-0", "people", "told", "give_up-0")
    assert [place for place in places if f'href="#{place}"' not in page] == []
    assert 'href="#aim"' not in page


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ends_on": "2026-04-01"}, "ends_on"),
        ({"give_up_words": ""}, "give_up_words"),
        ({"give_up": "something"}, "other_steps"),
        ({"give_up": "", "other_steps": "L-2026-0999"}, "other_steps"),
        ({"needed_hours": "-1"}, "needed_hours"),
        ({"units": "99"}, "units"),
        ({"groups": "99"}, "groups"),
        ({"people": "nobody@example.org"}, "people"),
        ({"hours_set_aside": "-1"}, "hours_set_aside"),
        ({"ends_on": "9999-12-31"}, "ends_on"),
    ],
)
def test_what_a_plan_says_wrongly_is_told_at_its_field(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea, wrong: dict[str, str], field: str
) -> None:
    answer = client_of(people["lead"]).post(plan_of(idea), data={**PLAN, **wrong})
    assert (answer.status_code, f'id="{field}-error"' in answer.text) == (422, True)


def test_a_plan_may_be_saved_half_done(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    client = client_of(people["lead"])
    assert post(client, plan_of(idea), aim="A shorter queue") == 303
    assert "A shorter queue" in client.get(plan_of(idea)).text


NUMBERS = [("12,5", "12.5"), ("12.5", "12.5"), ("−3", "-3"), ("1 200,25", "1200.25"), ("0", "0")]


@pytest.mark.parametrize(("typed", "kept"), NUMBERS)
def test_numbers_are_read_as_people_write_them(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea, typed: str, kept: str
) -> None:
    path = f"{plan_of(idea)}/measures"
    both = {"baseline": "-10", "better": "higher", "stop_at": ""}
    assert post(client_of(people["lead"]), path, **{**MEASURE, **both, "target": typed}) == 303
    with app.app_context():
        assert db.session.scalars(select(Measure.target)).all() == [Decimal(kept)]


@pytest.mark.parametrize("typed", ["", "many", "1,2,3", "nan", "1e5", "12345678901", "0,12345"])
def test_what_is_no_number_is_told(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea, typed: str
) -> None:
    path = f"{plan_of(idea)}/measures"
    assert post(client_of(people["lead"]), path, **{**MEASURE, "target": typed}) == 422


WRONG = [
    ({"better": "lower", "target": "13"}, "target"),
    ({"better": "lower", "target": "12,5"}, "target"),
    ({"better": "higher", "target": "5"}, "target"),
    ({"better": "lower", "stop_at": "12"}, "stop_at"),
    ({"better": "higher", "target": "20", "stop_at": "13"}, "stop_at"),
    ({"better": ""}, "better"),
    ({"how": ""}, "how"),
    ({"cadence": "hourly"}, "cadence"),
]


@pytest.mark.parametrize(("wrong", "field"), WRONG)
def test_a_measure_says_which_way_is_better_and_how_it_is_read(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea, wrong: dict[str, str], field: str
) -> None:
    answer = client_of(people["lead"]).post(f"{plan_of(idea)}/measures", data={**MEASURE, **wrong})
    assert (answer.status_code, f'id="{field}-error"' in answer.text) == (422, True)


def test_a_measure_is_changed_and_taken_out_while_the_pilot_is_planned(
    app: Flask, client_of: SignIn, people: dict[str, User]
) -> None:
    with app.app_context():
        idea = cases.planned(people["author"], people["lead"])
        path = f"{plan_of(idea)}/measures/{cases.measure_id(idea)}"
    client = client_of(people["lead"])
    assert 'value="12,5"' in client.get(path).text
    assert post(client, path, **{**MEASURE, "name": "Queue"}) == 303
    with app.app_context():
        assert db.session.scalars(select(Measure.name)).all() == ["Queue"]
    assert post(client, path, remove="1") == 303
    with app.app_context():
        assert db.session.scalars(select(Measure)).all() == []


def test_what_was_fixed_beforehand_stays_once_the_pilot_runs(
    app: Flask, client_of: SignIn, people: dict[str, User]
) -> None:
    with app.app_context():
        idea = cases.piloted(people["author"], people["lead"])
        measure = f"{plan_of(idea)}/measures/{cases.measure_id(idea)}"
    client = client_of(people["lead"])
    codes = [
        post(client, plan_of(idea), **PLAN),
        post(client, measure, **MEASURE),
        post(client, measure, remove="1"),
        post(client, f"{plan_of(idea)}/measures", **MEASURE),
    ]
    with app.app_context():
        assert (codes, db.session.scalars(select(Measure.name)).all()) == ([409] * 4, ["Odotusaika"])


def test_a_second_pilot_begins_anew_and_the_first_stays_readable(
    app: Flask, client_of: SignIn, people: dict[str, User]
) -> None:
    with app.app_context():
        idea = cases.measured(people["author"], people["lead"])
        factories.move(idea, "rethink", people["lead"], "Too few customers.")
    client = client_of(people["lead"])
    assert post(client, f"/ideas/{idea.public_id}/moves?name=pilot") == 409
    form = client.get(plan_of(idea)).text
    assert ["Lyhyempi jono" in form, 'value="2026-04-01"' in form] == [True, False]
    assert "Jono ylittää tunnin." in form, "the stop rule comes along"
    assert post(client, plan_of(idea), **{**PLAN, "aim": "Another aim"}) == 303
    with app.app_context():
        pilots = db.session.scalars(select(Experiment).order_by(Experiment.id)).all()
        assert [(p.aim, len(p.measures), p.ended_at is None) for p in pilots] == [
            ("Lyhyempi jono", 1, False),
            ("Another aim", 0, True),
        ]
    page = client.get(f"/ideas/{idea.public_id}").text
    assert [words in page for words in ("Lyhyempi jono", "6.5 min", "Another aim")] == [True] * 3


def test_owner_and_lead_plan_and_nobody_else(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    with app.app_context():
        factories.answer_for(idea, people["stranger"])
    codes = [post(client_of(people[who]), plan_of(idea), **PLAN) for who in ("lead", "stranger", "author")]
    assert codes == [303, 303, 403]


def test_the_second_of_two_planners_hears_that_somebody_was_faster(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    client, seen = client_of(people["lead"]), str(idea.version)
    codes = [post(client, plan_of(idea), **{**PLAN, "aim": aim, "version": seen}) for aim in ("One", "Two")]
    assert codes == [303, 409]


@command
def _group(name: str) -> int:
    row = CustomerGroup(name_fi=name, name_sv=None, name_en=None)
    db.session.add(row)
    db.session.flush()
    return row.id
