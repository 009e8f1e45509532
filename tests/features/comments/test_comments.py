"""Comments: written, edited while there is time, taken back with a trace, and never copied into the log."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ideas.extensions import db
from ideas.models import Comment, Entry, Idea, Notification, Sparring, User
from ideas.transaction import command
from tests import factories
from workflow.actors import Role
from workflow.permissions import Visibility

ClientOf = Callable[[User], FlaskClient]
BODY = "Sanat, joita *muualla* ei ole"


@pytest.fixture
def idea(app: Flask) -> Idea:
    with app.app_context():
        return factories.submitted(factories.person())


def write(client: FlaskClient, idea: Idea, body: str = BODY) -> str:
    """Post a comment; the address it leads to."""
    answer = client.post(f"/ideas/{idea.public_id}/comments", data={"body": body})
    assert answer.status_code == 303
    return answer.headers["Location"]


def logged(app: Flask) -> list[tuple[str, str, object]]:
    """Kind, words and data of every entry about a comment."""
    with app.app_context():
        entries = db.session.scalars(select(Entry).order_by(Entry.id)).all()
        return [(e.kind.value, e.words, e.data) for e in entries if e.kind.startswith("comment")]


def test_a_comment_has_an_address_of_its_own(app: Flask, idea: Idea, client_of: ClientOf) -> None:
    with app.app_context():
        client = client_of(factories.person(name="Kaisa Kommentoija"))
    assert write(client, idea) == f"/ideas/{idea.public_id}#comment-1"
    text = client.get(f"/ideas/{idea.public_id}").text
    assert ['id="comment-1"' in text, "<em>muualla</em>" in text, "Kaisa Kommentoija" in text] == [True] * 3


def test_the_words_of_a_comment_are_not_copied_into_the_log(
    app: Flask, idea: Idea, client_of: ClientOf
) -> None:
    with app.app_context():
        client = client_of(factories.person())
    write(client, idea)
    client.post("/comments/1/edit", data={"body": "Toiset sanat"})
    client.post("/comments/1/remove")
    assert logged(app) == [
        ("commented", "", {"comment": 1}),
        ("comment-edited", "", {"comment": 1}),
        ("comment-removed", "", {"comment": 1}),
    ]


def test_a_comment_taken_back_leaves_its_place_and_no_word(
    app: Flask, idea: Idea, client_of: ClientOf
) -> None:
    with app.app_context():
        client = client_of(factories.person(language="en"))
    write(client, idea)
    assert BODY.split()[0] in client.get("/comments/1/remove").text
    assert client.post("/comments/1/remove").status_code == 303
    text = client.get(f"/ideas/{idea.public_id}").text
    assert ("joita" in text, 'id="comment-1"' in text, "was taken back by its author" in text) == (
        False,
        True,
        True,
    )
    with app.app_context():
        comment = db.session.get_one(Comment, 1)
        assert (comment.body, comment.removed_at is not None) == ("", True)


def test_a_comment_can_be_edited_while_the_time_runs(app: Flask, idea: Idea, client_of: ClientOf) -> None:
    with app.app_context():
        client = client_of(factories.person())
    start = datetime.now(UTC)
    write(client, idea)
    assert "/comments/1/edit" in client.get(f"/ideas/{idea.public_id}").text
    assert client.post("/comments/1/edit", data={"body": "Tarkemmin"}).status_code == 303
    with time_machine.travel(start + timedelta(minutes=16), tick=True):
        assert "/comments/1/edit" not in client.get(f"/ideas/{idea.public_id}").text
        assert 'name="body"' not in client.get("/comments/1/edit").text
        assert client.post("/comments/1/edit", data={"body": "Myöhässä"}).status_code == 409
    with app.app_context():
        assert db.session.get_one(Comment, 1).body == "Tarkemmin"


@pytest.mark.parametrize("role", list(Role))
def test_nobody_else_edits_or_takes_back(app: Flask, idea: Idea, client_of: ClientOf, role: Role) -> None:
    with app.app_context():
        writer, other = client_of(factories.person()), client_of(factories.person(role))
    write(writer, idea)
    for place in ("/comments/1/edit", "/comments/1/remove"):
        assert other.get(place).status_code == 403
        assert other.post(place, data={"body": "Vieras"}).status_code == 403
    assert other.get("/comments/99/edit").status_code == 404


@pytest.mark.parametrize("body", ["", "   ", "x" * 5001, "Asiakas 131052-308T soitti", "a\x00b"])
def test_a_comment_that_cannot_stand_keeps_its_words(
    app: Flask, idea: Idea, client_of: ClientOf, body: str
) -> None:
    with app.app_context():
        client = client_of(factories.person())
    answer = client.post(f"/ideas/{idea.public_id}/comments", data={"body": body})
    assert (answer.status_code, "body-error" in answer.text, logged(app)) == (422, True, [])
    assert body.strip().strip("\x00")[:10] in answer.text


def test_a_draft_is_talked_about_by_its_circle_alone(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author, sparrer, other = (factories.person() for _ in range(3))
        idea = factories.draft(author)
        spar(idea, sparrer)
    answers = [
        client_of(person).post(f"/ideas/{idea.public_id}/comments", data={"body": BODY}).status_code
        for person in (author, sparrer, other)
    ]
    assert answers == [303, 303, 404]
    with app.app_context():
        told = db.session.execute(
            select(Notification.entry_id, Notification.user_id).order_by(Notification.id)
        )
        assert [row.user_id for row in told] == [sparrer.id, author.id]
        assert [c.author_id for c in db.session.scalars(select(Comment).order_by(Comment.id))] == [
            None,
            sparrer.id,
        ]
    assert client_of(other).get("/comments/1/edit").status_code == 404


def test_an_author_edits_what_they_wrote_without_a_name(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author = factories.person()
        idea = factories.submitted(author, hidden=True)
    client = client_of(author)
    write(client, idea)
    assert client.post("/comments/1/edit", data={"body": "Tarkemmin"}).status_code == 303
    assert client.post("/comments/1/remove").status_code == 303


def test_a_repeated_post_is_one_comment(app: Flask, idea: Idea, client_of: ClientOf) -> None:
    with app.app_context():
        client = client_of(factories.person())
    for _ in range(2):
        posted = {"body": BODY, "post_key": "sama-avain"}
        assert client.post(f"/ideas/{idea.public_id}/comments", data=posted).status_code == 303
    assert len(logged(app)) == 1


@command
def spar(idea: Idea, colleague: User) -> None:
    """Let a colleague see a draft."""
    row = db.session.get_one(Idea, idea.id)
    row.sparrings.append(Sparring(user_id=colleague.id, at=factories.NOW))
    row.visibility = Visibility.SPARRING
