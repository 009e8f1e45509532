"""The queue of evaluations: what waits for whom, in which order, and nothing of what others said."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.extensions import db
from ideas.models import Idea, Join, User
from ideas.models.involvement import JoinRole
from ideas.transaction import command
from tests import factories
from tests.features.evaluation.handing import SignIn, abstain, ask, close_round, hand_in, open_round
from tests.statements import selects
from workflow.actors import Role

NOTHING = "Nothing waits for your evaluation."


def ideas(people: dict[str, User], *titles: str) -> list[Idea]:
    """Submitted ideas with these titles."""
    return [factories.submitted(people["author"], title=title) for title in titles]


def order(client: FlaskClient, *titles: str) -> list[str]:
    """The titles that the page shows, as they stand there."""
    page = client.get("/evaluations").text
    return sorted((title for title in titles if title in page), key=page.index)


@pytest.mark.parametrize("who", ["author", "owner", "asked", "stranger"])
def test_everybody_has_a_queue_which_may_be_empty(
    client_of: SignIn, people: dict[str, User], idea: Idea, who: str
) -> None:
    page = client_of(people[who]).get("/evaluations").text
    assert [words in page for words in (NOTHING, idea.title)] == [True, False]


def test_the_fewest_evaluations_come_first_and_then_the_nearest_day(
    app: Flask, client_of: SignIn, people: dict[str, User]
) -> None:
    titles = ("Evaluated once", "Undated", "Due later", "Due soon")
    with app.app_context():
        once, undated, later, soon = ideas(people, *titles)
        factories.evaluate(once, people["other"])
    lead, email = client_of(people["lead"]), people["asked"].email
    ask(lead, once, email, due_on="2099-01-01")
    ask(lead, undated, email)
    ask(lead, later, email, due_on="2099-03-01")
    ask(lead, soon, email, due_on="2099-02-01")
    asked = client_of(people["asked"])
    assert order(asked, *titles) == ["Due soon", "Due later", "Undated", "Evaluated once"]
    page = asked.get("/evaluations").text
    assert ["1 person has evaluated it." in page, "Hyvä idea." in page] == [True, False]


def test_what_was_answered_abstained_from_or_closed_waits_no_longer(
    app: Flask, client_of: SignIn, people: dict[str, User]
) -> None:
    titles = ("Answered", "Abstained", "Closed", "Waiting")
    with app.app_context():
        answered, abstained, _closed, waiting = ideas(people, *titles)
        closed = factories.evaluated(people["author"], people["lead"], title="Closed")
    lead, asked = client_of(people["lead"]), client_of(people["asked"])
    open_round(lead, closed, words="Again.")
    for each in (answered, abstained, closed, waiting):
        assert ask(lead, each, people["asked"].email) == 303
    codes = [hand_in(asked, answered), abstain(asked, abstained), close_round(lead, closed)]
    assert (codes, order(asked, *titles)) == ([303] * 3, ["Waiting"])


def test_what_is_evaluated_again_waits_too(app: Flask, client_of: SignIn, people: dict[str, User]) -> None:
    with app.app_context():
        again = factories.evaluated(people["author"], people["lead"], title="Again")
    open_round(client_of(people["lead"]), again, words="Why.", email=people["asked"].email)
    assert order(client_of(people["asked"]), "Again") == ["Again"]


def test_what_one_takes_part_in_does_not_wait(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    ask(client_of(people["lead"]), idea, people["asked"].email)
    with app.app_context():
        join(idea, people["asked"])
    assert NOTHING in client_of(people["asked"]).get("/evaluations").text


def test_leads_see_what_nobody_has_evaluated_yet(
    app: Flask, client_of: SignIn, people: dict[str, User]
) -> None:
    titles = ("Fresh", "Evaluated", "Abstained from", "Asked of me", "My own", "My hidden")
    with app.app_context():
        _fresh, evaluated, abstained, mine = ideas(people, *titles[:4])
        factories.evaluate(evaluated, people["other"])
        factories.submitted(people["lead"], title="My own")
        factories.submitted(people["lead"], title="My hidden", hidden=True)
        factories.draft(people["author"], title="Draft")
    lead = client_of(people["lead"])
    abstain(lead, abstained)
    ask(client_of(people["other"]), mine, people["lead"].email)
    assert order(lead, *titles, "Draft") == ["Asked of me", "Fresh"]


@command
def join(idea: Idea, who: User) -> None:
    """Take part in the idea."""
    db.session.add(Join(case_id=idea.id, user_id=who.id, role=JoinRole.TRY, at=factories.NOW))


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.LEAD])
def test_the_queue_takes_as_many_queries_for_three_ideas_as_for_one(
    app: Flask, client_of: SignIn, people: dict[str, User], role: Role
) -> None:
    counts = []
    with app.app_context():
        who = factories.person(role)
    client = client_of(who)
    for titles in (("First",), ("Second", "Third")):
        with app.app_context():
            fresh = ideas(people, *titles)
        for each in fresh:
            ask(client_of(people["lead"]), each, who.email)
        with selects(app) as found:
            client.get("/evaluations")
        counts.append(len(found))
    assert counts[0] == counts[1]
