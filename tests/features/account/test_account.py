"""A person's own account: password, sessions and language."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from ideas.extensions import db
from ideas.models import Entry, User, UserSession
from ideas.passwords import hash_password, verify_password
from tests import factories
from workflow.events import Kind

PASSWORD = "kolme erilaista sanaa"
NEW = "neljä aivan toista sanaa"


def account() -> User:
    """A person with a password."""
    return factories.person(password_hash=hash_password(PASSWORD))


def change(client: FlaskClient, present: str = PASSWORD, password: str = NEW) -> int:
    """Send the form of a new password."""
    said = {"present": present, "password": password, "repeated": password}
    return client.post("/me/password", data=said).status_code


def kinds(person: User) -> list[Kind]:
    """What was written into the history of the account."""
    return list(db.session.scalars(select(Entry.kind).where(Entry.person_id == person.id).order_by(Entry.n)))


def newest_session(person: User) -> int:
    """The id of the session opened last."""
    return db.session.scalars(select(func.max(UserSession.id)).where(UserSession.user_id == person.id)).one()


def test_a_new_password_ends_every_other_session(app: Flask) -> None:
    with app.app_context():
        person = account()
    here, there = factories.sign_in(app, person), factories.sign_in(app, person)
    codes = [change(here), here.get("/me").status_code, there.get("/me").status_code]
    with app.app_context():
        stored = db.session.get_one(User, person.id).password_hash
        assert (codes, verify_password(stored, NEW)) == ([303, 200, 303], True)
        assert kinds(person) == [Kind.PASSWORD_CHANGED]


@pytest.mark.parametrize(
    ("present", "password"),
    [("not the present one", NEW), (PASSWORD, "short"), (PASSWORD, "salasanasalasana1"), (PASSWORD, "")],
)
def test_a_password_is_not_changed_without_the_present_one_or_to_a_weak_one(
    app: Flask, present: str, password: str
) -> None:
    with app.app_context():
        person = account()
    code = change(factories.sign_in(app, person), present, password)
    with app.app_context():
        stored = db.session.get_one(User, person.id).password_hash
        assert (code, verify_password(stored, PASSWORD)) == (422, True)


def test_no_password_is_kept_as_it_was_typed_or_shown_again(app: Flask) -> None:
    with app.app_context():
        person = account()
    page = factories.sign_in(app, person).post(
        "/me/password", data={"present": "typed", "password": NEW, "repeated": NEW}
    )
    assert all(text not in page.text for text in ("typed", NEW))


def test_a_session_that_is_ended_is_out_at_the_next_request(app: Flask) -> None:
    with app.app_context():
        person = factories.person()
    here, there = factories.sign_in(app, person), factories.sign_in(app, person)
    with app.app_context():
        other = newest_session(person)
    codes = [here.post(f"/me/sessions/{other}/revoke").status_code, there.get("/me").status_code]
    again = here.post(f"/me/sessions/{other}/revoke").status_code
    with app.app_context():
        assert (codes, again, kinds(person)) == ([303, 303], 404, [Kind.SESSION_REVOKED])


def test_nobody_ends_the_session_of_another(app: Flask) -> None:
    with app.app_context():
        person, other = factories.person(), factories.person()
    theirs, mine = factories.sign_in(app, other), factories.sign_in(app, person)
    with app.app_context():
        code = mine.post(f"/me/sessions/{newest_session(other)}/revoke").status_code
    assert (code, theirs.get("/me").status_code) == (404, 200)


def test_all_others_end_together(app: Flask) -> None:
    with app.app_context():
        person = factories.person()
    clients = [factories.sign_in(app, person) for _ in range(3)]
    clients[1].post("/me/sessions/revoke-others")
    assert [client.get("/me").status_code for client in clients] == [303, 200, 303]


def test_sessions_are_told_in_plain_words(app: Flask) -> None:
    with app.app_context():
        person = account()
    client = app.test_client()
    firefox = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
    client.post("/sign-in", data={"email": person.email, "password": PASSWORD}, headers=firefox)
    assert "Firefox, Linux" in client.get("/me/sessions").text


def test_the_language_chosen_in_the_profile_is_spoken(app: Flask) -> None:
    with app.app_context():
        person = factories.person()
    client = factories.sign_in(app, person)
    client.post("/me", data={"language": "en"})
    with app.app_context():
        assert ('<html lang="en">' in client.get("/me").text, kinds(person)) == (True, [Kind.LANGUAGE_CHOSEN])


@pytest.mark.parametrize("path", ["/me", "/me/password", "/me/sessions"])
def test_a_visitor_is_asked_to_sign_in(app: Flask, path: str) -> None:
    assert app.test_client().get(path).location == f"/sign-in?next={path}"
