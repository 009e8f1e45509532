"""Piloting: the plan, its measures, the readings, and a second pilot after a rethink."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ideas.extensions import db
from ideas.models import Entry, Experiment, Idea, Measure, Reading, User
from tests import factories
from tests.features.pilot import cases
from workflow.actors import Role
from workflow.events import Kind

SignIn = Callable[[User], FlaskClient]
PLAN = {
    "aim": "A shorter queue", "our_vision": "Calm", "customer_vision": "An answer at once",
    "starts_on": "2026-04-01", "ends_on": "2026-06-01",
    "give_up": "nothing", "give_up_words": "It takes nobody's time.",
}  # fmt: skip
MEASURE = {
    "scope": "customer", "name": "Waiting time", "unit_of_measure": "min", "baseline": "12,5", "target": "5",
}  # fmt: skip


@pytest.fixture
def people(app: Flask) -> dict[str, User]:
    """An author, a lead and a stranger."""
    with app.app_context():
        return {
            "author": factories.person(language="en"),
            "lead": factories.person(Role.LEAD, name="Leena Lead", language="en"),
            "stranger": factories.person(language="en"),
        }


@pytest.fixture
def idea(app: Flask, people: dict[str, User]) -> Idea:
    with app.app_context():
        return factories.evaluated(people["author"], people["lead"])


def post(client: FlaskClient, path: str, **data: str) -> int:
    return client.post(path, data=data).status_code


def plan_of(idea: Idea) -> str:
    return f"/ideas/{idea.public_id}/pilot-plan"


def kinds(idea: Idea) -> list[str]:
    return list(db.session.scalars(select(Entry.kind).where(Entry.case_id == idea.id).order_by(Entry.n)))


def test_a_plan_with_a_measure_clears_the_way_for_the_pilot(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    with app.app_context():
        where = factories.unit()
    client = client_of(people["lead"])
    assert post(client, plan_of(idea), **PLAN, units=str(where.id)) == 303
    assert post(client, f"{plan_of(idea)}/measures", **MEASURE) == 303
    assert post(client, f"/ideas/{idea.public_id}/moves?name=pilot") == 303
    with app.app_context():
        row = db.session.get_one(Idea, idea.id)
        assert (row.state, row.next_date and row.next_date.isoformat()) == ("piloted", "2026-06-01")
        assert kinds(idea)[-3:] == [Kind.PILOT_PLANNED, Kind.PILOT_PLANNED, Kind.PILOTED]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ends_on": "2026-04-01"}, "ends_on"),
        ({"give_up_words": ""}, "give_up_words"),
        ({"give_up": "something"}, "other_steps"),
        ({"give_up": "", "other_steps": "L-2026-0999"}, "other_steps"),
        ({"needed_hours": "-1"}, "needed_hours"),
        ({"units": "99"}, "units"),
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
    assert post(client_of(people["lead"]), path, **{**MEASURE, "target": typed}) == 303
    with app.app_context():
        assert db.session.scalars(select(Measure.target)).all() == [Decimal(kept)]


@pytest.mark.parametrize("typed", ["", "many", "1,2,3", "nan", "1e5", "12345678901", "0,12345"])
def test_what_is_no_number_is_told(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea, typed: str
) -> None:
    path = f"{plan_of(idea)}/measures"
    assert post(client_of(people["lead"]), path, **{**MEASURE, "target": typed}) == 422


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


def test_a_reading_is_added_with_its_unit(app: Flask, client_of: SignIn, people: dict[str, User]) -> None:
    with app.app_context():
        idea = cases.piloted(people["author"], people["lead"])
        path = f"/measures/{cases.measure_id(idea)}/readings"
    client = client_of(people["lead"])
    assert post(client, path, on="2026-05-04", value="6,50", note="One week") == 303
    with app.app_context():
        (reading,) = db.session.scalars(select(Reading))
        entry = db.session.scalars(select(Entry).where(Entry.kind == Kind.READING_ADDED)).one()
        assert (reading.value, reading.read_by_id, entry.data["reading"]) == (
            Decimal("6.5"), people["lead"].id, "6,5 min",
        )  # fmt: skip
    page = client.get(f"/ideas/{idea.public_id}").text
    assert [words in page for words in ("12.5 min", "5 min", "4.5.2026", "6.5 min", "One week")] == [True] * 5


def test_readings_belong_to_a_running_pilot_and_a_day_that_has_come(
    app: Flask, client_of: SignIn, people: dict[str, User]
) -> None:
    with app.app_context():
        planned = cases.planned(people["author"], people["lead"])
        running = cases.piloted(people["author"], people["lead"])
        ids = [cases.measure_id(planned), cases.measure_id(running), 9999]
    client, reading = client_of(people["lead"]), {"on": "2026-05-04", "value": "6"}
    codes = [post(client, f"/measures/{number}/readings", **reading) for number in ids]
    codes.append(post(client, f"/measures/{ids[1]}/readings", on="2999-01-01", value="6"))
    codes.append(post(client_of(people["stranger"]), f"/measures/{ids[1]}/readings", **reading))
    assert codes == [409, 303, 404, 422, 403]


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
