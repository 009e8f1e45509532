"""What must not appear, with data that could: a hidden author's name and id, and words made to act."""

import re
from html.parser import HTMLParser

import pytest
from flask import Flask
from sqlalchemy import select, union_all

from ideas.extensions import db
from ideas.features.case import service
from ideas.models import Comment, Follow, Idea, Join, Support, User
from tests import factories
from tests.features.case.pages import ClientOf, comment, involve, main_of
from workflow.actors import Role

NAME, ID = "Hilla Hiljainen", 7_654_321
PROBE = """"'><script>alert(1)</script><img src=x onerror=alert(1)>"""


class Acting(HTMLParser):
    """Finds in a page what could act: scripts but our own module, images, handlers."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that is none of ours."""
        is_ours = tag == "script" and str(dict(attrs).get("src")).startswith("/static/")
        if tag in {"script", "img", "iframe", "svg"} and not is_ours:
            self.found.append(tag)
        self.found += [name for name, _value in attrs if name.startswith("on")]


@pytest.fixture
def hidden(app: Flask) -> tuple[Idea, User, list[User]]:
    """An idea whose hidden author has done everything an author can do; the readers, one of each role."""
    with app.app_context():
        author = factories.person(name=NAME, id=ID)
        readers = [factories.person(role) for role in Role]
        idea = factories.draft(author, hidden=True)
        comment(idea, author, "Luonnoksessa kirjoitettu")
        idea = factories.move(idea, "submit", author)
        comment(idea, author, "Kirjoitan tästä itse")
        actor = factories.actor(author)
        service.edit(idea.public_id, {"matters": "Uusi kohta"}, version=None, actor=actor, at=factories.NOW)
        involve(idea, readers[0])
    return idea, author, readers


def places(idea: Idea) -> list[str]:
    """Where the idea can be read."""
    home = f"/ideas/{idea.public_id}"
    return ["/ideas", "/ideas?q=puhelin&sort=support", home, f"{home}/comments", f"{home}/thanks"]


def test_a_hidden_author_appears_on_no_page_of_anybody(
    hidden: tuple[Idea, User, list[User]], client_of: ClientOf
) -> None:
    idea, _author, readers = hidden
    for reader in readers:
        client = client_of(reader)
        for place in [*places(idea), f"/ideas/{idea.public_id}/join"]:
            answer = client.get(place)
            assert (answer.status_code, NAME in answer.text, str(ID) in answer.text) == (200, False, False)


def test_a_hidden_author_is_not_named_on_their_own_pages(
    hidden: tuple[Idea, User, list[User]], client_of: ClientOf
) -> None:
    idea, author, _readers = hidden
    client = client_of(author)
    for place in [*places(idea), "/ideas?mine=1", f"/ideas/{idea.public_id}/edit", "/comments/1/edit"]:
        text = main_of(client.get(place).text)
        assert (len(text) > 100, NAME in text, str(ID) in text) == (True, False, False)


def test_the_hour_of_a_hidden_author_is_not_told(
    hidden: tuple[Idea, User, list[User]], client_of: ClientOf
) -> None:
    idea, _author, readers = hidden
    text = main_of(client_of(readers[1]).get(f"/ideas/{idea.public_id}").text)
    rows = re.findall(r'<p class="timeline-when">(.*?)</p>', text, re.DOTALL)
    authored = [row for row in rows if "Person" not in row]
    assert len(authored) == 3
    assert not any("12:30" in row or "14" in row for row in authored)


def test_the_rows_of_a_hidden_author_name_nobody(
    app: Flask, hidden: tuple[Idea, User, list[User]], client_of: ClientOf
) -> None:
    idea, author, _readers = hidden
    client = client_of(author)
    for gesture in ("follow", "support", "join"):
        data = {"wanted": "yes", "role": "try"}
        assert client.post(f"/ideas/{idea.public_id}/{gesture}", data=data).status_code == 403
    with app.app_context():
        assert [c.author_id for c in db.session.query(Comment).order_by(Comment.id)] == [None, None]
        people = union_all(*(select(table.user_id) for table in (Follow, Support, Join)))
        assert ID not in db.session.scalars(people).all()


def test_words_made_to_act_stay_words(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author = factories.person(name=PROBE[:200])
        reader = factories.person(home=factories.unit(PROBE[:200]))
        texts = dict.fromkeys(("title", "essence", "benefit", "matters", "description"), PROBE)
        idea = factories.submitted(author, **texts, unit_id=reader.unit_id)
        comment(idea, author, PROBE)
        involve(idea, reader)
        changed = {"matters": PROBE * 2}
        service.edit(idea.public_id, changed, version=None, actor=factories.actor(author), at=factories.NOW)
    client = client_of(author)
    for place in [*places(idea), f"/ideas/{idea.public_id}/edit", f"/ideas?q={PROBE[:9]}"]:
        acting = Acting()
        acting.feed(client.get(place).text)
        assert acting.found == []
