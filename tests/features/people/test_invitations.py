"""Links that administrators give: to somebody new, and to somebody who lost their password."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from ideas.accounts import find_account
from ideas.extensions import db
from ideas.models import Invitation, User
from ideas.networks import keyed
from ideas.transaction import command
from tests import factories
from tests.features.people.administration import admin, told
from workflow.actors import Role
from workflow.events import Kind

NEW = {"name": "Aino Lehtinen", "email": "aino@example.org", "role": "lead", "unit": ""}
CHOSEN = {"password": "neljä aivan toista sanaa", "repeated": "neljä aivan toista sanaa"}


def invite(client: FlaskClient, **other: str) -> TestResponse:
    """Send the form about somebody new."""
    return client.post("/people/invite", data={**NEW, **other})


@command
def move_to(person: User, email: str) -> None:
    """Give the person that address."""
    db.session.get_one(User, person.id).email = email


def link_in(page: TestResponse) -> str:
    """The path of the link on the page."""
    found = re.search(r"http://localhost(/invitations/[\w-]+)", page.text)
    assert found
    return found[1]


def test_an_invitation_leads_to_an_account_with_that_role_and_unit(app: Flask) -> None:
    client = admin(app)[1]
    with app.app_context():
        home = factories.unit()
    path = link_in(invite(client, unit=str(home.id)))
    app.test_client().post(path, data=CHOSEN)
    with app.app_context():
        opened = find_account("aino@example.org")
        assert opened is not None
        assert (opened.name, opened.role, opened.unit_id) == ("Aino Lehtinen", Role.LEAD, home.id)
        address = keyed("account", "aino@example.org")
        assert told(Kind.PERSON_INVITED) == [{"person": "Aino Lehtinen", "role": "lead", "address": address}]
    assert path not in client.get("/people/invite").text


@pytest.mark.parametrize(
    "other",
    [
        {"email": "taken@example.org"},
        {"email": "TAKEN@example.org "},
        {"email": "no address"},
        {"email": "аino@example.org"},
        {"email": "a@b@example.org"},
        {"name": ""},
        {"name": "Aino \u202enenithel"},
        {"name": "Ai\u200bno"},
        {"name": "Aino\x00"},
        {"role": "owner"},
        {"unit": "999"},
    ],
)
def test_what_does_not_hold_is_said_and_nobody_is_invited(app: Flask, other: dict[str, str]) -> None:
    client = admin(app)[1]
    with app.app_context():
        move_to(factories.person(), "taken@example.org")
    answer = invite(client, **other)
    with app.app_context():
        assert (answer.status_code, db.session.scalars(db.select(Invitation)).all()) == (422, [])
    assert f'id="{next(iter(other))}' in answer.text


def test_names_are_composed_and_stripped(app: Flask) -> None:
    invite(admin(app)[1], name="  A\u0308ija\u0308la\u0308 ")
    with app.app_context():
        assert db.session.scalars(db.select(Invitation.name)).one() == "Äijälä"


def test_a_new_link_replaces_a_lost_password(app: Flask) -> None:
    client = admin(app)[1]
    with app.app_context():
        person = factories.person()
    page = client.post(f"/people/{person.id}/link")
    assert app.test_client().post(link_in(page), data=CHOSEN).status_code == 303
    signed_in = app.test_client().post(
        "/sign-in", data={"email": person.email, "password": CHOSEN["password"]}
    )
    with app.app_context():
        assert (signed_in.status_code, len(told(Kind.LINK_GIVEN))) == (303, 1)


def test_closing_an_account_voids_its_link(app: Flask) -> None:
    client = admin(app)[1]
    with app.app_context():
        person = factories.person()
    path = link_in(client.post(f"/people/{person.id}/link"))
    client.post(f"/people/{person.id}/deactivate")
    client.post(f"/people/{person.id}/reactivate")
    assert app.test_client().get(path).status_code == 410


def test_the_form_sent_twice_makes_one_link(app: Flask) -> None:
    client = admin(app)[1]
    codes = [invite(client, post_key="k" * 20).status_code for _ in range(2)]
    with app.app_context():
        assert (codes, len(db.session.scalars(db.select(Invitation)).all())) == ([200, 303], 1)
