"""Feedback: given signed out, kept once, held up where there is too much, answered within two weeks."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from ideas.extensions import db
from ideas.features.feedback.service import OF_ONE_NETWORK
from ideas.feedback import remind_of_feedback
from ideas.models import Entry, Feedback, User
from tests import factories
from workflow.actors import Role
from workflow.events import Kind

SignIn = Callable[[User], FlaskClient]
SAID = {"kind": "accessibility", "words": "Painiketta ei voi lukea.", "email": "", "website": ""}


def give(app: Flask, **more: str) -> TestResponse:
    """What a signed-out browser is answered."""
    return app.test_client().post("/feedback", data={**SAID, **more})


def kept() -> list[Feedback]:
    """Everything that came in."""
    return list(db.session.scalars(select(Feedback).order_by(Feedback.id)))


@time_machine.travel("2026-03-05T10:00:00+00:00", tick=False)
def test_feedback_is_kept_and_its_receipt_says_by_when_it_is_answered(app: Flask) -> None:
    receipt = app.test_client().get(give(app).location).text
    with app.app_context():
        (found,) = kept()
        assert (found.number, found.words, found.email) == ("P-2026-0001", SAID["words"], None)
        assert found.due_on == date(2026, 3, 19)
    assert ["P-2026-0001" in receipt, "19.3.2026" in receipt, SAID["words"] in receipt] == [True] * 3


def test_the_receipt_is_found_by_its_secret_address_alone(app: Flask) -> None:
    location = give(app).location
    assert app.test_client().get(location).status_code == 200
    assert app.test_client().get(f"{location}x").status_code == 410


def test_the_same_post_again_comes_to_the_same_receipt(app: Flask) -> None:
    places = [give(app, post_key="one").location for _time in range(2)]
    other = give(app, post_key="one", words="Muuta.").location
    assert (places[0] == places[1], other != places[0]) == (True, True)
    with app.app_context():
        assert len(kept()) == 2


def test_too_much_from_one_network_waits(app: Flask) -> None:
    codes = [give(app, words=f"Palaute {number}").status_code for number in range(OF_ONE_NETWORK + 1)]
    assert codes == [303] * OF_ONE_NETWORK + [429]
    with app.app_context():
        assert len(kept()) == OF_ONE_NETWORK


@pytest.mark.parametrize(
    "more",
    [
        {"website": "https://example.org"},
        {"words": ""},
        {"words": "Hänen tunnuksensa on 131052-308T."},
        {"email": "no address"},
        {"email": "a@example.org\r\nBcc: b@example.org"},
        {"kind": "praise"},
        {"words": "x\x00"},
        {"words": "x" * 4_001},
    ],
)
def test_what_does_not_hold_is_refused_and_not_kept(app: Flask, more: dict[str, str]) -> None:
    assert give(app, **more).status_code == 422
    with app.app_context():
        assert kept() == []


def test_hostile_words_stay_words(app: Flask) -> None:
    body = app.test_client().get(give(app, words="<script>alert(1)</script>").location).text
    assert ("<script>alert" in body, "&lt;script&gt;alert(1)" in body) == (False, True)


def test_leads_and_administrators_see_what_waits_and_answer_it_once(app: Flask, client_of: SignIn) -> None:
    location = give(app).location
    with app.app_context():
        lead, admin = (client_of(factories.person(role)) for role in (Role.LEAD, Role.ADMIN))
        (found,) = kept()
    assert [found.number in client.get("/feedback/received").text for client in (lead, admin)] == [True] * 2
    assert found.number not in lead.get("/").text
    answered = lead.post(f"/feedback/received/{found.id}", data={"words": "Kiitos, korjattu."})
    second = admin.post(f"/feedback/received/{found.id}", data={"words": "Katsotaan."})
    assert (answered.status_code, second.status_code) == (303, 422)
    assert "Kiitos, korjattu." in app.test_client().get(location).text
    assert found.number in admin.get("/feedback/received").text
    with app.app_context():
        kinds = select(Entry.kind).where(Entry.stream == "house").order_by(Entry.n)
        assert list(db.session.scalars(kinds)) == [Kind.FEEDBACK_GIVEN, Kind.FEEDBACK_ANSWERED]


def test_the_front_page_of_those_who_answer_says_until_when(app: Flask, client_of: SignIn) -> None:
    give(app)
    with app.app_context():
        clients = [client_of(factories.person(role)) for role in (Role.LEAD, Role.EMPLOYEE)]
    assert ["/feedback/received" in client.get("/").text for client in clients] == [True, False]


def test_what_is_due_is_noted_once(app: Flask) -> None:
    give(app)
    with app.app_context():
        (found,) = kept()
        moments = [found.at + timedelta(days=days) for days in (1, 11, 12)]
        assert [remind_of_feedback(at) for at in moments] == [0, 1, 0]
        entries = select(func.count()).where(Entry.kind == Kind.FEEDBACK_DUE)
        assert db.session.scalar(entries) == 1
