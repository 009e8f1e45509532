"""The answer to feedback goes to the address that was left: once, in its language, without its words."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ideas.extensions import SETTINGS, db
from ideas.features.feedback import service
from ideas.features.mail import claims
from ideas.features.mail.delivery import deliver
from ideas.models import AnswerMail, Feedback, User
from ideas.models.feedback import FeedbackKind
from tests import factories
from tests.factories import NOW, actor
from tests.features.mail.smtp import BUSY, TAKEN, UNKNOWN, Postbox, listening, posting_to
from workflow.actors import Role

ADDRESS = "ulla@example.org"


@pytest.fixture
def box(app: Flask) -> Iterator[Postbox]:
    """A mail server to which the application sends."""
    with listening(Postbox()) as box, posting_to(box, app.extensions[SETTINGS]):
        yield box


def answered(email: str | None = ADDRESS, language: str = "fi") -> Feedback:
    """Feedback that was answered just now."""
    service.give(
        service.Said(FeedbackKind.OTHER, "Salainen valitus.", email, language), "k", address=None, at=NOW
    )
    (found,) = db.session.scalars(select(Feedback))
    by = actor(factories.person(Role.ADMIN))
    service.answer(found.id, "Kiitos.\n\n<b>Korjattu</b> **heti**.", actor=by, at=NOW)
    return found


def carry(at: datetime = NOW) -> int:
    """Send what is due at that moment."""
    return deliver(lambda: at)


def the_mail() -> AnswerMail:
    """The only mail with an answer."""
    (mail,) = db.session.scalars(select(AnswerMail).execution_options(populate_existing=True))
    return mail


def part(message: EmailMessage, kind: str) -> str:
    """Its words, as plain text or as HTML."""
    body = message.get_body((kind,))
    assert isinstance(body, EmailMessage)
    return str(body.get_content())


def test_the_answer_is_mailed_to_the_address_that_was_left(app: Flask, box: Postbox) -> None:
    with app.app_context():
        number = answered().number
        assert [carry(), carry()] == [1, 0]
        name = the_mail().message_id
    (message,) = box.taken
    text, html = part(message, "plain"), part(message, "html")
    assert (str(message["To"]), message["Message-ID"], message["List-Unsubscribe"]) == (ADDRESS, name, None)
    assert number in str(message["Subject"])
    assert text.splitlines()[4:7] == ["Kiitos.", "", "<b>Korjattu</b> **heti**."]
    assert "&lt;b&gt;Korjattu&lt;/b&gt; <strong>heti</strong>" in html
    assert '<html lang="fi">' in html
    assert "Salainen" not in text + html


@pytest.mark.parametrize(("language", "subject"), [("en", "The answer to your feedback P-2026-0001")])
def test_it_speaks_the_language_of_the_feedback(
    app: Flask, box: Postbox, language: str, subject: str
) -> None:
    with app.app_context():
        answered(language=language)
        carry()
    (message,) = box.taken
    assert (message["Subject"], f'<html lang="{language}">' in part(message, "html")) == (subject, True)


def test_nobody_is_mailed_who_left_no_address(app: Flask, box: Postbox) -> None:
    with app.app_context():
        answered(email=None)
        assert (carry(), list(db.session.scalars(select(AnswerMail)))) == (0, [])


def test_without_a_mail_server_whoever_answers_is_asked_to_write_themselves(
    app: Flask, client_of: Callable[[User], FlaskClient]
) -> None:
    with app.app_context():
        place = f"/feedback/received/{answered().id}"
        assert list(db.session.scalars(select(AnswerMail))) == []
        client = client_of(factories.person(Role.LEAD))
    page = client.get(place).text
    assert f'<a href="mailto:{ADDRESS}">' in page


def test_what_fails_is_sent_again_as_the_same_mail(app: Flask, box: Postbox) -> None:
    box.answer = lambda number: BUSY if number == 1 else TAKEN
    with app.app_context():
        answered()
        later = NOW + timedelta(minutes=2)
        assert [carry(), carry(), carry(later)] == [0, 0, 1]
        assert (the_mail().tries, the_mail().sent_at, the_mail().error) == (2, later, None)
    assert len({message["Message-ID"] for message in box.given}) == 1


def test_what_was_given_up_can_be_sent_again(app: Flask, box: Postbox) -> None:
    box.door = UNKNOWN
    with app.app_context():
        answered()
        assert (carry(), the_mail().dead_at is not None) == (0, True)
        box.door = TAKEN
        later, by = NOW + timedelta(days=40), actor(factories.person(Role.LEAD))
        assert claims.send_again(actor=by, at=later) == 1
        assert carry(later) == 1


def test_what_was_taken_out_meanwhile_is_not_sent(app: Flask, box: Postbox) -> None:
    with app.app_context():
        found = answered()
        service.remove(found.id, "Terveystietoja.", actor=actor(factories.person(Role.ADMIN)), at=NOW)
        assert (carry(), the_mail().error) == (0, "nothing-left")
    assert box.given == []
