"""Making room for the new: what may be given up for an idea, by whom, and what the log tells of it."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ideas.extensions import db
from ideas.models import Entry, Idea, Pairing, User
from ideas.models.work_step import WorkStep
from ideas.room import candidates
from tests import factories, steps
from tests.features.balance import cases
from tests.statements import selects
from workflow.actors import Role
from workflow.events import Kind
from workflow.lifecycles.work_step_states import Shift

ClientOf = Callable[[User], FlaskClient]
ROOM = {"needed_hours": "12,5", "give_up": "something", "give_up_words": ""}
NOTHING = {"needed_hours": "0", "give_up": "nothing", "give_up_words": "Se tekee itsensä."}


@pytest.fixture
def people(app: Flask) -> dict[str, User]:
    """An author, a lead and somebody else."""
    with app.app_context():
        roles = {"author": Role.EMPLOYEE, "lead": Role.LEAD, "other": Role.EMPLOYEE}
        return {name: factories.person(role, language="en") for name, role in roles.items()}


@pytest.fixture
def idea(app: Flask, people: dict[str, User]) -> Idea:
    with app.app_context():
        return factories.evaluated(people["author"], people["lead"])


@pytest.fixture
def step(app: Flask, people: dict[str, User]) -> WorkStep:
    with app.app_context():
        return steps.examined(people["author"], people["lead"])


def room_of(idea: Idea) -> str:
    return f"/ideas/{idea.public_id}/pairings"


def told(case: Idea | WorkStep, *kinds: Kind) -> list[tuple[str, dict[str, object]]]:
    found = select(Entry).where(Entry.case_id == case.id, Entry.kind.in_(kinds)).order_by(Entry.n)
    return [(str(entry.kind), entry.data) for entry in db.session.scalars(found).unique()]


def test_what_is_paired_is_told_in_the_history_of_either(
    app: Flask, client_of: ClientOf, people: dict[str, User], idea: Idea, step: WorkStep
) -> None:
    client = client_of(people["lead"])
    assert client.post(room_of(idea), data={**ROOM, "steps": step.public_id}).status_code == 303
    pair = {"idea": idea.public_id, "work_step": step.public_id}
    with app.app_context():
        row = db.session.get_one(Idea, idea.id)
        assert (row.needed_hours, row.give_up, len(row.pairings)) == (Decimal("12.5"), "something", 1)
        assert (row.version, told(step, Kind.PAIRED)) == (idea.version + 1, [("paired", pair)])
        (answered, paired) = told(idea, Kind.ROOM_TOLD, Kind.PAIRED)
        assert answered[1]["changes"] == {"needed_hours": [None, "12,5"], "give_up": [None, "something"]}
        assert paired == ("paired", pair)


def test_what_is_taken_out_is_told_too_and_the_same_again_is_not(
    app: Flask, client_of: ClientOf, people: dict[str, User], idea: Idea, step: WorkStep
) -> None:
    client = client_of(people["lead"])
    for _ in range(2):
        client.post(room_of(idea), data={**ROOM, "steps": step.public_id})
    assert client.post(room_of(idea), data=NOTHING).status_code == 303
    with app.app_context():
        row = db.session.get_one(Idea, idea.id)
        assert (row.version, row.pairings, row.give_up_words) == (idea.version + 2, [], "Se tekee itsensä.")
        kinds = [kind for kind, _data in told(step, Kind.PAIRED, Kind.UNPAIRED)]
        assert kinds == ["paired", "unpaired"]


def test_a_number_may_be_typed_or_pasted_as_an_address(
    app: Flask, client_of: ClientOf, people: dict[str, User], idea: Idea, step: WorkStep
) -> None:
    with app.app_context():
        other = steps.recorded(people["author"])
    typed = f"https://tilaa.example.org/work-steps/{step.public_id}, {other.public_id.lower()}"
    answer = client_of(people["lead"]).post(room_of(idea), data={**ROOM, "other_steps": typed})
    with app.app_context():
        paired = set(db.session.scalars(select(Pairing.work_step_id)))
        assert (answer.status_code, paired) == (303, {step.id, other.id})


WRONG = [
    ({"needed_hours": ""}, "needed_hours"),
    ({"needed_hours": "-1"}, "needed_hours"),
    ({"needed_hours": "many"}, "needed_hours"),
    ({"give_up": ""}, "give_up"),
    ({"give_up": "something"}, "steps"),
    ({"give_up": "nothing", "give_up_words": " "}, "give_up_words"),
    ({"give_up_words": "x" * 4001}, "give_up_words"),
    ({"other_steps": "L-2026-9999"}, "other_steps"),
    ({"other_steps": "rubbish"}, "other_steps"),
    ({"other_steps": "L-2026-\x00"}, "other_steps"),
    ({"steps": "\x00"}, "steps"),
    ({"other_steps": " ".join(f"L-2026-{n:04d}" for n in range(1, 40))}, "other_steps"),
]


@pytest.mark.parametrize(("wrong", "field"), WRONG)
def test_what_does_not_hold_is_told_at_its_field_and_nothing_is_lost(
    app: Flask, client_of: ClientOf, people: dict[str, User], idea: Idea, step: WorkStep,
    wrong: dict[str, str], field: str,
) -> None:  # fmt: skip
    said = {**NOTHING, "give_up_words": "Sanottu näin: 🌱", **wrong}
    answer = client_of(people["lead"]).post(room_of(idea), data=said)
    assert (answer.status_code, f'id="{field}-error"' in answer.text) == (422, True)
    assert ("give_up_words" in wrong) or "Sanottu näin: 🌱" in answer.text


def test_nothing_and_a_work_step_do_not_go_together(
    app: Flask, client_of: ClientOf, people: dict[str, User], idea: Idea, step: WorkStep
) -> None:
    answer = client_of(people["lead"]).post(room_of(idea), data={**NOTHING, "steps": step.public_id})
    with app.app_context():
        assert (answer.status_code, db.session.scalars(select(Pairing)).all()) == (422, [])
    (box,) = re.findall(f'<input[^>]*value="{step.public_id}"[^>]*>', answer.text)
    assert " checked" in box


def test_a_kept_step_makes_no_room(
    app: Flask, client_of: ClientOf, people: dict[str, User], idea: Idea
) -> None:
    with app.app_context():
        kept = steps.kept(people["author"], people["lead"])
    client = client_of(people["lead"])
    answers = [
        client.post(room_of(idea), data={**ROOM, name: kept.public_id}) for name in ("steps", "other_steps")
    ]
    assert [(answer.status_code, kept.public_id in answer.text) for answer in answers] == [(422, True)] * 2


def test_the_steps_of_the_unit_come_first_and_say_for_what_they_make_room_already(
    app: Flask, client_of: ClientOf, people: dict[str, User]
) -> None:
    with app.app_context():
        house = factories.unit("Palvelut")
        author, lead = factories.person(home=factories.unit("Pisteet", parent=house)), people["lead"]
        far, near = steps.examined(people["author"], lead), steps.examined(author, lead)
        steps.recorded(author)
        idea = factories.evaluated(factories.person(home=house), lead)
        first = factories.evaluated(author, lead, title="The first idea")
        cases.pair(first, far, lead)
        row = db.session.get_one(Idea, idea.id)
        offered = candidates(row, factories.actor(lead))
        assert [step.id for step in offered] == [near.id, far.id]
        assert [[other.title for other in step.ideas] for step in offered] == [[], ["The first idea"]]
    page = client_of(lead).get(room_of(idea)).text
    assert ["Already makes room for:" in page, "The first idea" in page] == [True, True]


def test_what_is_paired_is_offered_however_many_are_likely(app: Flask, people: dict[str, User]) -> None:
    with app.app_context():
        lead = people["lead"]
        paired = steps.recorded(people["author"])
        for _ in range(16):
            steps.examined(people["author"], lead)
        idea = factories.evaluated(people["author"], lead)
        cases.pair(idea, paired, lead)
        offered = candidates(db.session.get_one(Idea, idea.id), factories.actor(lead))
        assert (offered[0].id, len(offered)) == (paired.id, 16)


def test_lead_and_owner_pair_and_nobody_else(
    app: Flask, client_of: ClientOf, people: dict[str, User], idea: Idea
) -> None:
    with app.app_context():
        factories.answer_for(idea, people["other"])
    codes = [client_of(people[who]).post(room_of(idea), data=NOTHING).status_code for who in people]
    assert dict(zip(people, codes, strict=True)) == {"author": 403, "lead": 303, "other": 303}


def test_room_is_made_for_what_is_evaluated_or_further(
    app: Flask, client_of: ClientOf, people: dict[str, User]
) -> None:
    with app.app_context():
        author, lead = people["author"], people["lead"]
        ideas = [factories.submitted(author), factories.dropped(author, lead), cases.adopted(author, lead)]
    codes = [client_of(people["lead"]).get(room_of(idea)).status_code for idea in ideas]
    codes.append(client_of(people["lead"]).get("/ideas/I-2026-0999/pairings").status_code)
    assert codes == [409, 409, 200, 404]


def test_the_second_of_two_hears_that_somebody_was_faster(
    app: Flask, client_of: ClientOf, people: dict[str, User], idea: Idea
) -> None:
    client, seen = client_of(people["lead"]), str(idea.version)
    data = [{**NOTHING, "give_up_words": words, "version": seen} for words in ("One", "Two")]
    assert [client.post(room_of(idea), data=each).status_code for each in data] == [303, 409]


def test_a_hidden_author_who_is_a_lead_pairs_by_name(
    app: Flask, client_of: ClientOf, people: dict[str, User]
) -> None:
    with app.app_context():
        idea = factories.evaluated(people["lead"], factories.person(Role.LEAD), hidden=True)
    client_of(people["lead"]).post(room_of(idea), data=NOTHING)
    with app.app_context():
        actors = db.session.scalars(select(Entry.actor_id).where(Entry.kind == Kind.ROOM_TOLD)).all()
        assert actors == [people["lead"].id]


@pytest.mark.parametrize("count", [1, 3])
def test_the_form_asks_the_same_of_the_database_however_many_steps(
    app: Flask, client_of: ClientOf, people: dict[str, User], idea: Idea, count: int
) -> None:
    with app.app_context():
        for _ in range(count):
            cases.pair(idea, steps.examined(people["author"], people["lead"]), people["lead"])
    client = client_of(people["lead"])
    with selects(app) as asked:
        assert client.get(room_of(idea)).status_code == 200
    assert len(asked) == 6


def test_work_that_shifts_to_the_customer_is_said_beside_the_figure(
    app: Flask, client_of: ClientOf, people: dict[str, User], idea: Idea, step: WorkStep
) -> None:
    client, said = client_of(people["lead"]), "Work shifts to the customer."
    assert said not in client.get(room_of(idea)).text
    with app.app_context():
        steps.written(step, shifted_to=Shift.CUSTOMER)
    assert said in client.get(room_of(idea)).text
    assert client.post(room_of(idea), data={**ROOM, "steps": step.public_id}).status_code == 303
    assert said in client.get(f"/ideas/{idea.public_id}").text
