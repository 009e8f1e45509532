"""What an idea needs and what makes room for it: asked when it is adopted, and told in both histories."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.extensions import db
from ideas.models import Entry, Idea, Pairing, User, WorkStep
from ideas.transaction import command
from tests import factories, steps
from tests.features.pilot import cases
from tests.statements import selects
from workflow.actors import Role

SignIn = Callable[[User], FlaskClient]
ADOPT = {"words": "It helped.", "give_up": "something", "needed_hours": "1 200,5"}


@pytest.fixture
def people(app: Flask) -> dict[str, User]:
    """An author and a lead."""
    with app.app_context():
        return {"author": factories.person(), "lead": factories.person(Role.LEAD, language="en")}


@pytest.fixture
def idea(app: Flask, people: dict[str, User]) -> Idea:
    """An idea in a pilot that has been read."""
    with app.app_context():
        return cases.measured(people["author"], people["lead"])


@pytest.fixture
def rows(app: Flask, people: dict[str, User]) -> list[WorkStep]:
    """Two work steps that may make room."""
    with app.app_context():
        return [steps.recorded(people["author"]), steps.given_up(people["author"], people["lead"])]


def send(client: FlaskClient, idea: Idea, **said: str) -> tuple[int, list[str]]:
    """Post the adoption; the code of the answer and the fields at which it says what is wrong."""
    answer = client.post(f"/ideas/{idea.public_id}/moves?name=adopt", data={**ADOPT, **said})
    return answer.status_code, re.findall(r'id="(\w+)-error"', answer.text)


def kinds(case_id: int) -> list[str]:
    entries = db.session.query(Entry).filter_by(case_id=case_id).order_by(Entry.n)
    return [entry.kind.value for entry in entries]


def paired(idea: Idea) -> set[int]:
    return {pairing.work_step_id for pairing in db.session.get_one(Idea, idea.id).pairings}


@command
def pair(idea: Idea, step: WorkStep) -> None:
    db.session.add(Pairing(idea_id=idea.id, work_step_id=step.id, at=factories.NOW))


def test_named_work_steps_make_room_for_the_idea(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea, rows: list[WorkStep]
) -> None:
    numbers = f"{rows[0].public_id.lower()}, {rows[1].public_id} {rows[0].public_id}"
    assert send(client_of(people["lead"]), idea, work_steps=numbers) == (303, [])
    with app.app_context():
        assert paired(idea) == {row.id for row in rows}
        assert db.session.get_one(Idea, idea.id).needed_hours == Decimal("1200.5")
        assert kinds(idea.id)[-3:] == ["adopted", "paired", "paired"]
        assert [kinds(row.id)[-1] for row in rows] == ["paired", "paired"]
        entry = db.session.query(Entry).filter_by(case_id=rows[0].id, kind="paired").one()
        assert entry.data == {"idea": idea.public_id, "work_step": rows[0].public_id}


def test_what_is_paired_already_stands_in_the_form_and_stays_once(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea, rows: list[WorkStep]
) -> None:
    client = client_of(people["lead"])
    with app.app_context():
        pair(idea, rows[0])
    page = client.get(f"/ideas/{idea.public_id}/moves?name=adopt").text
    assert f'value="{rows[0].public_id}"' in page
    assert send(client, idea, work_steps=rows[0].public_id) == (303, [])
    with app.app_context():
        assert (paired(idea), kinds(rows[0].id)) == ({rows[0].id}, ["recorded"])


def test_what_is_taken_out_of_the_form_makes_room_no_longer(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea, rows: list[WorkStep]
) -> None:
    with app.app_context():
        pair(idea, rows[0])
    said = {"give_up": "nothing", "give_up_words": "It takes nobody's time.", "work_steps": ""}
    assert send(client_of(people["lead"]), idea, **said) == (303, [])
    with app.app_context():
        assert (paired(idea), kinds(rows[0].id)) == (set(), ["recorded", "unpaired"])


def test_nothing_is_not_given_up_by_number(
    client_of: SignIn, people: dict[str, User], idea: Idea, rows: list[WorkStep]
) -> None:
    said = {"give_up": "nothing", "give_up_words": "It takes no time.", "work_steps": rows[0].public_id}
    assert send(client_of(people["lead"]), idea, **said) == (422, ["give_up"])


WRONG = ["", "L-2026-9999", "I-2026-0001", "the weekly report", "x" * 501, "L-2026-0001\x00", "L-2026-00012"]


@pytest.mark.parametrize("numbers", WRONG)
def test_only_work_steps_that_are_there_can_be_named(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea, numbers: str
) -> None:
    assert send(client_of(people["lead"]), idea, work_steps=numbers) == (422, ["work_steps"])
    with app.app_context():
        assert db.session.get_one(Idea, idea.id).state == "piloted"


def test_what_is_kept_makes_no_room(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    with app.app_context():
        step = steps.kept(people["author"], people["lead"])
    assert send(client_of(people["lead"]), idea, work_steps=step.public_id) == (422, ["work_steps"])


@pytest.mark.parametrize("hours", ["", " ", "-1", "many", "1e5", "nan", "12345678901"])
def test_the_hours_it_needs_are_a_number_of_zero_or_more(
    client_of: SignIn, people: dict[str, User], idea: Idea, rows: list[WorkStep], hours: str
) -> None:
    said = {"work_steps": rows[0].public_id, "needed_hours": hours}
    assert send(client_of(people["lead"]), idea, **said) == (422, ["needed_hours"])


def test_the_move_asks_the_same_of_the_database_however_many_steps(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea, rows: list[WorkStep]
) -> None:
    client, counts = client_of(people["lead"]), []
    for row in rows:
        with app.app_context():
            pair(idea, row)
        with selects(app) as asked:
            page = client.get(f"/ideas/{idea.public_id}/moves?name=adopt").text
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert [row.public_id in page for row in rows] == [True, True]


def test_the_history_tells_that_the_hours_are_those_of_a_year(
    client_of: SignIn, people: dict[str, User], idea: Idea, rows: list[WorkStep]
) -> None:
    assert send(client_of(people["lead"]), idea, work_steps=rows[1].public_id) == (303, [])
    assert "1200,5 h/yr" in client_of(people["lead"]).get(f"/ideas/{idea.public_id}").text


def test_a_small_idea_that_is_done_at_once_may_say_what_makes_room(
    app: Flask, people: dict[str, User], rows: list[WorkStep], client_of: SignIn
) -> None:
    with app.app_context():
        small = cases.planned(people["author"], people["lead"])
    answers = {
        "words": "A sign at the door.", "doer": "Maija", "deadline": "2099-05-01", "give_up": "something",
        "needed_hours": "3", "work_steps": rows[0].public_id,
    }  # fmt: skip
    address = f"/ideas/{small.public_id}/moves?name=adopt-at-once"
    codes = [
        client_of(people["lead"]).post(address, data={**answers, **said}).status_code
        for said in ({"work_steps": ""}, {})
    ]
    with app.app_context():
        row = db.session.get_one(Idea, small.id)
        assert (codes, row.needed_hours, len(row.pairings)) == ([422, 303], Decimal(3), 1)
