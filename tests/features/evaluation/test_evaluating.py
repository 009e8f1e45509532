"""Evaluating: who may, what counts, and who reads what when."""

import pytest
from flask import Flask
from sqlalchemy import select

from ideas.extensions import db
from ideas.judging import criteria_in_force
from ideas.models import Entry, Idea, Notification, User
from ideas.models.evaluation import Knowledge
from ideas.transaction import command
from tests import factories
from tests.features.evaluation.handing import JUDGEMENT, SignIn, ask, hand_in, requests, scores
from workflow.events import Kind
from workflow.scoring import Agreement

CHOSEN = [
    *("criterion_customer_benefit", "criterion_staff_benefit", "criterion_effort", "criterion_feasibility"),
    "knowledge",
]
LINK = "https://intra.example/mittaus"


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
    assert hand_in(client, idea, criterion_feasibility="4", criterion_customer_benefit_words="") == 303
    with app.app_context():
        assert scores(idea) == {
            "customer-benefit": (5, ""),
            "staff-benefit": (3, ""),
            "effort": (4, ""),
            "feasibility": (4, ""),
        }


@pytest.mark.parametrize(
    "wrong",
    [
        {"judgement": " "},
        *({"criterion_effort": value} for value in ("", "6", "0", "x")),
        *({"knowledge": value} for value in ("", "hearsay")),
        *(
            {"source": value}
            for value in ("javascript:alert(1)", "intra", "ftp://intra.example/a", "https://")
        ),
    ],
)
def test_words_and_every_criterion_on_the_scale_are_needed(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea, wrong: dict[str, str]
) -> None:
    assert hand_in(client_of(people["lead"]), idea, **wrong) == 422


def test_the_page_asks_for_the_customers_benefit_first(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    page = client_of(people["lead"]).get(f"/ideas/{idea.public_id}/evaluation").text
    names = [f"criterion_{name}" for name in ("customer_benefit", "staff_benefit", "effort", "feasibility")]
    places = [page.index(f'name="{name}"') for name in [*names, "judgement", "knowledge", "source"]]
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
    assert hand_in(client_of(asked), idea, criterion_effort="1") == 303


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
        assert (len(row.rounds[0].evaluations), row.facts().evaluations) == (1, 0)


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
    assert readers(client_of, people, idea) == {"lead", "asked", "other", "owner"}
    with app.app_context():
        factories.move(idea, "drop", people["lead"], "Ei nyt.", reason_code="not-now", condition="Rahaa.")
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
    hand_in(client_of(people["other"]), idea, criterion_customer_benefit="2", judgement="Not sure.")
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


def test_how_one_knows_is_kept_and_the_form_opens_with_everything(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    client = client_of(people["lead"])
    assert hand_in(client, idea, knowledge="measured", source=LINK) == 303
    with app.app_context():
        (evaluation,) = db.session.get_one(Idea, idea.id).rounds[0].evaluations
        assert (evaluation.knowledge, evaluation.source) == (Knowledge.MEASURED, LINK)
    page = client.get(f"/ideas/{idea.public_id}/evaluation").text
    checked = [line for line in page.splitlines() if " checked " in line]
    assert [f'name="{name}"' in line for name, line in zip(CHOSEN, checked, strict=True)] == [True] * 5
    assert [words in page for words in (LINK, "A shorter wait.", JUDGEMENT["judgement"])] == [True] * 3


def test_each_step_of_the_scale_has_its_word(client_of: SignIn, people: dict[str, User], idea: Idea) -> None:
    page = client_of(people["lead"]).get(f"/ideas/{idea.public_id}/evaluation").text
    assert ["1 the customer would not notice" in page, "5 can begin at once" in page] == [True, True]


@pytest.mark.parametrize(
    ("values", "agreement"),
    [
        (["5"], None),
        (["5", "4"], Agreement.AGREE),
        (["5", "3"], Agreement.MIXED),
        (["5", "1"], Agreement.DIVIDED),
    ],
)
def test_the_round_keeps_how_far_it_is_seen_alike(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea, values: list[str],
    agreement: Agreement | None,
) -> None:  # fmt: skip
    for who, value in zip(("lead", "other"), values, strict=False):
        assert hand_in(client_of(people[who]), idea, criterion_customer_benefit=value) == 303
    with app.app_context():
        assert db.session.get_one(Idea, idea.id).rounds[0].agreement == agreement


def test_a_changed_evaluation_changes_how_far_it_is_seen_alike(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    hand_in(client_of(people["lead"]), idea)
    for value in ("1", "5"):
        hand_in(client_of(people["other"]), idea, criterion_customer_benefit=value)
    with app.app_context():
        assert db.session.get_one(Idea, idea.id).rounds[0].agreement == Agreement.AGREE


def test_what_is_not_required_may_be_left_out_and_taken_back(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    with app.app_context():
        make_optional("effort")
    client = client_of(people["lead"])
    for value in ("4", ""):
        assert hand_in(client, idea, criterion_effort=value) == 303
    assert "I leave this out" in client.get(f"/ideas/{idea.public_id}/evaluation").text
    with app.app_context():
        assert sorted(scores(idea)) == ["customer-benefit", "feasibility", "staff-benefit"]


@command
def make_optional(code: str) -> None:
    """Let a criterion be left out."""
    next(each for each in criteria_in_force().criteria if each.code == code).is_required = False
