"""Asking for evaluations by name and by unit, and what leads see of who answers."""

import pytest
from flask import Flask
from sqlalchemy import select

from ideas.extensions import db
from ideas.models import Idea, Join, Notification, Unit, User
from ideas.models.involvement import JoinRole
from ideas.transaction import command
from tests import factories
from tests.features.evaluation.handing import SignIn, abstain, ask, hand_in, open_round, recorded, requests
from tests.statements import selects
from workflow.events import Kind

DUE = "2099-05-01"


@pytest.fixture
def unit(app: Flask) -> Unit:
    """A unit with one below it."""
    with app.app_context():
        unit = factories.unit("Neuvonta")
        factories.person(home=factories.unit("Puhelin", unit))
        return unit


@command
def join(idea: Idea, who: User) -> None:
    """Take part in the idea."""
    db.session.add(Join(case_id=idea.id, user_id=who.id, role=JoinRole.TRY, at=factories.NOW))


def told(idea: Idea) -> set[int]:
    """Who heard that they are asked."""
    entries = [entry.id for entry in recorded(idea, Kind.REVIEW_ASKED)]
    return set(db.session.scalars(select(Notification.user_id).where(Notification.entry_id.in_(entries))))


def test_a_unit_is_asked_with_one_entry_and_everybody_is_told(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea, unit: Unit
) -> None:
    with app.app_context():
        inside = [factories.person(home=unit).id for _ in range(3)]
        factories.person(home=unit, deactivated_at=factories.NOW)
    assert ask(client_of(people["lead"]), idea, unit=unit.id, due_on=DUE) == 303
    with app.app_context():
        (entry,) = recorded(idea, Kind.REVIEW_ASKED)
        assert (requests(idea), told(idea)) == (inside, set(inside))
        assert entry.data == {"person": "Neuvonta", "due_on": DUE}


def test_who_cannot_evaluate_is_left_out_of_a_unit(
    app: Flask, client_of: SignIn, people: dict[str, User], unit: Unit
) -> None:
    with app.app_context():
        author, joined, lead, free = (factories.person(home=unit) for _ in range(4))
        idea = factories.submitted(author)
        join(idea, joined)
        factories.evaluate(idea, lead)
    assert ask(client_of(people["lead"]), idea, unit=unit.id) == 303
    with app.app_context():
        assert requests(idea) == [free.id]


@pytest.mark.parametrize("is_blind", [False, True])
def test_a_hidden_author_is_asked_like_anyone_and_cannot_evaluate(
    app: Flask, client_of: SignIn, people: dict[str, User], unit: Unit, is_blind: bool
) -> None:
    with app.app_context():
        author, other = (factories.person(home=unit, language="en") for _ in range(2))
        idea = factories.submitted(author, hidden=not is_blind)
    lead, client = client_of(people["lead"]), client_of(author)
    assert open_round(lead, idea, unit=unit.id, **({"is_blind": "y"} if is_blind else {})) == 303
    with app.app_context():
        assert requests(idea) == [author.id, other.id]
    assert hand_in(client, idea) == 403
    assert "Nothing waits for your evaluation." in client.get("/evaluations").text
    assert "You are asked to evaluate" not in client.get("/").text


def test_nobody_left_to_ask_is_said_and_changes_nothing(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea, unit: Unit
) -> None:
    answer = client_of(people["lead"]).post(
        f"/ideas/{idea.public_id}/evaluators", data={"unit": str(unit.id)}
    )
    assert (answer.status_code, "Nobody could be asked" in answer.text) == (409, True)
    with app.app_context():
        assert db.session.get_one(Idea, idea.id).rounds == []


@pytest.mark.parametrize(
    "sent", [{}, {"unit": "999"}, {"email": "nobody@example.org"}, {"due_on": "2020-01-01"}]
)
def test_somebody_who_can_be_asked_must_be_named(
    client_of: SignIn, people: dict[str, User], idea: Idea, sent: dict[str, str]
) -> None:
    assert ask(client_of(people["lead"]), idea, **sent) == 422


def test_who_takes_part_or_has_a_conflict_is_not_asked_by_name(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    with app.app_context():
        join(idea, people["stranger"])
    lead = client_of(people["lead"])
    ask(lead, idea, people["asked"].email)
    abstain(client_of(people["asked"]), idea, "conflict")
    assert [ask(lead, idea, people[who].email) for who in ("stranger", "asked", "author")] == [422] * 3


def test_who_abstained_for_another_reason_is_asked_again(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea
) -> None:
    lead, asked = client_of(people["lead"]), client_of(people["asked"])
    ask(lead, idea, people["asked"].email)
    abstain(asked, idea)
    ask(lead, idea, people["asked"].email, due_on=DUE)
    assert idea.title in asked.get("/evaluations").text


def test_leads_see_who_has_answered_who_abstained_and_who_is_silent(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea, unit: Unit
) -> None:
    with app.app_context():
        silent = factories.person(name="Siiri Silent", home=unit)
    lead = client_of(people["lead"])
    ask(lead, idea, people["asked"].email, unit=unit.id, due_on=DUE)
    abstain(client_of(people["asked"]), idea, "conflict", "My sister wrote it.")
    hand_in(client_of(people["other"]), idea, judgement="Nobody reads this yet.")
    page = " ".join(lead.get(f"/ideas/{idea.public_id}/evaluators").text.split())
    rows = {
        name: page.split(name, 1)[1].split("</tr>")[0] for name in ("Arja Asked", "Olli Other", silent.name)
    }
    assert "abstained because of a conflict of interest" in rows["Arja Asked"]
    assert "My sister wrote it." in rows["Arja Asked"]
    assert "has evaluated" in rows["Olli Other"]
    assert ["has not answered yet" in rows[silent.name], "1.5.2099" in rows[silent.name]] == [True, True]
    assert "Nobody reads this yet." not in page


@pytest.mark.parametrize("who", ["author", "owner", "stranger"])
def test_nobody_but_a_lead_asks_or_sees_who_is_asked(
    client_of: SignIn, people: dict[str, User], idea: Idea, who: str
) -> None:
    client = client_of(people[who])
    assert ask(client, idea, people["asked"].email) == 403
    assert client.get(f"/ideas/{idea.public_id}/evaluators").status_code == 403


def test_the_list_of_the_asked_takes_as_many_queries_for_three_as_for_one(
    app: Flask, client_of: SignIn, people: dict[str, User], idea: Idea, unit: Unit
) -> None:
    lead = client_of(people["lead"])
    counts: list[int] = []
    for _ in range(2):
        with app.app_context():
            for _each in range(1 if not counts else 2):
                factories.person(home=unit)
        ask(lead, idea, unit=unit.id)
        with selects(app) as found:
            lead.get(f"/ideas/{idea.public_id}/evaluators")
        counts.append(len(found))
    assert counts[0] == counts[1]
