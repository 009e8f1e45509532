"""Naming a colleague by @ in a comment: they hear of it, if it is beyond doubt who is meant."""

import html
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ideas.extensions import db
from ideas.features.comments import service
from ideas.features.comments.mentions import mentioned, unclear
from ideas.models import Comment, Entry, Idea, Notification, User
from tests import factories
from tests.factories import NOW, actor
from tests.features.case.pages import ask_to_spar

NAMES = {
    "aino": "Aino Aarnio", "first": "Matti Virtanen", "second": "Matti Korhonen", "twin": "Matti Korhonen",
    "ake": "Åke von Ört", "anna": "Anna-Liisa Salo",
}  # fmt: skip
Browser = Callable[[User], FlaskClient]


@pytest.fixture
def people(app: Flask) -> dict[str, User]:
    """People of whom three are called Matti, and two of these alike; each with an address of a kind."""
    with app.app_context():
        return {key: factories.person(name=name) for key, name in NAMES.items()}


@pytest.fixture
def idea(app: Flask, people: dict[str, User]) -> Idea:
    """Aino's open idea."""
    with app.app_context():
        return factories.submitted(people["aino"])


@pytest.mark.parametrize(
    ("text", "who", "doubts"),
    [
        ("Kysy @Aino Aarnio, hän tietää.", "aino", []),
        ("@aino osaa sanoa.", "aino", []),
        ("Kysy (@Aino).", "aino", []),
        ("@Åke von Ört kan svara.", "ake", []),
        ("@åke kan svara.", "ake", []),
        ("@Anna-Liisa ja @Aino!", "aino anna", []),
        ("@Matti Virtanen, katsotko?", "first", []),
        ("@Matti Virtanen katsotko?", "first", []),
        ("@Matti, katsotko?", "", ["Matti"]),
        ("@Matti Korhonen, katsotko?", "", ["Matti"]),
        ("@Aino Kallio, katsotko?", "", ["Aino"]),
        ("@Tuntematon, katsotko?", "", []),
        ("Osoite on aino@Aino.example eikä @ ole nimi.", "", []),
        ("Ei ketään.", "", []),
    ],
)
def test_whom_a_comment_names(
    app: Flask, people: dict[str, User], idea: Idea, text: str, who: str, doubts: list[str]
) -> None:
    with app.app_context():
        row = db.session.get_one(Idea, idea.id)
        assert mentioned(text, row) == {people[key].id for key in who.split()}
        assert [each.said for each in unclear(text, row)] == doubts


def test_people_of_one_name_are_told_apart_by_their_addresses(
    app: Flask, people: dict[str, User], idea: Idea
) -> None:
    with app.app_context():
        row = db.session.get_one(Idea, idea.id)
        (doubt,) = unclear("@Matti, katsotko?", row)
        alike = [people[key].email for key in ("second", "twin")]
        assert sorted(doubt.ways) == sorted(["@Matti Virtanen", *(f"@{email}" for email in alike)])
        assert mentioned(f"@{alike[1]}, katsotko?", row) == {people["twin"].id}


def test_whoever_is_named_hears_of_it_once(app: Flask, people: dict[str, User], idea: Idea) -> None:
    with app.app_context():
        added = service.add(idea.public_id, "Kysy @Åke.", language="fi", actor=actor(people["first"]), at=NOW)
        assert told(people) == {"aino": 1, "ake": 1}
        service.edit(added.id, "Kysy @Åke tai @Anna-Liisa.", actor=actor(people["first"]), at=NOW)
        assert told(people) == {"aino": 1, "ake": 1, "anna": 1}


def test_a_choice_is_offered_beside_the_field_and_nothing_is_lost(
    app: Flask, people: dict[str, User], idea: Idea, client_of: Browser
) -> None:
    client = client_of(people["anna"])
    answer = client.post(f"/ideas/{idea.public_id}/comments", data={"body": "Kysy @Matti."})
    page = html.unescape(answer.text)
    assert (answer.status_code, "@Matti Virtanen" in page, "Kysy @Matti." in page) == (422, True, True)
    with app.app_context():
        assert db.session.scalars(select(Comment)).all() == []


def test_in_a_draft_only_those_who_are_known_there_are_found(app: Flask, people: dict[str, User]) -> None:
    with app.app_context():
        draft = factories.draft(people["first"], hidden=True)
        ask_to_spar(draft, people["anna"])
        row = db.session.get_one(Idea, draft.id)
        assert mentioned("@Anna-Liisa, @Åke, @Matti Virtanen", row) == {people["anna"].id}
        assert unclear("@Matti", row) == []


def test_a_closed_account_is_not_named(app: Flask, people: dict[str, User], idea: Idea) -> None:
    with app.app_context():
        factories.person(name="Suljettu Tili", deactivated_at=NOW)
        assert mentioned("@Suljettu Tili", db.session.get_one(Idea, idea.id)) == set()


def told(people: dict[str, User]) -> dict[str, int]:
    """How many comments and edits each was told of."""
    statement = (
        select(Notification.user_id).join(Entry).where(Entry.kind.in_(["commented", "comment-edited"]))
    )
    found = list(db.session.scalars(statement))
    return {key: found.count(person.id) for key, person in people.items() if person.id in found}
