"""What a person leaves where no column names them: feedback, drafts that were shown, words without a name."""

import io
from typing import Any

from flask import Flask
from sqlalchemy import select

from ideas.extensions import db
from ideas.features.attachments import service as attachments
from ideas.features.erasing.queries import beforehand
from ideas.features.erasing.service import Wish
from ideas.features.feedback import service as feedback
from ideas.features.submission import sparrers
from ideas.models import Attachment, CaseAuthor, Comment, Feedback, Idea, User
from ideas.models.feedback import FeedbackKind
from ideas.transaction import command
from tests import factories
from tests.features.case.pages import ask_to_spar, comment
from tests.features.erasing.doing import erase, everything, is_true
from workflow.actors import Role

TEXTS: dict[str, Any] = {
    name: f"Sanani {name}" for name in ("title", "essence", "description", "benefit", "matters")
}
ALL_WORDS = Wish("Pyyntö.", takes_comments=True)


def test_the_address_goes_out_of_the_feedback_that_was_given_with_it(app: Flask) -> None:
    with app.app_context():
        person = factories.person()
        for address in (person.email.title(), "muu@example.org"):
            said = feedback.Said(FeedbackKind.OTHER, "Hyvä palvelu.", address, "fi")
            feedback.give(said, "", address=None, at=factories.NOW)
        erase(person)
        assert [each.email for each in db.session.scalars(select(Feedback).order_by(Feedback.id))] == [
            None,
            "muu@example.org",
        ]


def test_a_draft_that_somebody_saw_once_is_emptied(app: Flask) -> None:
    with app.app_context():
        person, sparrer = factories.person(), factories.person()
        draft = factories.draft(person, **TEXTS)
        ask_to_spar(draft, sparrer)
        comment(draft, sparrer, "Toisen sanat")
        comment(draft, person, "Sanani kommentissa")
        sparrers.end(draft.public_id, sparrer.id, actor=factories.actor(person), at=factories.NOW)
        attach(draft, person)
        counted = beforehand(person)
        assert (counted.drafts, counted.emptied_drafts, counted.comments) == (0, 1, 0)
        erase(person)
        assert ("sanani" in everything().casefold(), "Toisen sanat" in everything()) == (False, True)
        assert list(db.session.scalars(select(Attachment))) == []
    assert is_true(app)


def test_a_draft_that_somebody_still_sees_stays(app: Flask) -> None:
    with app.app_context():
        person = factories.person()
        shown, shared = (factories.draft(person, **TEXTS) for _each in range(2))
        ask_to_spar(shown, factories.person())
        write_together(shared, factories.person())
        for draft in (shown, shared):
            comment(draft, person, "Näkyy.")
        assert beforehand(person).emptied_drafts == 0
        erase(person)
        assert list(db.session.scalars(select(Idea.title))) == [TEXTS["title"]] * 2


def test_words_that_were_said_in_ones_own_draft_go_too(app: Flask) -> None:
    with app.app_context():
        person = factories.person()
        draft = factories.draft(person)
        comment(draft, person, "Luonnoksen sanat")
        factories.move(draft, "submit", person)
        comment(draft, factories.person(Role.LEAD), "Toisen sanat")
        assert beforehand(person).comments == 1
        erase(person, ALL_WORDS)
        assert list(db.session.scalars(select(Comment.body).order_by(Comment.id))) == ["", "Toisen sanat"]
    assert is_true(app)


def test_what_could_tell_a_hidden_author_stays(app: Flask) -> None:
    with app.app_context():
        person, other = factories.person(), factories.person()
        hidden, shared = factories.submitted(person, hidden=True), factories.draft(other)
        write_together(shared, person)
        for idea in (hidden, shared):
            comment(idea, person, "Jää.")
        assert beforehand(person).comments == 0
        erase(person, ALL_WORDS)
        assert list(db.session.scalars(select(Comment.body))) == ["Jää."] * 2


def attach(draft: Idea, person: User) -> None:
    """A file of the draft."""
    file, actor = io.BytesIO(b"Muistio"), factories.actor(person)
    attachments.attach(draft.public_id, "Sanani.txt", file, actor=actor, at=factories.NOW)


@command
def write_together(draft: Idea, other: User) -> None:
    """Let somebody else write the draft too."""
    db.session.add(CaseAuthor(case_id=draft.id, user_id=other.id, position=1))
