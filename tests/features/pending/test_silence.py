"""Until it is released nobody but leads knows: no page, list, file, count or news tells of it."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.models import Idea, User
from tests import factories
from tests.features.pending.batch import BATCH, DROP, SECRET, choices, prepare, release, state

SignIn = Callable[[User], FlaskClient]
People = dict[str, User]
QUIET = ("author", "owner", "stranger", "manager", "admin")
TRACES = (SECRET, "A secret budget.", "is prepared", "decisions/pending")


@pytest.fixture(params=[False, True], ids=["named", "hidden"])
def idea(app: Flask, client_of: SignIn, people: People, request: pytest.FixtureRequest) -> Idea:
    """An idea of a lead, of which it is prepared that it is not carried out; others follow it."""
    with app.app_context():
        draft = factories.draft(people["author"], hidden=request.param)
        idea = factories.move(draft, "submit", people["author"])
        factories.answer_for(idea, people["owner"])
    for who in ("stranger", "manager"):
        client_of(people[who]).post(f"/ideas/{idea.public_id}/follow", data={"wanted": "yes"})
    assert prepare(client_of(people["lead"]), idea).status_code == 303
    return idea


def pages(idea: Idea) -> list[str]:
    """Every page that tells of ideas."""
    home = f"/ideas/{idea.public_id}"
    lists = ["/", "/news", "/ideas", "/ideas?q=secret", "/ideas?q=money", "/situation", "/balance"]
    return [*lists, "/desk", "/desk?view=mine", home, f"{home}/moves?name=drop", f"{home}/next-date"]


@pytest.mark.parametrize("who", QUIET)
def test_no_page_tells_whom_it_must_not(
    app: Flask, client_of: SignIn, people: People, idea: Idea, who: str
) -> None:
    client = client_of(people[who])
    texts = [client.get(page, follow_redirects=True).text for page in pages(idea)]
    assert [trace for trace in TRACES for text in texts if trace in text] == []


def test_the_author_who_leads_finds_an_empty_batch(
    app: Flask, client_of: SignIn, people: People, idea: Idea
) -> None:
    client = client_of(people["author"])
    page = client.get(BATCH)
    assert (page.status_code, idea.public_id in page.text, SECRET in page.text) == (200, False, False)


def test_the_author_who_leads_can_neither_release_nor_discard(
    app: Flask, client_of: SignIn, people: People, idea: Idea
) -> None:
    client, known = client_of(people["author"]), choices(client_of(people["lead"]))
    sent = release(client, known)
    client.post(BATCH, data={"discard": known[0].partition(":")[0]})
    assert (sent.status_code, SECRET in sent.text, idea.public_id in sent.text) == (409, False, False)
    assert (choices(client_of(people["lead"])), state(app, idea)[0]) == (known, "submitted")


@pytest.mark.parametrize("who", ["owner", "stranger", "manager", "admin"])
def test_the_batch_is_for_leads(app: Flask, client_of: SignIn, people: People, idea: Idea, who: str) -> None:
    client = client_of(people[who])
    assert (client.get(BATCH).status_code, release(client, ["1:x"]).status_code) == (403, 403)


def test_other_leads_are_told_by_one_calm_line(
    app: Flask, client_of: SignIn, people: People, idea: Idea
) -> None:
    client = client_of(people["other"])
    home, desk = client.get(f"/ideas/{idea.public_id}").text, client.get("/desk").text
    assert ["A decision is prepared." in home, "1 decision is prepared" in desk] == [True, True]
    assert [SECRET in page for page in (home, desk)] == [False, False]


def test_what_an_author_reads_afterwards_is_what_was_read_through(
    app: Flask, client_of: SignIn, people: People, idea: Idea
) -> None:
    client = client_of(people["other"])
    shown = [words in client.get(BATCH).text for words in (SECRET, DROP["condition"], "not carried out")]
    release(client, choices(client))
    page = client_of(people["author"]).get(f"/ideas/{idea.public_id}").text
    told = [words in page for words in (SECRET, DROP["condition"], "not carried out")]
    assert (shown, told) == ([True] * 3, [True] * 3)
