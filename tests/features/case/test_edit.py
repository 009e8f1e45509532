"""Editing a submitted idea: by its author, logged before and after, and one of two wins."""

import pytest
from flask import Flask
from sqlalchemy import select

from ideas.extensions import db
from ideas.models import CaseAuthor, Entry, Idea
from ideas.transaction import command
from tests import factories
from tests.features.case.pages import TEXTS, ClientOf, version_in
from workflow.actors import Role
from workflow.events import Kind


def edits(app: Flask) -> list[dict[str, object]]:
    """The data of every entry about an edit."""
    with app.app_context():
        entries = db.session.scalars(select(Entry).where(Entry.kind == Kind.EDITED).order_by(Entry.n))
        return [entry.data for entry in entries]


def test_only_what_changed_is_logged_before_and_after(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author = factories.person()
        idea = factories.submitted(author)
    client, address = client_of(author), f"/ideas/{idea.public_id}/edit"
    version = version_in(client.get(address).text)
    posted = {**TEXTS, "title": "Takaisinsoitto", "size": "small", "version": version}
    assert client.post(address, data=posted).headers["Location"] == f"/ideas/{idea.public_id}"
    assert edits(app) == [{"changes": {"title": [TEXTS["title"], "Takaisinsoitto"], "size": [None, "small"]}}]
    assert client.get("/ideas?q=takaisinsoitto").text.count(f'href="/ideas/{idea.public_id}"') == 1
    shown = client.get(f"/ideas/{idea.public_id}").text
    assert (f"{TEXTS['title']}</del>" in shown, "Takaisinsoitto</ins>" in shown) == (True, True)


def test_saving_without_a_change_says_nothing(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author = factories.person()
        idea = factories.submitted(author)
    answer = client_of(author).post(f"/ideas/{idea.public_id}/edit", data={**TEXTS, "version": "2"})
    assert (answer.status_code, edits(app)) == (303, [])


def test_the_second_of_two_sees_who_did_what_with_the_words_kept(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        first, second = factories.person(name="Ensi Ehtinyt"), factories.person()
        idea = factories.submitted(first)
        command(db.session.add)(CaseAuthor(case_id=idea.id, user_id=second.id, position=1))
    address = f"/ideas/{idea.public_id}/edit"
    clients = [client_of(first), client_of(second)]
    versions = [version_in(client.get(address).text) for client in clients]
    won = clients[0].post(address, data={**TEXTS, "matters": "Ensin", "version": versions[0]})
    lost = clients[1].post(address, data={**TEXTS, "matters": "Toisen sanat", "version": versions[1]})
    assert (won.status_code, lost.status_code) == (303, 409)
    assert ["Ensi Ehtinyt" in lost.text, "Toisen sanat" in lost.text, "Ensin</ins>" in lost.text] == [
        True
    ] * 3
    again = {**TEXTS, "matters": "Toisen sanat", "version": version_in(lost.text)}
    assert clients[1].post(address, data=again).status_code == 303
    assert edits(app)[1] == {"changes": {"matters": ["Ensin", "Toisen sanat"]}}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""), ("title", "x" * 201), ("essence", ""), ("essence", "x" * 281), ("benefit", ""),
        ("benefit_type", ""), ("benefit_type", "money"), ("size", "huge"), ("matters", "x" * 20_001),
        ("description", "Asiakas 131052-308T kertoi."), ("title", "131052-308T"), ("matters", "a\x00b"),
    ],
)  # fmt: skip
def test_a_text_that_cannot_stand_is_refused_at_its_field(
    app: Flask, client_of: ClientOf, field: str, value: str
) -> None:
    with app.app_context():
        author = factories.person()
        idea = factories.submitted(author)
    posted = {**TEXTS, "version": "2", field: value}
    answer = client_of(author).post(f"/ideas/{idea.public_id}/edit", data=posted)
    assert (answer.status_code, f'id="{field}-error"' in answer.text, edits(app)) == (422, True, [])


def test_others_may_not_edit(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        idea = factories.submitted(factories.person())
        others = [factories.person(role) for role in Role]
    for other in others:
        client = client_of(other)
        assert client.get(f"/ideas/{idea.public_id}/edit").status_code == 403
        answer = client.post(f"/ideas/{idea.public_id}/edit", data={**TEXTS, "version": "2"})
        assert answer.status_code == 403
    assert edits(app) == []


def test_a_closed_idea_says_why_and_stays(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author = factories.person()
        idea = factories.dropped(author, factories.person(Role.LEAD))
    client, address = client_of(author), f"/ideas/{idea.public_id}/edit"
    page = client.get(address)
    assert (page.status_code, "notice-info" in page.text, 'name="title"' in page.text) == (200, True, False)
    assert client.post(address, data={**TEXTS, "title": "Uusi", "version": "3"}).status_code == 409
    with app.app_context():
        assert db.session.get_one(Idea, idea.id).title == TEXTS["title"]
