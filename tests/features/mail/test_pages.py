"""Choosing what to hear by mail, and ending it by one click."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ideas.extensions import db
from ideas.features.mail import queries, tokens
from ideas.models import Entry, Idea, User
from ideas.outbox import ways_of
from tests.features.mail import post
from tests.features.mail.smtp import Postbox
from workflow.events import Kind
from workflow.mailing import Topic, Way

CHOICES = {"mine": "daily", "talk": "at-once", "waiting": "at-once", "followed": "weekly", "rest": "inbox"}
HOURS = {"quiet_begins": "20:00", "quiet_ends": "07:30"}
Browser = Callable[[User], FlaskClient]


def chosen(app: Flask, person: User) -> dict[str, str]:
    """How the person hears of each topic."""
    with app.app_context():
        return {topic.value: way.value for topic, way in ways_of(person.id).items()}


def entries(app: Flask, kind: Kind) -> int:
    """How often the log says so."""
    with app.app_context():
        return len(db.session.scalars(select(Entry.id).where(Entry.kind == kind)).all())


def test_a_person_chooses_and_sees_what_they_chose(
    app: Flask, people: dict[str, User], client_of: Browser
) -> None:
    client, before = client_of(people["reader"]), entries(app, Kind.MAIL_CHOSEN)
    assert chosen(app, people["reader"]) == dict.fromkeys(CHOICES, "daily")
    for _ in range(2):
        assert client.post("/me/mail", data=CHOICES | HOURS).status_code == 303
    assert chosen(app, people["reader"]) == CHOICES
    page = client.get("/me/mail").text
    assert re.findall(r'<option selected value="([^"]+)"', page) == list(CHOICES.values())
    assert re.findall(r'type="time" value="([^"]+)"', page) == ["20:00", "07:30"]
    assert entries(app, Kind.MAIL_CHOSEN) == before + 1


def test_quiet_hours_can_be_ended(app: Flask, people: dict[str, User], client_of: Browser) -> None:
    client = client_of(people["reader"])
    client.post("/me/mail", data=CHOICES | HOURS)
    client.post("/me/mail", data={**CHOICES, "quiet_begins": "", "quiet_ends": ""})
    with app.app_context():
        assert queries.quiet_hours(people["reader"].id) is None


@pytest.mark.parametrize(
    "more",
    [
        {"quiet_begins": "20:00", "quiet_ends": ""},
        {"quiet_begins": "", "quiet_ends": "07:30"},
        {"quiet_begins": "20:00", "quiet_ends": "20:00"},
        {"quiet_begins": "at night", "quiet_ends": "07:30"},
        {"mine": "hourly"},
    ],
)
def test_what_cannot_be_meant_is_refused(
    app: Flask, people: dict[str, User], client_of: Browser, more: dict[str, str]
) -> None:
    answer = client_of(people["reader"]).post("/me/mail", data={**CHOICES, **more})
    assert (answer.status_code, "aria-invalid" in answer.text) == (422, True)
    assert chosen(app, people["reader"]) == dict.fromkeys(CHOICES, "daily")


def link_in(app: Flask, idea: Idea, people: dict[str, User], box: Postbox) -> str:
    """The path that ends the mail which the author just got."""
    with app.app_context():
        post.comment(idea, people["lead"])
        post.weigh()
        post.carry()
    return str(box.taken[-1]["List-Unsubscribe"]).strip("<>").removeprefix("https://tilaa.example.org")


def test_one_click_ends_such_mails_for_somebody_who_is_not_signed_in(
    app: Flask, people: dict[str, User], idea: Idea, box: Postbox
) -> None:
    path, client = link_in(app, idea, people, box), app.test_client()
    assert client.get(path).status_code == 200
    assert chosen(app, people["author"])["talk"] == "at-once"
    for _ in range(2):
        assert client.post(path, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert chosen(app, people["author"]) == {**dict.fromkeys(CHOICES, "at-once"), "talk": "inbox"}


def test_the_click_needs_no_key_against_foreign_posts(
    app: Flask, people: dict[str, User], idea: Idea, box: Postbox
) -> None:
    path = link_in(app, idea, people, box)
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        assert app.test_client().post(path, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert chosen(app, people["author"])["talk"] == "inbox"


def test_one_click_in_a_digest_ends_all_that_comes_in_it(
    app: Flask, people: dict[str, User], idea: Idea, box: Postbox
) -> None:
    with app.app_context():
        post.wants(people["author"], Way.DAILY, [Topic.TALK, Topic.REST])
        post.comment(idea, people["lead"])
        post.weigh()
        post.carry(post.NEXT_MORNING)
    path = str(box.taken[0]["List-Unsubscribe"]).strip("<>").removeprefix("https://tilaa.example.org")
    app.test_client().post(path)
    assert chosen(app, people["author"]) == {
        **dict.fromkeys(CHOICES, "at-once"), "talk": "inbox", "rest": "inbox",
    }  # fmt: skip


@pytest.mark.parametrize("token", ["nothing", "WzEsWyJ0YWxrIl1d.forged", "."])
def test_a_forged_link_ends_nothing(app: Flask, people: dict[str, User], token: str) -> None:
    assert app.test_client().post(f"/unsubscribe/{token}").status_code == 410


def test_a_token_says_whose_mail_about_what_ends(app: Flask) -> None:
    with app.app_context():
        token = tokens.token_for(7, {Topic.TALK, Topic.MINE})
        assert tokens.ending_of(token) == (7, (Topic.MINE, Topic.TALK))
        assert tokens.ending_of(token[:-1] + ("A" if token[-1] != "A" else "B")) is None
