"""A blind round: while it is open, no surface tells who the authors are, or which unit they are from."""

import io
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.extensions import db
from ideas.features.attachments import service as attachments
from ideas.features.comments import service as comments
from ideas.judging import begin_round
from ideas.models import Idea, User
from ideas.transaction import command
from tests import factories
from workflow.actors import Role
from workflow.machine import Refused
from workflow.problems import Problem

ClientOf = Callable[[User], FlaskClient]
NAME, UNIT, FILE = "Sirkka-Liisa Outokumpulainen", "Saariston palvelupiste", "outokumpulainen-muistio.txt"
EVERYWHERE = ("/", "/news", "/ideas", "/desk", "/situation", "/evaluations", "/experiments", "/balance")


@pytest.fixture
def people(app: Flask) -> dict[str, User]:
    """An author with a name and a unit that nobody else has, and those who look."""
    with app.app_context():
        author = factories.person(name=NAME, home=factories.unit(UNIT, factories.unit("Etuuspalvelut")))
        roles = {"lead": Role.LEAD, "manager": Role.MANAGER, "admin": Role.ADMIN, "employee": Role.EMPLOYEE}
        return {"author": author, **{who: factories.person(role) for who, role in roles.items()}}


@pytest.fixture
def idea(app: Flask, people: dict[str, User]) -> Idea:
    """A submitted idea with a word, a file and a follower, in a blind round."""
    with app.app_context():
        row = factories.submitted(people["author"])
        actor, at = factories.actor(people["author"]), factories.NOW
        comments.add(row.public_id, "Sana.", language="fi", actor=actor, at=at)
        attachments.attach(row.public_id, FILE, io.BytesIO(b"Muistio"), actor=actor, at=at)
        factories.answer_for(row, factories.person())
        open_blind(row, people["lead"])
        return row


@command
def open_blind(idea: Idea, by: User) -> None:
    """A blind round."""
    row = db.session.get_one(Idea, idea.id)
    begin_round(row, actor_id=by.id, at=factories.NOW, is_blind=True)


def seen(client: FlaskClient, idea: Idea) -> str:
    """Everything that a person can read of it, the names of files among it."""
    page = f"/ideas/{idea.public_id}"
    more = (
        page,
        f"{page}/moves?name=drop",
        f"{page}/evaluation",
        f"{page}/evaluators",
        f"{page}/attachments",
    )
    texts = [client.get(address, follow_redirects=True).text for address in (*EVERYWHERE, *more)]
    return "\n".join([*texts, downloaded(client)])


def downloaded(client: FlaskClient) -> str:
    """Under which name the file is handed out."""
    with client.get("/attachments/1") as answer:
        return answer.headers["Content-Disposition"]


@pytest.mark.parametrize("who", ["lead", "manager", "admin", "employee"])
def test_nobody_but_the_authors_reads_who_they_are(
    app: Flask, client_of: ClientOf, people: dict[str, User], idea: Idea, who: str
) -> None:
    text = seen(client_of(people[who]), idea)
    found = [word for word in (NAME, FILE, f"<dd>{UNIT}</dd>", f"<span>{UNIT}</span>") if word in text]
    assert found == []
    assert idea.title in text


def test_the_author_still_finds_it_and_the_file_under_a_neutral_name(
    client_of: ClientOf, people: dict[str, User], idea: Idea
) -> None:
    client = client_of(people["author"])
    assert idea.title in client.get("/ideas?view=mine").text
    assert f"{idea.public_id}-1.txt" in downloaded(client)


def test_it_is_not_found_by_the_unit(client_of: ClientOf, people: dict[str, User], idea: Idea) -> None:
    unit = people["author"].unit_id
    client = client_of(people["employee"])
    assert idea.title not in client.get(f"/ideas?unit={unit}").text
    assert idea.title in client.get("/ideas").text


def test_the_end_of_the_round_gives_everything_back(
    app: Flask, client_of: ClientOf, people: dict[str, User], idea: Idea
) -> None:
    with app.app_context():
        factories.evaluate(idea, people["lead"])
        factories.move(idea, "evaluate", people["lead"])
        row = db.session.get_one(Idea, idea.id)
        assert (row.is_blind, row.hides_author, row.sealed_authors) == (False, False, [])
        assert row.unit_id == people["author"].unit_id
    text = seen(client_of(people["employee"]), idea)
    assert {word for word in (NAME, UNIT, FILE) if word in text} == {NAME, UNIT, FILE}


def test_a_hidden_author_stays_hidden_after_it(app: Flask, people: dict[str, User]) -> None:
    with app.app_context():
        row = factories.submitted(people["author"], hidden=True)
        open_blind(row, people["lead"])
        factories.move(row, "drop", people["lead"], "Ei nyt.", reason_code="not-now", condition="Rahaa.")
        row = db.session.get_one(Idea, row.id)
        assert (row.hides_author, row.named_authors, len(row.sealed_authors)) == (True, [], 1)


def test_an_author_who_answers_for_it_cannot_be_hidden(app: Flask, people: dict[str, User]) -> None:
    with app.app_context():
        row = factories.submitted(people["author"])
        factories.answer_for(row, people["author"])
        with pytest.raises(Refused) as refused:
            open_blind(row, people["lead"])
    assert refused.value.problems == (Problem.OWNER_IS_AUTHOR,)
