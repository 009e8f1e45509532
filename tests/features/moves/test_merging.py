"""Merging: everybody comes along, the named by name and the sealed unnamed."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ideas.extensions import db
from ideas.models import Entry, Follow, Idea, User
from ideas.transaction import command
from tests import factories
from tests.features.pilot import cases
from workflow.actors import Role
from workflow.events import Kind

SignIn = Callable[[User], FlaskClient]


@pytest.fixture
def lead(app: Flask) -> User:
    with app.app_context():
        return factories.person(Role.LEAD, name="Leena Lead", language="en")


def merge(client: FlaskClient, idea: Idea, target: str) -> tuple[int, str]:
    answer = client.post(f"/ideas/{idea.public_id}/moves?name=merge", data={"target": target})
    return answer.status_code, answer.text


def authors(idea: Idea) -> tuple[list[int], list[int]]:
    row = db.session.get_one(Idea, idea.id)
    return [a.user_id for a in row.named_authors], [a.user_id for a in row.sealed_authors]


@command
def follow(idea: Idea, by: User) -> None:
    db.session.add(Follow(case_id=idea.id, user_id=by.id, at=factories.NOW))


@pytest.mark.parametrize("hides", [False, True])
@pytest.mark.parametrize("target_hides", [False, True])
def test_authors_stay_as_named_or_sealed_as_they_were(
    app: Flask, client_of: SignIn, lead: User, hides: bool, target_hides: bool
) -> None:
    with app.app_context():
        first, second = factories.person(), factories.person()
        idea = factories.submitted(first, hidden=hides)
        target = factories.submitted(second, hidden=target_hides)
    assert merge(client_of(lead), idea, target.public_id)[0] == 303
    named = [person.id for person, is_sealed in ((second, target_hides), (first, hides)) if not is_sealed]
    sealed = [person.id for person, is_sealed in ((second, target_hides), (first, hides)) if is_sealed]
    with app.app_context():
        assert authors(target) == (named, sealed)


def test_a_sealed_author_stays_unnamed_in_an_idea_that_names_its_own(
    app: Flask, client_of: SignIn, lead: User
) -> None:
    with app.app_context():
        hidden = factories.person(name="Hilla Hidden", language="en")
        idea = factories.submitted(hidden, hidden=True)
        target = factories.submitted(factories.person(name="Nelli Named"))
    client = client_of(lead)
    merge(client, idea, target.public_id)
    client.post(f"/ideas/{target.public_id}/questions", data={"words": "How many?"})
    client_of(hidden).post(f"/ideas/{target.public_id}/answer", data={"words": "Twenty."})
    page = client.get(f"/ideas/{target.public_id}").text
    assert ["Nelli Named" in page, "Twenty." in page, "Hilla" in page] == [True, True, False]
    with app.app_context():
        actors = db.session.scalars(select(Entry.actor_id).where(Entry.kind == Kind.INFO_GIVEN)).all()
        assert actors == [None]


def test_followers_come_along_but_no_author_is_among_them(app: Flask, client_of: SignIn, lead: User) -> None:
    with app.app_context():
        author, other, follower = factories.person(), factories.person(), factories.person()
        idea, target = factories.submitted(author), factories.submitted(other)
        for case, by in ((idea, follower), (idea, other), (target, author), (target, follower)):
            follow(case, by)
    merge(client_of(lead), idea, target.public_id)
    with app.app_context():
        assert [f.user_id for f in db.session.get_one(Idea, target.id).follows] == [follower.id]


def test_both_histories_tell_of_each_other(app: Flask, client_of: SignIn, lead: User) -> None:
    with app.app_context():
        idea, target = factories.submitted(factories.person()), factories.submitted(factories.person())
    client = client_of(lead)
    merge(client, idea, f"https://example.org/ideas/{target.public_id.lower()}")
    with app.app_context():
        row = db.session.get_one(Idea, idea.id)
        assert (row.state, row.merged_into_id) == ("merged", target.id)
        kinds = (Kind.MERGED, Kind.RECEIVED)
        told = db.session.scalars(select(Entry).where(Entry.kind.in_(kinds)).order_by(Entry.id)).all()
        assert [(e.case_id, e.data.get("target"), e.data.get("source")) for e in told] == [
            (idea.id, target.public_id, None),
            (target.id, None, idea.public_id),
        ]
    assert target.public_id in client.get(f"/ideas/{idea.public_id}").text


@pytest.mark.parametrize("unsuitable", ["itself", "ended", "unseen", "absent", "nothing"])
def test_an_unsuitable_target_is_refused(app: Flask, client_of: SignIn, lead: User, unsuitable: str) -> None:
    with app.app_context():
        author = factories.person()
        idea = factories.submitted(author)
        targets = {
            "itself": idea.public_id,
            "ended": factories.dropped(author, lead).public_id,
            "unseen": factories.draft(author).public_id,
            "absent": "I-1999-0001",
            "nothing": "somewhere",
        }
    status, page = merge(client_of(lead), idea, targets[unsuitable])
    with app.app_context():
        assert (status in (409, 422), db.session.get_one(Idea, idea.id).state) == (True, "submitted")
    assert targets[unsuitable] in page


def test_an_idea_can_join_one_that_is_in_a_pilot(app: Flask, client_of: SignIn, lead: User) -> None:
    with app.app_context():
        author = factories.person()
        target, idea = cases.piloted(author, lead), factories.submitted(factories.person())
    assert merge(client_of(lead), idea, target.public_id)[0] == 303
