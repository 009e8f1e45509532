"""Signing in: who is let in, what is told to those who are not, and where it leads."""

import re

import pytest
from argon2 import PasswordHasher
from flask import Flask

from ideas.extensions import db
from ideas.models import User, UserSession
from ideas.passwords import hash_password, needs_rehash
from tests import factories
from tests.features.signin.accounts import PASSWORD, account, is_signed_in, living, try_sign_in
from tests.features.web.test_carry import REDIRECTS


def test_address_and_password_open_a_session(app: Flask) -> None:
    with app.app_context():
        person = account()
    client = app.test_client()
    answer = try_sign_in(client, f" {person.email.upper()} ")
    assert (answer.status_code, answer.location, is_signed_in(client)) == (303, "/", True)


def refused(app: Flask, email: str, password: str) -> tuple[int, str]:
    """The answer to a failed sign-in, without what differs at every drawing of a form."""
    answer = try_sign_in(app.test_client(), email, password)
    return answer.status_code, re.sub(r'value="[^"]*"', "", answer.text)


def test_unknown_wrong_closed_and_without_a_password_are_answered_alike(app: Flask) -> None:
    with app.app_context():
        person, other = account(), factories.person()
        closed = account(deactivated_at=factories.NOW)
    answers = {
        refused(app, person.email, "a wrong password"),
        refused(app, "nobody@example.org", "a wrong password"),
        refused(app, closed.email, PASSWORD),
        refused(app, other.email, "nobody has this password"),
    }
    assert [status for status, _ in answers] == [422]


def test_an_unknown_address_costs_a_comparison_too(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    verify = PasswordHasher.verify

    def noted(self: PasswordHasher, stored: str, text: str) -> bool:
        compared.append(text)
        return verify(self, stored, text)

    monkeypatch.setattr(PasswordHasher, "verify", noted)
    with app.app_context():
        person = account()
    for email in (person.email, "nobody@example.org"):
        try_sign_in(app.test_client(), email, "a wrong password")
    assert compared == ["a wrong password"] * 2


def test_every_sign_in_has_a_token_of_its_own_and_only_its_hash_is_kept(app: Flask) -> None:
    with app.app_context():
        person = account()
    tokens = set()
    for _ in range(2):
        client = app.test_client()
        try_sign_in(client, person.email)
        with client.session_transaction() as cookie:
            tokens.add(cookie["_user_id"])
    with app.app_context():
        stored = set(db.session.scalars(db.select(UserSession.token_hash)))
    assert (len(tokens), len(stored), tokens & stored) == (2, 2, set())


def test_a_cookie_from_before_does_not_live_on(app: Flask) -> None:
    with app.app_context():
        person = account()
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie.update(planted="by somebody else", language="sv", csrf_token="known")
    try_sign_in(client, person.email)
    with client.session_transaction() as cookie:
        assert ("planted" in cookie, cookie.get("csrf_token"), cookie["language"]) == (False, None, "sv")


def test_a_hash_of_older_costs_is_renewed(app: Flask) -> None:
    with app.app_context():
        old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
        person = factories.person(password_hash=old)
    try_sign_in(app.test_client(), person.email)
    with app.app_context():
        renewed = db.session.get_one(User, person.id).password_hash
        assert renewed is not None
        assert (needs_rehash(old), needs_rehash(renewed)) == (True, False)


@pytest.mark.parametrize("path", [path for path in REDIRECTS if "\x00" not in path])
def test_nobody_is_led_elsewhere(app: Flask, path: str) -> None:
    with app.app_context():
        person = account()
    assert try_sign_in(app.test_client(), person.email, next=path).location == "/"


def test_the_way_goes_on_to_a_page_of_ours(app: Flask) -> None:
    with app.app_context():
        person = account()
    assert try_sign_in(app.test_client(), person.email, next="/ideas?q=a").location == "/ideas?q=a"


def test_signing_out_ends_the_session_on_the_server(app: Flask) -> None:
    with app.app_context():
        person = account()
    client = app.test_client()
    try_sign_in(client, person.email)
    with client.session_transaction() as cookie:
        stolen = dict(cookie)
    client.post("/sign-out")
    thief = app.test_client()
    with thief.session_transaction() as cookie:
        cookie.update(stolen)
    with app.app_context():
        assert (living(person), is_signed_in(client), is_signed_in(thief)) == (0, False, False)


def test_the_same_password_may_be_typed_in_two_ways(app: Flask) -> None:
    with app.app_context():
        person = factories.person(password_hash=hash_password("kesäyö on lyhyt a\u0308"))
    assert try_sign_in(app.test_client(), person.email, "kesäyö on lyhyt ä").status_code == 303
