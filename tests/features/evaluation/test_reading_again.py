"""Older rounds: each read by its own rule, and what changed in the text between them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.extensions import db
from ideas.history import record
from ideas.models import Idea, User
from ideas.transaction import command
from tests import factories
from tests.features.case.pages import main_of
from tests.features.evaluation import rounds
from tests.statements import selects
from workflow.actors import Role
from workflow.events import Kind

SignIn = Callable[[User], FlaskClient]
FIRST, SECOND = "Ensimmäisen kierroksen sanat", "Toisen kierroksen sanat"
DAY = timedelta(days=1)


@pytest.fixture
def people(app: Flask) -> dict[str, User]:
    """An author, an owner, two leads, a manager."""
    roles = {"lead": Role.LEAD, "other": Role.LEAD, "manager": Role.MANAGER}
    with app.app_context():
        return {
            who: factories.person(roles.get(who, Role.EMPLOYEE), language="en")
            for who in ("author", "owner", "employee", *roles)
        }


@pytest.fixture
def idea(app: Flask, people: dict[str, User]) -> Idea:
    """An idea evaluated once, edited, and opened for a second round."""
    with app.app_context():
        row = factories.submitted(people["author"])
        factories.answer_for(row, people["owner"])
        edit(row, 0, title=["Ennen kaikkea", "Alku"])
        rounds.judge(row, people["lead"], FIRST, (5, 5, 5, 5))
        factories.move(row, "evaluate", people["lead"])
        edit(row, 1, essence=["Tiivis", "Tiiviimpi"], benefit=["Hyöty", "Etu"])
        edit(row, 2, essence=["Tiiviimpi", "Tiivein"], benefit=["Etu", "Hyöty"])
        rounds.evaluate_again(row, "Kohderyhmä on nyt toinen.", factories.NOW + 3 * DAY)
        edit(row, 4, matters=["Vanha", "Liian myöhäinen"])
        return row


@command
def edit(idea: Idea, day: int, **changes: list[str]) -> None:
    """An entry of the log that says what changed in the text."""
    row = db.session.get_one(Idea, idea.id)
    at = factories.NOW + day * DAY - timedelta(hours=1)
    record(Kind.EDITED, at=at, actor_id=None, case=row, data={"changes": changes})


def evaluation_of(client: FlaskClient, idea: Idea) -> str:
    """The part of the page that tells of evaluations."""
    text = main_of(client.get(f"/ideas/{idea.public_id}").text)
    return text.partition('aria-labelledby="evaluation">')[2].partition("</section>")[0]


def test_who_judges_again_reads_what_changed_and_why(
    client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    told = evaluation_of(client_of(people["other"]), idea)
    now = told.partition("<details")[0]
    assert "Kohderyhmä on nyt toinen." in now
    assert [words in now for words in ("Tiivis", "Tiivein")] == [True, True]
    missing = ("Tiiviimpi", "Etu", "Ennen kaikkea", "Alku", "Liian myöhäinen")
    assert [words for words in missing if words in now] == []


def test_an_older_round_is_read_behind_a_line_and_by_its_own_rule(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    with app.app_context():
        rounds.judge(idea, people["lead"], SECOND, (1, 1, 1, 1))
    sections = {who: evaluation_of(client_of(person), idea) for who, person in people.items()}
    assert {who for who, text in sections.items() if FIRST in text} == {"lead", "other", "owner"}
    assert {who for who, text in sections.items() if SECOND in text} == {"lead"}
    now, _, before = sections["lead"].partition('<details class="disclosure">')
    assert (SECOND in now, FIRST in now, FIRST in before) == (True, False, True)
    assert "Round 1 of evaluation, 5.3.2026" in before


def test_without_changes_the_page_says_so(app: Flask, client_of: SignIn, people: dict[str, User]) -> None:
    with app.app_context():
        row = factories.evaluated(people["author"], people["lead"])
        rounds.evaluate_again(row, "Katsotaan uudelleen.", factories.NOW + DAY)
    told = evaluation_of(client_of(people["other"]), row)
    assert "The text did not change since the round before." in told


def test_an_idea_reopened_tells_its_old_round_behind_a_line(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    with app.app_context():
        why = {"reason_code": "not-now", "condition": "Uusi tilanne."}
        factories.move(idea, "drop", people["lead"], "Ei nyt.", **why)
        factories.move(idea, "reopen", people["lead"], "Tilanne on uusi.")
    told = evaluation_of(client_of(people["lead"]), idea)
    assert FIRST not in told.partition("<details")[0]
    assert FIRST in told
    assert FIRST in evaluation_of(client_of(people["author"]), idea)
    assert FIRST not in evaluation_of(client_of(people["manager"]), idea)


def test_rounds_more_cost_no_statements_more(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    client, counts = client_of(people["lead"]), []
    for number in range(2):
        with selects(app) as asked:
            evaluation_of(client, idea)
        counts.append(len(asked))
        with app.app_context():
            factories.move(idea, "drop", people["other"], "Ei.", reason_code="not-now", condition="Uusi.")
            factories.move(idea, "reopen", people["other"], "Uusi tilanne.")
            rounds.judge(idea, factories.person(Role.LEAD), f"Näkemys {number}")
    assert counts[0] == counts[1]
