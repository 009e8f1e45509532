"""Authors: co-authors by name, and a hidden author who is found nowhere."""

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text

from ideas.extensions import db
from ideas.models import CaseAuthor, Comment, Entry, Follow, Idea, Notification, SealedAuthor, Support, User
from tests import factories
from tests.features.submission.forms import count, filled, ideas, path, shown

ClientOf = Callable[[User], FlaskClient]


def rows(model: type[CaseAuthor] | type[SealedAuthor]) -> list[tuple[int, int]]:
    """Who stands in a table of authors, by position."""
    statement = select(model.position, model.user_id).order_by(model.position)
    return [(row.position, row.user_id) for row in db.session.execute(statement)]


def test_co_authors_are_found_by_address_and_by_name(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author, one, two = factories.person(), factories.person(), factories.person(name="Kaisa Mäki")
    names = f"{one.email.upper()},\nKaisa Mäki\n Kaisa Mäki <{two.email}>"
    client_of(author).post("/ideas/new", data=filled("save", co_authors=names))
    with app.app_context():
        assert rows(CaseAuthor) == [(0, author.id), (1, one.id), (2, two.id)]
        assert rows(SealedAuthor) == []


def test_an_unknown_or_ambiguous_co_author_is_named_and_the_rest_is_kept(
    app: Flask, client_of: ClientOf
) -> None:
    with app.app_context():
        author = factories.person()
        for _ in range(2):
            factories.person(name="Matti Virta")
    sent = filled("save", co_authors="Matti Virta\nkuka@example.org", title="Säilyy")
    answer = client_of(author).post("/ideas/new", data=sent)
    assert answer.status_code == 422
    told = answer.text.split('id="co_authors-error"')[1].split("<textarea")[0]
    assert "Matti Virta" in told
    assert "kuka@example.org" in told
    with app.app_context():
        assert [idea.title for idea in ideas()] == ["Säilyy"]
        assert rows(CaseAuthor) == [(0, author.id)]


def test_a_co_author_writes_but_does_not_decide_on_names(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author, other = factories.person(), factories.person()
    client_of(author).post("/ideas/new", data=filled("save", co_authors=other.email, hides_author="hidden"))
    with app.app_context():
        (idea,) = ideas()
    sent = filled("save", version=str(idea.version), hides_author="named", co_authors="", title="Yhdessä")
    assert client_of(other).post(path(idea), data=sent).status_code == 303
    assert client_of(other).post(path(idea, "discard")).status_code == 403
    with app.app_context():
        assert db.session.get_one(Idea, idea.id).title == "Yhdessä"
        assert rows(SealedAuthor) == [(0, author.id), (1, other.id)]
        assert rows(CaseAuthor) == []


def test_a_name_can_be_hidden_and_shown_again_while_it_is_a_draft(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        author = factories.person()
        idea = factories.draft(author)
    client = client_of(author)
    client.post(path(idea), data=filled("save", version="1", hides_author="hidden"))
    with app.app_context():
        assert (rows(CaseAuthor), rows(SealedAuthor)) == ([], [(0, author.id)])
    client.post(path(idea), data=filled("save", version="2", hides_author="named"))
    with app.app_context():
        assert (rows(CaseAuthor), rows(SealedAuthor)) == ([(0, author.id)], [])


def test_a_hidden_author_is_found_on_no_page_and_in_no_row_but_the_sealed_one(
    app: Flask, client_of: ClientOf
) -> None:
    with app.app_context():
        author, colleague = factories.person(name="Salla Piilo"), factories.person()
    client = client_of(author)
    client.post("/ideas/new", data=filled("spar", hides_author="hidden"))
    with app.app_context():
        (idea,) = ideas()
    client.post(path(idea, "sparring"), data={"colleagues": colleague.email})
    assert "Salla Piilo" not in shown(client_of(colleague), path(idea, "sparring"))
    client.post(path(idea), data=filled(version=str(idea.version), hides_author="hidden"))
    with app.app_context():
        assert ideas()[0].state == "submitted"
        assert rows(SealedAuthor) == [(0, author.id)]
        assert {entry.actor_id for entry in db.session.scalars(select(Entry))} == {None}
        assert [str(entry.data).find("Salla") for entry in db.session.scalars(select(Entry))] == [-1, -1]
        assert [count(model) for model in (CaseAuthor, Follow, Support, Comment)] == [0, 0, 0, 0]
        assert [n.user_id for n in db.session.scalars(select(Notification))] == [colleague.id]
        columns = db.session.execute(text('select * from "case" join idea using (id)')).mappings().one()
        told = {name for name, value in columns.items() if value in (author.id, "Salla Piilo", author.email)}
        assert told <= {"id", "version", "theme_id", "support_count", "hides_author", "is_publish_checked"}
    reader = client_of(colleague).get(f"/ideas/{idea.public_id}").text
    assert "Salla Piilo" not in reader
    assert author.email not in reader


def test_a_hidden_author_is_shown_in_a_unit_of_many(app: Flask, client_of: ClientOf) -> None:
    with app.app_context():
        whole = factories.unit("Etuuslaitos")
        small = factories.unit("Kuulutus", whole)
        author, *_ = [factories.person(home=small) for _ in range(4)]
        factories.person(home=whole)
    client = client_of(author)
    client.post("/ideas/new", data=filled("submit", hides_author="hidden", unit_id=str(small.id)))
    client.post("/ideas/new", data=filled("submit", hides_author="", unit_id=str(small.id)))
    with app.app_context():
        assert [(idea.hides_author, idea.unit_id) for idea in ideas()] == [
            (True, whole.id),
            (False, small.id),
        ]
