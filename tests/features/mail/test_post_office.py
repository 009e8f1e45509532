"""What administrators see of the mails of the house: whom none reaches, numbers, and what is sent again."""

import html
import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from ideas.extensions import db
from ideas.models import Entry, Idea, Mail, User
from ideas.transaction import command
from tests import factories
from tests.factories import NOW
from tests.features.mail import post
from tests.features.mail.smtp import TAKEN, UNKNOWN, Postbox
from tests.statements import selects
from workflow.events import Kind
from workflow.mailing import Way

Browser = Callable[[User], FlaskClient]


def told(app: Flask, idea: Idea, by: User, words: str = "Hyvä ajatus.") -> int:
    """The number of the last mail, after somebody said something about the case."""
    with app.app_context():
        post.comment(idea, by, words)
        post.weigh()
        return post.mails()[-1].id


def answers(client: FlaskClient, *paths: str) -> tuple[str, list[int]]:
    """What stands on these pages, and with which codes they come."""
    pages = [client.get(path) for path in paths]
    return html.unescape(" ".join(page.text for page in pages)), [page.status_code for page in pages]


@pytest.fixture
def given_up(
    app: Flask, people: dict[str, User], idea: Idea, client_of: Browser, box: Postbox
) -> FlaskClient:
    """An administrator's browser, when neither the author nor the lead can be reached."""
    box.door = UNKNOWN
    with app.app_context():
        post.wants(people["lead"], Way.AT_ONCE)
        factories.answer_for(idea, people["lead"])
        post.comment(idea, people["reader"])
        post.weigh()
        assert post.carry() == 0
    return client_of(people["admin"])


def test_without_a_mail_server_administrators_read_what_would_be_sent(
    app: Flask, people: dict[str, User], idea: Idea, client_of: Browser
) -> None:
    number = told(app, idea, people["lead"], "Zurmelin sanat.")
    listed, _code = answers(client_of(people["admin"]), "/mails")
    assert ("Aino Aarnio" in listed, f'href="/mails/{number}"' in listed) == (True, True)
    page, _code = answers(client_of(people["admin"]), f"/mails/{number}")
    assert ("Zurmelin sanat." in page, "/unsubscribe/" in page) == (True, False)


def test_it_stands_there_in_the_language_in_which_it_would_be_sent(
    app: Flask, people: dict[str, User], idea: Idea, client_of: Browser
) -> None:
    number = told(app, idea, people["lead"])
    page, _code = answers(client_of(people["admin"]), f"/mails/{number}")
    assert "Liisa Lehto commented (5.3.2026 14:30)" in page


def test_where_mail_is_sent_nobody_reads_what_is_somebody_elses(
    app: Flask, people: dict[str, User], idea: Idea, client_of: Browser, box: Postbox
) -> None:
    number = told(app, idea, people["lead"], "Zurmelin sanat.")
    for _ in range(2):
        page, codes = answers(client_of(people["admin"]), f"/mails/{number}", "/mails")
        assert ([word for word in ("Aino", "Zurmelin", idea.public_id) if word in page], codes) == (
            [],
            [404, 200],
        )
        with app.app_context():
            post.carry()


@pytest.mark.parametrize("way", [Way.AT_ONCE, Way.DAILY])
def test_whoever_hides_their_name_is_not_told_by_getting_mail(
    app: Flask, people: dict[str, User], client_of: Browser, way: Way
) -> None:
    """They alone hear of a word about their idea, which everybody can read."""
    with app.app_context():
        post.wants(people["author"], way)
        hidden = factories.submitted(people["author"], hidden=True)
    number = told(app, hidden, people["lead"])
    page, codes = answers(client_of(people["admin"]), "/mails", f"/mails/{number}")
    assert ("Aino" in page, people["author"].email in page, codes) == (False, False, [200, 404])


def test_what_was_said_in_a_draft_is_not_read_by_administrators(
    app: Flask, people: dict[str, User], client_of: Browser
) -> None:
    with app.app_context():
        draft = factories.draft(people["author"])
        factories.answer_for(draft, people["lead"])
    number = told(app, draft, people["author"], "Zeppeliini.")
    client = client_of(people["admin"])
    assert answers(client, f"/mails/{number}")[1] == [404]
    with app.app_context():
        factories.move(draft, "submit", people["author"])
    assert answers(client, f"/mails/{number}")[1] == [404]


def test_what_could_not_be_delivered_is_told_and_sent_again(
    app: Flask, people: dict[str, User], given_up: FlaskClient, box: Postbox
) -> None:
    page, _code = answers(given_up, "/mails")
    unreached = re.findall(r'<th scope="row">(.*?)<br>.*?</th>\s*<td[^>]*>(\d+)', page)
    assert unreached == [("Aino Aarnio", "1"), ("Liisa Lehto", "1")]
    assert (page.count("SMTPRecipientsRefused 550"), on_the_front(given_up)) == (2, ["2"])
    box.door = TAKEN
    assert given_up.post("/mails/send-again", data={"person": people["author"].id}).status_code == 303
    assert on_the_front(given_up) == ["1"]
    given_up.post("/mails/send-again")
    assert (on_the_front(given_up), sent_again(app)) == ([], [1, 1])
    with app.app_context():
        assert post.carry(datetime.now(UTC)) == 2


@pytest.mark.parametrize("which", [{"person": "x"}, {"person": "0"}, {"withheld": "nothing-left"}])
def test_what_no_button_says_sends_nothing(app: Flask, given_up: FlaskClient, which: dict[str, str]) -> None:
    assert given_up.post("/mails/send-again", data=which).status_code == 303
    assert sent_again(app) == []


@pytest.mark.parametrize(("why", "again"), [("too-late", [2]), ("arrived", [2]), ("nothing-left", [])])
def test_what_was_held_back_can_be_sent_all_the_same(
    app: Flask, given_up: FlaskClient, why: str, again: list[int]
) -> None:
    hold_back(app, why)
    assert (f'value="{why}"' in given_up.get("/mails").text) is bool(again)
    given_up.post("/mails/send-again", data={"withheld": why})
    assert sent_again(app) == again


def test_more_mails_ask_no_more_of_the_database(
    app: Flask, people: dict[str, User], idea: Idea, client_of: Browser
) -> None:
    client, counted = client_of(people["admin"]), []
    for _ in range(2):
        with app.app_context():
            case = factories.submitted(people["author"])
        told(app, case, people["lead"])
        with selects(app) as asked:
            client.get("/mails")
        counted.append(len(asked))
    assert counted[0] == counted[1]


def on_the_front(client: FlaskClient) -> list[str]:
    """How many undelivered mails the front page speaks of."""
    return re.findall(r'<div class="panel">\s*<p>(\d+)[^<]*<a href="/mails">', client.get("/").text)


def sent_again(app: Flask) -> list[int]:
    """Of how many mails the log says that they were sent again."""
    with app.app_context():
        told = select(Entry).where(Entry.kind == Kind.MAIL_SENT_AGAIN).order_by(Entry.id)
        return [entry.data["mails"] for entry in db.session.scalars(told)]


def hold_back(app: Flask, why: str) -> None:
    """Let every mail be withheld, for that reason."""

    def withhold() -> None:
        db.session.execute(update(Mail).values(dead_at=None, withheld_at=NOW, error=why))

    with app.app_context():
        command(withhold)()
