"""That the management group handled the sheet: who records it, whom it reaches, what stands in its way."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from ideas.extensions import db
from ideas.models import Entry, HandledCase, Handling, Idea, Notification, User
from ideas.models.involvement import Follow
from ideas.transaction import command
from tests import factories
from tests.features.hostile import IDENTITY_CODE, drawn, faults_of, faults_of_bytes
from tests.features.sheet.test_sheet import SHEET, voice
from workflow.events import Kind

SignIn = Callable[[User], FlaskClient]
People = dict[str, User]
PLACE = f"{SHEET}/handling"
WORDS = "Hyviä ideoita, viedään eteenpäin."


def seen(client: FlaskClient, place: str = PLACE) -> str:
    """Which ideas stand on the sheet, as the form carries them."""
    found = re.search(r'name="seen"[^>]*value="([^"]*)"', client.get(place).text)
    assert found is not None
    return found[1]


def fields(client: FlaskClient, **changed: str) -> dict[str, str]:
    """The form as it is filled in."""
    return {"on": "2026-03-06", "words": WORDS, "seen": seen(client), **changed}


def entries(app: Flask) -> list[Entry]:
    """What the log says was handled."""
    with app.app_context():
        return list(db.session.scalars(select(Entry).where(Entry.kind == Kind.HANDLED).order_by(Entry.id)))


def handlings(app: Flask) -> int:
    """How many meetings are recorded."""
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Handling)) or 0


@command
def follow(idea: Idea, by: User) -> None:
    """Let somebody follow it."""
    db.session.add(Follow(case_id=idea.id, user_id=by.id, at=factories.NOW))


@pytest.fixture
def idea(app: Flask, people: People) -> Idea:
    """One idea on the sheet."""
    with app.app_context():
        return voice(people["author"], "Jono lyhenee")


@pytest.mark.parametrize(("who", "code"), [("author", 403), ("lead", 303), ("manager", 303), ("admin", 403)])
def test_leads_and_management_record_it(
    app: Flask, idea: Idea, people: People, client_of: SignIn, manager: FlaskClient, who: str, code: int
) -> None:
    data = fields(manager)
    client = client_of(people[who])
    assert client.post(PLACE, data=data).status_code == code
    assert handlings(app) == (code == 303)
    if who != "author":
        assert ('id="handle"' in client.get(SHEET).text) == (code == 303)


def test_every_idea_on_the_sheet_tells_it_to_those_around_it(
    app: Flask, idea: Idea, people: People, manager: FlaskClient
) -> None:
    with app.app_context():
        owner, follower = factories.person(), factories.person()
        factories.answer_for(idea, owner)
        follow(idea, follower)
        elsewhere = factories.submitted(people["author"])
    assert manager.post(PLACE, data=fields(manager)).status_code == 303
    (entry,) = entries(app)
    assert (entry.case_id, entry.actor_id, entry.data) == (idea.id, people["manager"].id, {"day": "6.3.2026"})
    with app.app_context():
        told = set(db.session.scalars(select(Notification.user_id).where(Notification.entry_id == entry.id)))
        (row,) = db.session.scalars(select(Handling))
        held = [each.case_id for each in row.cases]
        assert told == {people["author"].id, owner.id, follower.id}
        assert (row.on, row.words, row.recorded_by_id) == (date(2026, 3, 6), WORDS, people["manager"].id)
    assert (held, elsewhere.id in held) == ([idea.id], False)


def test_the_author_reads_it_on_the_idea_in_the_news_and_on_the_front_page(
    idea: Idea, people: People, client_of: SignIn, manager: FlaskClient
) -> None:
    manager.post(PLACE, data=fields(manager))
    author = client_of(people["author"])
    said = "recorded that the management group handled the idea on 6.3.2026"
    pages = {place: author.get(place).text for place in (f"/ideas/{idea.public_id}", "/news", "/")}
    assert {place: said in page for place, page in pages.items()} == dict.fromkeys(pages, True)
    assert WORDS in pages["/news"]


def test_the_sheet_shows_when_it_was_handled_and_how_many_ideas(idea: Idea, manager: FlaskClient) -> None:
    manager.post(PLACE, data=fields(manager))
    page = manager.get(SHEET).text
    assert [words in page for words in ("6.3.2026 · 1 idea", WORDS)] == [True, True]


def test_a_hidden_author_who_is_in_the_group_is_named_as_everybody_there(
    app: Flask, people: People, manager: FlaskClient
) -> None:
    with app.app_context():
        voice(people["manager"], "Oma idea", hidden=True)
    manager.post(PLACE, data=fields(manager))
    assert [entry.actor_id for entry in entries(app)] == [people["manager"].id]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("on", "", "Fill this in."),
        ("on", "2026-03-08", "This day is still to come."),
        ("on", "2024-01-01", "more than two years ago"),
        ("on", "2026-02-30", "Fill this in."),
        ("words", " ", "Fill this in."),
        ("words", f"Asiakas {IDENTITY_CODE}", "A personal identity code stands here."),
        ("words", "x" * 4_001, "At most 4000 characters."),
    ],
)
def test_what_does_not_hold_is_said_next_to_the_field_and_no_words_are_lost(
    app: Flask, idea: Idea, manager: FlaskClient, name: str, value: str, said: str
) -> None:
    answer = manager.post(PLACE, data=fields(manager, **{name: value}))
    assert (answer.status_code, handlings(app), entries(app)) == (422, 0, [])
    error = answer.text.split(f'id="{name}-error"')[1].split("</div>")[0]
    assert said in error
    if name == "on":
        assert WORDS in answer.text


def test_ideas_that_came_meanwhile_are_shown_before_anything_is_recorded(
    app: Flask, idea: Idea, people: People, manager: FlaskClient
) -> None:
    data = fields(manager)
    with app.app_context():
        later = voice(people["author"], "Tuli väliin")
    answer = manager.post(PLACE, data=data)
    assert (answer.status_code, handlings(app)) == (422, 0)
    assert [words in answer.text for words in ("Other ideas stand on the sheet", "Tuli väliin", WORDS)] == [
        True, True, True,
    ]  # fmt: skip
    assert (
        manager.post(PLACE, data={**data, "seen": f"{later.public_id} {idea.public_id}"}).status_code == 303
    )


def test_a_sheet_without_ideas_has_nothing_to_record(app: Flask, manager: FlaskClient) -> None:
    answer = manager.post(PLACE, data={"on": "2026-03-06", "words": WORDS, "seen": ""})
    assert (answer.status_code, handlings(app)) == (422, 0)
    assert "No idea stands on the sheet" in answer.text
    assert 'id="handle"' not in manager.get(SHEET).text


def test_the_sheet_of_a_unit_is_handled_by_itself(
    app: Flask, idea: Idea, people: People, manager: FlaskClient
) -> None:
    with app.app_context():
        voice(factories.person(home=factories.unit("Muualla")), "Muiden idea")
    place = f"{PLACE}?unit={people['author'].unit_id}"
    answer = manager.post(place, data={**fields(manager), "seen": seen(manager, place)})
    assert answer.location == f"/situation/sheet?unit={people['author'].unit_id}#handled"
    assert [entry.case_id for entry in entries(app)] == [idea.id]


def test_the_same_post_twice_is_one_and_leads_back_to_the_sheet(
    app: Flask, idea: Idea, manager: FlaskClient
) -> None:
    data = {**fields(manager), "post_key": "k" * 24}
    answers = [manager.post(PLACE, data=data) for _ in range(2)]
    assert [(answer.status_code, answer.location) for answer in answers] == [(303, f"{SHEET}#handled")] * 2
    assert (handlings(app), len(entries(app))) == (1, 1)


def test_two_who_record_at_once_are_both_kept(
    app: Flask, people: People, client_of: SignIn, manager: FlaskClient
) -> None:
    with app.app_context():
        for number in range(3):
            voice(people["author"], f"Idea {number}")
    clients, data = [manager, client_of(people["lead"])], fields(manager)
    start = Barrier(len(clients))

    def send(client: FlaskClient) -> int:
        start.wait()
        return client.post(PLACE, data=data).status_code

    with ThreadPoolExecutor(len(clients)) as pool:
        assert list(pool.map(send, clients)) == [303, 303]
    with app.app_context():
        held = db.session.scalar(select(func.count()).select_from(HandledCase))
    assert (handlings(app), held, len(entries(app))) == (2, 6, 6)


def test_hostile_values_are_answered(idea: Idea, manager: FlaskClient, is_thorough: bool) -> None:
    sent = fields(manager)
    assert list(faults_of(manager, PLACE, sent, SHEET, drawn(3, is_thorough))) == []
    assert list(faults_of_bytes(manager, PLACE, sent)) == []
    assert manager.get(f"{SHEET}.pdf").status_code == 200
