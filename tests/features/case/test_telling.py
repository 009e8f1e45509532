"""The log told as a timeline: calm, in words, and nobody named who stays hidden."""

from flask import Flask

from ideas import telling
from ideas.extensions import db
from ideas.features.case import service
from ideas.models import Idea, User
from tests import factories
from tests.features.case.pages import comment, involve
from workflow.actors import Role


def told(idea: Idea) -> list[tuple[str | None, str]]:
    """Who did what, as the timeline says it."""
    return [(row.who, row.sentence) for row in telling.timeline(db.session.get_one(Idea, idea.id))]


def edit(idea: Idea, by: User, **texts: str) -> None:
    """One edit by the author."""
    actor = factories.actor(by)
    service.edit(idea.public_id, texts, version=None, actor=actor, at=factories.NOW)


def test_small_gestures_are_left_out_and_comments_of_a_day_are_one_row(app: Flask) -> None:
    with app.app_context(), app.test_request_context(headers={"Accept-Language": "en"}):
        author, first, second = (factories.person(name=name) for name in ("Aino", "Eka", "Toka"))
        idea = factories.submitted(author)
        involve(idea, first)
        for person in (first, second, first):
            comment(idea, person, "Hyvä")
        assert told(idea) == [
            ("Aino", "submitted the idea"),
            ("Eka", "joined in: I try it out in my work"),
            ("Eka", "said thank you"),
            ("Eka, Toka", "commented"),
        ]


def test_edits_of_a_day_are_told_from_the_first_to_the_last(app: Flask) -> None:
    with app.app_context(), app.test_request_context(headers={"Accept-Language": "en"}):
        author = factories.person()
        idea = factories.submitted(author, matters="Yksi")
        edit(idea, author, matters="Kaksi", title="Toinen")
        edit(idea, author, matters="Kolme")
        rows = telling.timeline(db.session.get_one(Idea, idea.id))
        assert [row.sentence for row in rows] == ["submitted the idea", "edited the text"]
        assert rows[1].details == [
            ("What matters?", "Yksi", "Kolme"),
            ("Title", "Puhelinaika varattavaksi verkosta", "Toinen"),
        ]


def test_words_keep_moves_apart_and_a_hidden_author_is_the_author(app: Flask) -> None:
    with app.app_context(), app.test_request_context(headers={"Accept-Language": "en"}):
        author, lead = factories.person(name="Hilla"), factories.person(Role.LEAD, name="Leena")
        idea = factories.submitted(author, hidden=True)
        reason = {"reason_code": "not-now", "condition": "Aikaa"}
        factories.move(idea, "drop", lead, "Ei nyt", **reason)
        rows = telling.timeline(db.session.get_one(Idea, idea.id))
        assert [(row.who, row.words, row.is_rounded) for row in rows] == [
            ("The author", None, True),
            ("Leena", "Ei nyt", False),
        ]
