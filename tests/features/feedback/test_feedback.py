"""Feedback: given signed out, kept once, held up where there is too much, answered within two weeks."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from ideas.extensions import db
from ideas.features.feedback import service
from ideas.features.feedback.service import OF_ONE_NETWORK
from ideas.features.mail.contents import contents
from ideas.features.rounds.service import daily_round
from ideas.feedback import remind_of_feedback
from ideas.models import Entry, Feedback, Mail, Notification, User
from ideas.outbox import weigh_all
from ideas.retention import carry_out
from ideas.transaction import command
from tests import factories
from workflow.actors import Role
from workflow.events import Kind
from workflow.mailing import Topic

SignIn = Callable[[User], FlaskClient]
SAID = {"kind": "accessibility", "words": "Painiketta ei voi lukea.", "email": "", "website": ""}


def give(app: Flask, **more: str) -> TestResponse:
    """What a signed-out browser is answered."""
    return app.test_client().post("/feedback", data={**SAID, **more})


def kept() -> list[Feedback]:
    """Everything that came in."""
    return list(db.session.scalars(select(Feedback).order_by(Feedback.id)))


def answer(feedback_id: int) -> None:
    """Answer it."""
    service.answer(
        feedback_id, "Kiitos.", actor=factories.actor(factories.person(Role.LEAD)), at=factories.NOW
    )


def remove(feedback_id: int) -> None:
    """Take its words out."""
    admin = factories.actor(factories.person(Role.ADMIN))
    service.remove(feedback_id, "Terveystietoja.", actor=admin, at=factories.NOW)


@command
def become(person: User, role: Role) -> None:
    """Give the person another role."""
    db.session.get_one(User, person.id).role = role


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


def test_an_administrator_takes_the_words_out_with_a_reason(app: Flask, client_of: SignIn) -> None:
    location = give(app, email="ulla@example.org").location
    with app.app_context():
        lead, admin = (client_of(factories.person(role)) for role in (Role.LEAD, Role.ADMIN))
        (found,) = kept()
    page, place = f"/feedback/received/{found.id}", f"/feedback/received/{found.id}/remove"
    assert ([place in each.get(page).text for each in (lead, admin)]) == [False, True]
    reason = {"reason": "Kertoi toisen terveydestä."}
    codes = [each.post(place, data=said).status_code for each, said in ((lead, reason), (admin, {}))]
    assert (codes, admin.post(place, data=reason).status_code) == ([403, 422], 303)
    told = "".join(client.get(page).text for client in (lead, admin)) + app.test_client().get(location).text
    assert [words in told for words in (SAID["words"], "ulla@example.org")] == [False, False]
    assert [text.count(found.number) > 0 for text in (told, lead.get("/feedback/received").text)] == [
        True
    ] * 2
    assert reason["reason"] in lead.get(page).text
    assert "/feedback/received" not in lead.get("/").text
    with app.app_context():
        (row,) = kept()
        assert (row.words, row.email, row.answer, row.removed_at is None) == ("", None, "", False)
        (entry,) = db.session.scalars(select(Entry).where(Entry.kind == Kind.FEEDBACK_REMOVED))
        assert (entry.words, entry.data) == (reason["reason"], {"number": found.number})


def test_what_was_taken_out_is_not_answered(app: Flask, client_of: SignIn) -> None:
    give(app)
    with app.app_context():
        (found,) = kept()
        place = f"/feedback/received/{found.id}"
        remove(found.id)
        with pytest.raises(service.Answered):
            answer(found.id)
        client = client_of(factories.person(Role.LEAD))
    late = client.post(place, data={"words": "Katsotaan."})
    assert (late.status_code, "Katsotaan.</textarea>" in late.text) == (422, True)


def test_the_front_page_of_those_who_answer_says_until_when(app: Flask, client_of: SignIn) -> None:
    give(app)
    with app.app_context():
        clients = [client_of(factories.person(role)) for role in (Role.LEAD, Role.EMPLOYEE)]
    assert ["/feedback/received" in client.get("/").text for client in clients] == [True, False]


def test_those_who_answer_are_told_once_before_the_day_and_once_after_it(app: Flask) -> None:
    give(app)
    with app.app_context():
        able = [factories.person(Role.LEAD), factories.person(Role.ADMIN)]
        factories.person(Role.ADMIN, deactivated_at=factories.NOW)
        factories.person(Role.EMPLOYEE)
        (found,) = kept()
        moments = [found.at + timedelta(days=days) for days in (1, 9, 10, 10, 11, 14, 15, 16)]
        assert [remind_of_feedback(at) for at in moments] == [0, 0, 1, 0, 0, 0, 1, 0]
        told = select(Entry.kind, Notification.user_id).join(Notification.entry).order_by(Notification.id)
        assert [tuple(row) for row in db.session.execute(told)] == [
            (kind, person.id) for kind in (Kind.FEEDBACK_DUE, Kind.FEEDBACK_OVERDUE) for person in able
        ]


@pytest.mark.parametrize("ends", [answer, remove])
def test_nobody_is_reminded_of_what_is_answered_or_taken_out(app: Flask, ends: Callable[[int], None]) -> None:
    give(app)
    with app.app_context():
        (found,) = kept()
        ends(found.id)
        assert remind_of_feedback(found.at + timedelta(days=20)) == 0


def test_those_who_answer_are_reminded_though_the_day_was_cleared_up_by_hand(app: Flask) -> None:
    give(app)
    with app.app_context():
        (found,) = kept()
        at = found.at + timedelta(days=12)
        carry_out(at)
        daily_round(at)
        assert db.session.scalar(select(func.count()).where(Entry.kind == Kind.FEEDBACK_DUE)) == 1


def test_the_reminder_stands_under_what_moved_for_as_long_as_one_answers_feedback(
    app: Flask, client_of: SignIn
) -> None:
    give(app)
    with app.app_context():
        lead = factories.person(Role.LEAD, language="en")
        (found,) = kept()
        remind_of_feedback(found.at + timedelta(days=12))
        client, sentence = client_of(lead), f"Feedback {found.number} is to be answered by"
        page = client.get("/news").text
        assert (sentence in page, '<a href="/feedback/received">Feedback about this' in page) == (True, True)
        become(lead, Role.EMPLOYEE)
    assert sentence not in client.get("/news").text
    assert sentence not in client.get("/").text


def test_the_reminder_comes_by_mail(app: Flask) -> None:
    give(app)
    with app.app_context():
        lead = factories.person(Role.LEAD, language="en")
        (found,) = kept()
        remind_of_feedback(found.at + timedelta(days=12))
        weigh_all(found.at)
        (mail,) = db.session.scalars(select(Mail))
        with force_locale("en"):
            (about,) = contents(mail, lead)
        assert (about.title, about.endpoint) == ("Feedback about this service", "feedback.received")
        assert [told.topic for told in about.told] == [Topic.WAITING]
        become(lead, Role.EMPLOYEE)
        assert contents(mail, db.session.get_one(User, lead.id)) == []
