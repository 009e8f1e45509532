"""Every move through the one page: what it asks, what it does and what it writes."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ideas.extensions import db
from ideas.models import Entry, Idea, User
from ideas.web.clock import today
from tests import factories
from tests.features.pilot import cases
from workflow.actors import Role
from workflow.lifecycles.idea import IDEA
from workflow.lifecycles.idea_states import GiveUp

SignIn = Callable[[User], FlaskClient]
Make = Callable[[User, User], Idea]


def only_submitted(author: User, lead: User) -> Idea:
    return factories.submitted(author)


def to_evaluate(author: User, lead: User) -> Idea:
    idea = factories.submitted(author)
    factories.evaluate(idea, lead)
    factories.answer_for(idea, factories.person())
    return idea


def drafted(author: User, lead: User) -> Idea:
    return factories.draft(author)


# move, who, how it is made, what is posted beside the name, where it leads
MOVES: list[tuple[str, str, Make, dict[str, str], str]] = [
    ("submit", "author", drafted, {}, "submitted"),
    ("evaluate", "lead", to_evaluate, {}, "evaluated"),
    ("pilot", "lead", cases.planned, {}, "piloted"),
    (
        "adopt", "lead", cases.measured,
        {"words": "It helped.", "needed_hours": "0", "give_up": "nothing", "give_up_words": "Less work."},
        "adopted",
    ),
    (
        "adopt-at-once", "lead", cases.planned,
        {"words": "A sign.", "doer": "Maija", "deadline": "DAY"}, "adopted",
    ),
    ("rethink", "lead", cases.measured, {"words": "Too early."}, "evaluated"),
    (
        "drop", "lead", only_submitted,
        {"words": "No.", "reason_code": "not-now", "condition": "More time."}, "dropped",
    ),
    ("withdraw", "author", only_submitted, {}, "dropped"),
    ("reopen", "stranger", factories.dropped, {"words": "The law has changed."}, "submitted"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "who", "make", "answers", "target"), MOVES, ids=[m[0] for m in MOVES])
def test_each_move_leads_where_the_table_says(
    app: Flask, client_of: SignIn, people: dict[str, User], name: str, who: str,
    make: Make, answers: dict[str, str], target: str,
) -> None:  # fmt: skip
    with app.app_context():
        idea = make(people["author"], people["lead"])
        answers = {k: v.replace("DAY", (today() + timedelta(9)).isoformat()) for k, v in answers.items()}
    client = client_of(people[who])
    page = client.get(f"/ideas/{idea.public_id}/moves?name={name}")
    assert (page.status_code, 'name="post_key"' in page.text) == (200, True)
    answer = client.post(f"/ideas/{idea.public_id}/moves?name={name}", data=answers)
    assert (answer.status_code, answer.location) == (303, f"/ideas/{idea.public_id}")
    with app.app_context():
        entry = last_entry(idea)
        assert (state_of(idea), entry.target, entry.words) == (target, target, answers.get("words", ""))


def last_entry(idea: Idea) -> Entry:
    entries = select(Entry).where(Entry.case_id == idea.id).order_by(Entry.n.desc())
    return db.session.scalars(entries.limit(1)).one()


def state_of(idea: Idea) -> str:
    return db.session.get_one(Idea, idea.id).state


@pytest.fixture
def people(app: Flask) -> dict[str, User]:
    """An author, two leads and a stranger."""
    with app.app_context():
        return {
            "author": factories.person(name="Aino Author", language="en"),
            "lead": factories.person(Role.LEAD, name="Leena Lead", language="en"),
            "other": factories.person(Role.LEAD, name="Olli Other", language="en"),
            "stranger": factories.person(name="Sami Stranger", language="en"),
        }


DROP = {"words": "We lack the money.", "reason_code": "not-now", "condition": "A budget."}


def test_the_give_up_answer_stays_on_the_idea(app: Flask, client_of: SignIn, people: dict[str, User]) -> None:
    with app.app_context():
        idea = cases.measured(people["author"], people["lead"])
    answers = {
        "words": "Fine.", "needed_hours": "12,5", "give_up": "nothing", "give_up_words": "It costs no time.",
    }  # fmt: skip
    client_of(people["lead"]).post(f"/ideas/{idea.public_id}/moves?name=adopt", data=answers)
    with app.app_context():
        row = db.session.get_one(Idea, idea.id)
        assert (row.give_up, row.give_up_words) == (GiveUp.NOTHING, "It costs no time.")
        assert row.needed_hours == Decimal("12.5")


@pytest.mark.parametrize(("choice", "place"), [("something", "work_steps"), ("nothing", "give_up_words")])
def test_something_is_given_up_by_number_and_nothing_with_a_reason(
    app: Flask, client_of: SignIn, people: dict[str, User], choice: str, place: str
) -> None:
    with app.app_context():
        idea = cases.measured(people["author"], people["lead"])
    answers = {"words": "Fine.", "needed_hours": "10", "give_up": choice, "give_up_words": " "}
    answer = client_of(people["lead"]).post(f"/ideas/{idea.public_id}/moves?name=adopt", data=answers)
    assert (answer.status_code, re.findall(r'id="(\w+)-error"', answer.text)) == (422, [place])


def test_not_our_business_is_no_reason(app: Flask, client_of: SignIn, people: dict[str, User]) -> None:
    with app.app_context():
        idea = factories.submitted(people["author"])
    answers = {**DROP, "reason_code": "not-our-business"}
    answer = client_of(people["lead"]).post(f"/ideas/{idea.public_id}/moves?name=drop", data=answers)
    with app.app_context():
        assert (answer.status_code, state_of(idea)) == (422, "submitted")


def test_what_stands_in_the_way_is_told_with_the_page_that_solves_it(
    app: Flask, client_of: SignIn, people: dict[str, User]
) -> None:
    with app.app_context():
        idea = factories.submitted(people["author"])
    page = client_of(people["lead"]).get(f"/ideas/{idea.public_id}/moves?name=evaluate").text
    places = ("owner", "evaluators", "next-date")
    solved_at = [f'href="/ideas/{idea.public_id}/{place}"' in page for place in places]
    assert (solved_at, 'name="post_key"' in page.split("<main")[1]) == ([True, True, False], False)


def test_a_lead_does_not_decide_on_their_own_idea(
    app: Flask, client_of: SignIn, people: dict[str, User]
) -> None:
    with app.app_context():
        idea = factories.submitted(people["lead"])
    answer = client_of(people["lead"]).post(f"/ideas/{idea.public_id}/moves?name=drop", data=DROP)
    with app.app_context():
        assert (answer.status_code, state_of(idea)) == (409, "submitted")


def test_a_stranger_and_an_unknown_move_come_to_nothing(
    app: Flask, client_of: SignIn, people: dict[str, User]
) -> None:
    with app.app_context():
        idea, draft = factories.submitted(people["author"]), factories.draft(people["author"])
    stranger = client_of(people["stranger"])
    asked = [(idea, "drop"), (idea, "x"), (draft, "submit")]
    codes = [stranger.get(f"/ideas/{of.public_id}/moves?name={name}").status_code for of, name in asked]
    assert codes == [403, 409, 404]
    assert stranger.post(f"/ideas/{idea.public_id}/moves?name=drop", data=DROP).status_code == 403


def test_the_second_of_two_leads_learns_who_was_faster_and_keeps_their_words(
    app: Flask, client_of: SignIn, people: dict[str, User]
) -> None:
    with app.app_context():
        idea = factories.submitted(people["author"])
    path, seen = f"/ideas/{idea.public_id}/moves?name=drop", {"version": str(idea.version)}
    first = client_of(people["lead"]).post(path, data={**DROP, **seen})
    second = client_of(people["other"]).post(path, data={**DROP, **seen, "words": "My own words."})
    told = [words in second.text for words in ("Leena Lead", "We lack the money.", "My own words.")]
    assert (first.status_code, second.status_code, told) == (303, 409, [True, True, True])


def test_a_double_post_is_one_entry(app: Flask, client_of: SignIn, people: dict[str, User]) -> None:
    with app.app_context():
        idea = factories.submitted(people["author"])
    client, sent = client_of(people["lead"]), {**DROP, "post_key": "once"}
    answers = [client.post(f"/ideas/{idea.public_id}/moves?name=drop", data=sent) for _ in range(2)]
    assert [(a.status_code, a.location) for a in answers] == [(303, f"/ideas/{idea.public_id}")] * 2
    with app.app_context():
        assert last_entry(idea).n == 2


def test_the_page_of_the_idea_offers_the_moves(
    app: Flask, client_of: SignIn, people: dict[str, User]
) -> None:
    with app.app_context():
        idea = cases.planned(people["author"], people["lead"])
    names = [transition.name for transition in IDEA.transitions]
    pages = [client_of(people[who]).get(f"/ideas/{idea.public_id}").text for who in ("lead", "stranger")]
    offered = [[name for name in names if f'moves?name={name}"' in page] for page in pages]
    assert offered == [["pilot", "adopt-at-once", "drop", "merge"], []]


def test_the_history_tells_what_was_answered(app: Flask, client_of: SignIn, people: dict[str, User]) -> None:
    with app.app_context():
        idea = cases.planned(people["author"], people["lead"])
    client = client_of(people["lead"])
    answers = {"words": "A sign at the door.", "doer": "Maija Meikäläinen", "deadline": "2099-05-01"}
    client.post(f"/ideas/{idea.public_id}/moves?name=adopt-at-once", data=answers)
    page = client.get(f"/ideas/{idea.public_id}").text
    assert [words in page for words in ("A sign at the door.", "Maija Meikäläinen", "1.5.2099")] == [True] * 3
