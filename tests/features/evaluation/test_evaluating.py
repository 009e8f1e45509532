"""Evaluating: who may, what counts, and who reads what when."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ideas.extensions import db
from ideas.models import Entry, Evaluation, EvaluationRequest, Idea, Notification, User
from tests import factories
from workflow.actors import Role
from workflow.events import Kind

SignIn = Callable[[User], FlaskClient]
JUDGEMENT = {
    "judgement": "The customers will notice.", "customer_benefit": "5",
    "customer_benefit_words": "A shorter wait.",
    "staff_benefit": "3", "effort": "4", "feasibility": "2",
}  # fmt: skip


@pytest.fixture
def people(app: Flask) -> dict[str, User]:
    """An author, two leads, an owner, and a colleague who can be asked."""
    with app.app_context():
        return {
            "author": factories.person(language="en"),
            "lead": factories.person(Role.LEAD, name="Leena Lead", language="en"),
            "other": factories.person(Role.LEAD, name="Olli Other", language="en"),
            "owner": factories.person(language="en"),
            "asked": factories.person(name="Arja Asked", language="en"),
            "stranger": factories.person(language="en"),
        }


@pytest.fixture
def idea(app: Flask, people: dict[str, User]) -> Idea:
    with app.app_context():
        idea = factories.submitted(people["author"])
        factories.answer_for(idea, people["owner"])
        return idea


def hand_in(client: FlaskClient, idea: Idea, **changed: str) -> int:
    return client.post(f"/ideas/{idea.public_id}/evaluation", data={**JUDGEMENT, **changed}).status_code


def ask(client: FlaskClient, idea: Idea, email: str) -> int:
    return client.post(f"/ideas/{idea.public_id}/evaluators", data={"email": email}).status_code


def scores(idea: Idea) -> dict[str, tuple[int, str]]:
    (evaluation,) = db.session.scalars(select(Evaluation).where(Evaluation.case_id == idea.id))
    return {score.criterion.value: (score.value, score.words) for score in evaluation.scores}


def requests(idea: Idea) -> list[int]:
    found = select(EvaluationRequest.user_id).where(EvaluationRequest.case_id == idea.id)
    return list(db.session.scalars(found))


def readers(client_of: SignIn, people: dict[str, User], idea: Idea) -> set[str]:
    """Who reads the judgement on the page of the idea."""
    pages = {who: client_of(person).get(f"/ideas/{idea.public_id}").text for who, person in people.items()}
    return {who for who, page in pages.items() if JUDGEMENT["judgement"] in page}


def test_an_evaluation_is_handed_in_and_can_be_changed(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    client = client_of(people["lead"])
    assert hand_in(client, idea) == 303
    assert JUDGEMENT["judgement"] in client.get(f"/ideas/{idea.public_id}/evaluation").text
    assert hand_in(client, idea, feasibility="4", customer_benefit_words="") == 303
    with app.app_context():
        assert scores(idea) == {
            "customer-benefit": (5, ""),
            "staff-benefit": (3, ""),
            "effort": (4, ""),
            "feasibility": (4, ""),
        }


@pytest.mark.parametrize(
    "wrong", [{"judgement": " "}, {"effort": ""}, {"effort": "6"}, {"effort": "0"}, {"effort": "x"}]
)
def test_words_and_every_criterion_on_the_scale_are_needed(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea, wrong: dict[str, str]
) -> None:
    assert hand_in(client_of(people["lead"]), idea, **wrong) == 422


def test_the_page_asks_for_the_customers_benefit_first(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    page = client_of(people["lead"]).get(f"/ideas/{idea.public_id}/evaluation").text
    names = ["customer_benefit", "staff_benefit", "effort", "feasibility", "judgement"]
    places = [page.index(f'name="{name}"') for name in names]
    assert places == sorted(places)


def test_whoever_was_asked_evaluates_and_is_asked_no_longer(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    asked = people["asked"]
    assert hand_in(client_of(asked), idea) == 403
    assert ask(client_of(people["lead"]), idea, asked.email) == 303
    with app.app_context():
        assert requests(idea) == [asked.id]
        (entry,) = db.session.scalars(select(Entry).where(Entry.kind == Kind.REVIEW_ASKED))
        told = db.session.scalars(select(Notification.user_id).where(Notification.entry_id == entry.id)).all()
        assert (entry.data["person"], told) == ("Arja Asked", [asked.id])
    assert hand_in(client_of(asked), idea) == 303
    with app.app_context():
        assert requests(idea) == []
    assert hand_in(client_of(asked), idea, effort="1") == 303


@pytest.mark.parametrize("hidden", [False, True])
def test_no_author_evaluates_their_own_idea_even_as_a_lead(
    app: Flask, client_of: SignIn, people: dict[str, User], hidden: bool
) -> None:
    with app.app_context():
        own = factories.submitted(people["lead"], hidden=hidden)
    assert hand_in(client_of(people["lead"]), own) == 403


@pytest.mark.parametrize(("hidden", "code"), [(False, 422), (True, 303)])
def test_asking_an_author_is_refused_unless_that_would_tell_who_it_is(
    app: Flask, client_of: SignIn, people: dict[str, User], hidden: bool, code: int
) -> None:
    with app.app_context():
        own = factories.submitted(people["author"], hidden=hidden)
    assert ask(client_of(people["lead"]), own, people["author"].email) == code


def test_the_owners_evaluation_is_kept_but_does_not_count(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    ask(client_of(people["lead"]), idea, people["owner"].email)
    assert hand_in(client_of(people["owner"]), idea) == 303
    with app.app_context():
        row = db.session.get_one(Idea, idea.id)
        assert (len(row.evaluations), row.facts().evaluations) == (1, 0)


def test_judgements_open_step_by_step(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    ask(client_of(people["lead"]), idea, people["asked"].email)
    hand_in(client_of(people["lead"]), idea)
    assert readers(client_of, people, idea) == {"lead"}
    hand_in(client_of(people["asked"]), idea, judgement="I see it otherwise.")
    assert readers(client_of, people, idea) == {"lead", "asked"}
    with app.app_context():
        factories.move(idea, "evaluate", people["other"])
    assert readers(client_of, people, idea) == {"lead", "asked", "other", "owner", "author"}


def test_nothing_is_evaluated_once_the_idea_has_moved_on(
    app: Flask, client_of: SignIn, people: dict[str, User]
) -> None:
    with app.app_context():
        moved_on = factories.evaluated(people["author"], people["lead"])
    assert hand_in(client_of(people["lead"]), moved_on) == 409
    assert ask(client_of(people["lead"]), moved_on, people["asked"].email) == 409


def test_the_figures_stand_beside_the_words(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    hand_in(client_of(people["lead"]), idea)
    hand_in(client_of(people["other"]), idea, customer_benefit="2", judgement="Not sure.")
    page = client_of(people["lead"]).get(f"/ideas/{idea.public_id}").text
    assert [words in page for words in ("3.5", "2–5", "seen very differently", "Not sure.")] == [True] * 4


def test_one_evaluation_has_no_median_and_no_range(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    lead = client_of(people["lead"])
    seen = []
    for evaluator in ("lead", "other"):
        hand_in(client_of(people[evaluator]), idea)
        page = lead.get(f"/ideas/{idea.public_id}").text
        seen.append([words in page for words in ("Median", "Lowest–highest")])
    assert seen == [[False, False], [True, True]]


def test_the_log_says_that_somebody_evaluated_but_not_what(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    hand_in(client_of(people["lead"]), idea)
    with app.app_context():
        (entry,) = db.session.scalars(select(Entry).where(Entry.kind == Kind.REVIEWED))
        assert (entry.words, entry.data) == ("", {})
