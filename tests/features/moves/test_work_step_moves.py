"""Every move of a work step through the one page: what it asks, what it does and what is decided by it."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.extensions import db
from ideas.models import Entry, User, WorkStep
from ideas.web.clock import today
from tests import factories, steps
from workflow.actors import Role
from workflow.calendar import months_after
from workflow.events import Kind
from workflow.evidence import EvidenceClass
from workflow.lifecycles.work_step_states import Origin

SignIn = Callable[[User], FlaskClient]
Make = Callable[[User, User], WorkStep]
WORDS = "Kukaan ei ole kysynyt sitä."


@pytest.fixture
def people(app: Flask) -> dict[str, User]:
    """Who named it, two leads and a stranger."""
    with app.app_context():
        return {
            "author": factories.person(), "lead": factories.person(Role.LEAD, language="en"),
            "other": factories.person(Role.LEAD), "stranger": factories.person(language="en"),
        }  # fmt: skip


def found_out(author: User, lead: User) -> WorkStep:
    return steps.written(steps.recorded(author), **{**steps.EXAMINED, "owner_id": lead.id})


def planned(author: User, lead: User) -> WorkStep:
    begins, ends = today(), today() + timedelta(days=30)
    return steps.planned(steps.examined(author, lead), starts_on=begins, ends_on=ends)


def read(author: User, lead: User) -> WorkStep:
    return steps.read(steps.trialled(author, lead))


# move, how it is made, what is posted beside the name, where it leads
MOVES: list[tuple[str, Make, dict[str, str], str]] = [
    ("examine", found_out, {}, "examined"),
    ("try-without", planned, {}, "trialled"),
    ("give-up", steps.examined, {"words": WORDS, "ending": "stop"}, "given-up"),
    ("give-up", read, {"words": WORDS, "ending": "automate"}, "given-up"),
    ("keep", steps.trialled, {"words": WORDS, "keeping": "keep", "review_on": "DAY"}, "kept"),
    ("resume", steps.given_up, {"words": "Asiakkaat kysyivät sitä."}, "examined"),
    ("reconsider", steps.kept, {"words": "Järjestelmä vaihtui."}, "examined"),
]


def send(client: FlaskClient, step: WorkStep, name: str, **said: str) -> tuple[int, list[str]]:
    """Post a move; the code of the answer and the fields at which it says what is wrong."""
    answer = client.post(f"/work-steps/{step.public_id}/moves?name={name}", data=said)
    return answer.status_code, re.findall(r'id="(\w+)-error"', answer.text)


def row_of(step: WorkStep) -> WorkStep:
    return db.session.get_one(WorkStep, step.id)


def day(app: Flask, days: int = 90) -> str:
    with app.app_context():
        return (today() + timedelta(days)).isoformat()


@pytest.mark.parametrize(("name", "make", "answers", "target"), MOVES)
def test_each_move_leads_where_the_table_says(
    app: Flask, client_of: SignIn, people: dict[str, User], name: str,
    make: Make, answers: dict[str, str], target: str,
) -> None:  # fmt: skip
    with app.app_context():
        step = make(people["author"], people["lead"])
    client, said = client_of(people["lead"]), {k: v.replace("DAY", day(app)) for k, v in answers.items()}
    page = client.get(f"/work-steps/{step.public_id}/moves?name={name}")
    assert (page.status_code, 'name="post_key"' in page.text) == (200, True)
    assert send(client, step, name, **said) == (303, [])
    with app.app_context():
        entry = db.session.query(Entry).filter_by(case_id=step.id).order_by(Entry.n.desc()).first()
        assert entry is not None
        assert (row_of(step).state, entry.target, entry.words) == (target, target, said.get("words", ""))


def test_giving_up_locks_the_hours_as_they_are_estimated_then(
    app: Flask, client_of: SignIn, people: dict[str, User]
) -> None:
    with app.app_context():
        step = steps.examined(people["author"], people["lead"])
    assert send(client_of(people["lead"]), step, "give-up", words=WORDS, ending="stop") == (303, [])
    with app.app_context():
        steps.written(step, people=12)
        (decision,) = row_of(step).decisions
        hours = (decision.hours_low, decision.hours_likely, decision.hours_high)
        assert hours == (Decimal(96), Decimal(120), Decimal(144))
        assert (decision.kind, decision.evidence_class) == ("stop", EvidenceClass.C)
        assert (decision.decided_by_id, decision.on, decision.review_on) == (people["lead"].id, today(), None)


def test_what_is_only_reduced_is_looked_at_again(
    app: Flask, client_of: SignIn, people: dict[str, User]
) -> None:
    with app.app_context():
        step = steps.examined(people["author"], people["lead"])
    client, later = client_of(people["lead"]), day(app)
    assert send(client, step, "give-up", words=WORDS, ending="reduce") == (422, ["review_on"])
    assert send(client, step, "give-up", words=WORDS, ending="reduce", review_on=later) == (303, [])
    with app.app_context():
        decision = row_of(step).decision
        assert decision is not None
        assert (decision.kind, str(decision.review_on)) == ("reduce", later)


def test_a_review_date_that_comes_before_the_verification_is_the_next_date(
    app: Flask, client_of: SignIn, people: dict[str, User]
) -> None:
    with app.app_context():
        rows = [steps.examined(people["author"], people["lead"]) for _ in range(2)]
        sooner, later = today() + timedelta(days=30), today() + timedelta(days=300)
        verified_on = months_after(today(), 3)
    for step, review_on in zip(rows, (sooner, later), strict=True):
        said = {"words": WORDS, "ending": "reduce", "review_on": review_on.isoformat()}
        assert send(client_of(people["lead"]), step, "give-up", **said) == (303, [])
    with app.app_context():
        assert [row_of(step).next_date for step in rows] == [sooner, verified_on]


def test_keeping_is_decided_without_hours_and_until_a_day(
    app: Flask, client_of: SignIn, people: dict[str, User]
) -> None:
    with app.app_context():
        step = steps.recorded(people["author"])
    client, later = client_of(people["lead"]), day(app)
    assert send(client, step, "keep", words=WORDS, keeping="keep") == (422, ["review_on"])
    assert send(client, step, "keep", words=WORDS, keeping="keep", review_on="2020-01-01") == (
        422,
        ["review_on"],
    )
    assert send(client, step, "keep", words=WORDS, keeping="keep", review_on=later) == (303, [])
    with app.app_context():
        row, decision = row_of(step), row_of(step).decision
        assert decision is not None
        assert (decision.kind, decision.hours_likely, decision.evidence_class) == ("keep", None, None)
        assert {str(row.next_date), str(row.review_on), str(decision.review_on)} == {later}


def test_a_change_of_statute_is_proposed_for_an_external_requirement_alone(
    app: Flask, client_of: SignIn, people: dict[str, User]
) -> None:
    law = {"origin": Origin.EXTERNAL, "citation": "Laki 1/2020 § 3"}
    with app.app_context():
        habit = steps.examined(people["author"], people["lead"])
        statute = steps.examined(people["author"], people["lead"], **law)
    client, said = (
        client_of(people["lead"]),
        {"words": WORDS, "keeping": "statute-change", "review_on": day(app)},
    )
    assert send(client, habit, "keep", **said) == (422, ["keeping"])
    assert send(client, statute, "keep", **said) == (303, [])
    assert send(client, statute, "give-up", words=WORDS, ending="stop")[0] == 409


@pytest.mark.parametrize(("make", "name"), [(steps.given_up, "resume"), (steps.kept, "reconsider")])
def test_a_decision_ends_when_the_step_comes_back(
    app: Flask, client_of: SignIn, people: dict[str, User], make: Make, name: str
) -> None:
    with app.app_context():
        step = make(people["author"], people["lead"])
    assert send(client_of(people["lead"]), step, name, words="Sitä kysytään.") == (303, [])
    with app.app_context():
        row = row_of(step)
        assert ([bool(each.ended_at) for each in row.decisions], row.decision) == ([True], None)
        assert row.review_on is None


def test_who_named_it_does_not_decide_that_it_is_given_up(
    app: Flask, client_of: SignIn, people: dict[str, User]
) -> None:
    with app.app_context():
        step = steps.examined(people["lead"], people["other"])
    assert send(client_of(people["lead"]), step, "give-up", words=WORDS, ending="stop")[0] == 409
    assert send(client_of(people["other"]), step, "give-up", words=WORDS, ending="stop") == (303, [])


def test_anybody_calls_a_kept_step_up_once_its_day_has_come(
    app: Flask, client_of: SignIn, people: dict[str, User]
) -> None:
    with app.app_context():
        resting = steps.kept(people["author"], people["lead"], today() + timedelta(9))
        due = steps.kept(people["author"], people["lead"], today())
    client = client_of(people["stranger"])
    codes = [send(client, step, "reconsider", words="On aika.")[0] for step in (resting, due)]
    assert codes == [403, 303]


def test_the_page_offers_the_moves_and_what_stands_in_their_way(
    app: Flask, client_of: SignIn, people: dict[str, User]
) -> None:
    with app.app_context():
        step = steps.examined(people["author"], people["lead"])
    pages = [client_of(people[who]).get(f"/work-steps/{step.public_id}").text for who in ("lead", "stranger")]
    assert [re.findall(r'moves\?name=([\w-]+)"', page) for page in pages] == [["give-up", "keep"], []]
    assert "The trial stop has no plan." in pages[0]


def test_taking_back_is_never_the_main_thing_to_do(
    app: Flask, client_of: SignIn, people: dict[str, User]
) -> None:
    with app.app_context():
        step = steps.given_up(people["author"], people["lead"])
    page = client_of(people["lead"]).get(f"/work-steps/{step.public_id}").text
    (link,) = re.findall(r'<a class="([^"]*)" href="[^"]*moves\?name=resume"', page)
    assert "button-secondary" in link


def test_the_history_tells_what_was_decided(app: Flask, client_of: SignIn, people: dict[str, User]) -> None:
    with app.app_context():
        step = steps.examined(people["author"], people["lead"])
    client = client_of(people["lead"])
    send(client, step, "give-up", words=WORDS, ending="reduce", review_on="2099-05-01")
    page = client.get(f"/work-steps/{step.public_id}").text.partition('id="history"')[2]
    assert [words in page for words in (WORDS, "reduce", "1.5.2099")] == [True] * 3


def test_a_move_of_an_idea_is_none_of_a_work_step(
    app: Flask, client_of: SignIn, people: dict[str, User]
) -> None:
    with app.app_context():
        step, idea = steps.recorded(people["author"]), factories.submitted(people["author"])
    client = client_of(people["lead"])
    assert send(client, step, "drop", words=WORDS)[0] == 409
    assert client.post(f"/ideas/{idea.public_id}/moves?name=keep", data={"words": WORDS}).status_code == 409
    with app.app_context():
        told = {entry.kind for entry in db.session.query(Entry)}
        assert told == {Kind.RECORDED, Kind.SUBMITTED}
