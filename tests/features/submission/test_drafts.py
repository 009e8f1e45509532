"""Drafts: saved as they are written, once, kept from strangers, and thrown away whole."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.extensions import db
from ideas.models import Idea, Unit, User
from tests import factories
from tests.features.submission.forms import count, filled, ideas, path, shown, value_of
from workflow.actors import Role

ClientOf = Callable[[User], FlaskClient]


def test_a_new_idea_has_a_key_in_its_address(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author = factories.person()
    client = client_of(author)
    answer = client.get("/ideas/new")
    page = shown(client, answer.location)
    assert value_of(page, "draft_key") in answer.location
    with app.app_context():
        assert count(Idea) == 0


def test_the_same_form_makes_one_draft(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author = factories.person()
    client = client_of(author)
    first = client.post("/ideas/new/autosave", data=filled(draft_key="one", title="Ensin")).json
    again = client.post("/ideas/new/autosave", data=filled(draft_key="one", title="Sitten")).json
    assert first is not None
    assert again is not None
    assert first["page"] == again["page"]
    assert again["version"] == first["version"] + 1
    assert client.get("/ideas/new?key=one").location == first["page"]
    with app.app_context():
        assert [idea.title for idea in ideas()] == ["Sitten"]


def test_a_repeated_post_of_a_new_idea_makes_one_draft(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author = factories.person()
    client = client_of(author)
    for _ in range(2):
        sent = filled("save", draft_key="one", post_key="the same")
        assert client.post("/ideas/new", data=sent).status_code == 303
    with app.app_context():
        assert count(Idea) == 1


def test_the_key_of_another_person_opens_nothing(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author, stranger = factories.person(), factories.person()
    client_of(author).post("/ideas/new/autosave", data=filled(draft_key="one", title="Oma"))
    client_of(stranger).post("/ideas/new/autosave", data=filled(draft_key="one", title="Vieras"))
    with app.app_context():
        assert [(idea.title, set(idea.author_ids)) for idea in ideas()] == [
            ("Oma", {author.id}),
            ("Vieras", {stranger.id}),
        ]


def test_autosave_keeps_what_is_too_long_and_needs_nothing(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author = factories.person()
    client = client_of(author)
    told = client.post("/ideas/new/autosave", data={"draft_key": "one"}).json
    assert told is not None
    long = {"title": "t" * 900, "essence": "e" * 5000, "description": "d" * 60_000, "version": "1"}
    answer = client.post(told["url"], data=long)
    assert answer.status_code == 200
    with app.app_context():
        (idea,) = ideas()
        assert (len(idea.title), len(idea.essence), len(idea.description)) == (900, 5000, 60_000)
    page = shown(client, told["page"])
    assert "e" * 5000 in page
    assert "d" * 60_000 in page


def test_a_second_window_does_not_overwrite_the_first(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author = factories.person()
        idea = factories.draft(author)
    client = client_of(author)
    assert (
        client.post(path(idea, "draft/autosave"), data=filled(version="1", title="Ensin")).status_code == 200
    )
    late = client.post(path(idea, "draft/autosave"), data=filled(version="1", title="Myöhässä"))
    assert late.status_code == 409
    assert late.json is not None
    assert late.json["message"]
    sent = client.post(path(idea), data=filled("save", version="1", title="Myöhässä"))
    assert sent.status_code == 409
    assert "Myöhässä" in sent.text
    with app.app_context():
        assert db.session.get_one(Idea, idea.id).title == "Ensin"


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.LEAD, Role.MANAGER, Role.ADMIN])
@pytest.mark.parametrize("rest", ["draft", "draft/autosave", "sparring", "discard", "attachments"])
def test_a_stranger_finds_no_draft(app: Flask, client_of: ClientOf, role: Role, rest: str) -> None:
    with app.app_context():
        idea = factories.draft(factories.person())
        stranger = factories.person(role)
    client = client_of(stranger)
    assert client.post(path(idea, rest), data=filled(version="1")).status_code == 404
    if rest != "draft/autosave":
        assert client.get(path(idea, rest)).status_code == 404


def test_a_sparrer_reads_but_does_not_write(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author, colleague = factories.person(), factories.person()
        idea = factories.draft(author)
    client_of(author).post(path(idea, "sparring"), data={"colleagues": colleague.email})
    client = client_of(colleague)
    assert client.get(path(idea, "sparring")).status_code == 200
    for rest in ("draft", "draft/autosave", "discard", "attachments"):
        assert client.post(path(idea, rest), data=filled()).status_code == 403


def test_tell_more_opens_by_itself_when_something_in_it_is_filled(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author = factories.person()
        bare, told = factories.draft(author), factories.draft(author, matters="Aika.")
    client = client_of(author)
    summary = 'id="more" open'
    assert summary not in shown(client, path(bare))
    assert summary in shown(client, path(told))


def test_the_units_are_shown_as_a_tree_with_ones_own_chosen(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        top = factories.unit("Pääyksikkö")
        below: Unit = factories.unit("Alayksikkö", top)
        author = factories.person(home=below)
    page = shown(client_of(author), "/ideas/new")
    assert f'<option selected value="{below.id}">– Alayksikkö' in page
    assert page.index("Pääyksikkö") < page.index("– Alayksikkö")


def test_a_draft_is_thrown_away_with_its_post_and_author_rows(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author = factories.person()
        factories.draft(author, title="Jää")
    client = client_of(author)
    client.post("/ideas/new", data=filled("save", draft_key="one", title="Pois", post_key="k"))
    with app.app_context():
        gone = ideas()[-1]
    assert client.get(path(gone, "discard")).status_code == 200
    assert client.post(path(gone, "discard")).status_code == 303
    with app.app_context():
        assert [idea.title for idea in ideas()] == ["Jää"]


def test_a_draft_that_the_log_knows_is_not_thrown_away(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author, colleague = factories.person(), factories.person()
        idea = factories.draft(author)
    client = client_of(author)
    client.post(path(idea, "sparring"), data={"colleagues": colleague.email})
    assert client.post(path(idea, "discard")).status_code == 409
    with app.app_context():
        assert count(Idea) == 1
