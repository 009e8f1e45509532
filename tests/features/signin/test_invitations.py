"""One-time links: they open an account once, and not for ever."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask

from ideas.accounts import Holder, find_account, give_link
from ideas.extensions import db
from ideas.features.signin import service
from ideas.models import Invitation, User
from ideas.transaction import command
from ideas.web.clock import now
from tests import factories
from tests.features.signin.accounts import PASSWORD, account, is_signed_in, living, try_sign_in
from workflow.actors import Role

HOLDER = Holder("Aino.Lehtinen@example.org", "Aino Lehtinen", Role.LEAD, None)
CHOSEN = {"password": "neljä aivan toista sanaa", "repeated": "neljä aivan toista sanaa"}


def link(holder: Holder = HOLDER, age: timedelta = timedelta(0)) -> str:
    """The path of a link of that age."""
    return "/invitations/" + command(give_link)(holder, by_id=None, at=now() - age)


def test_a_link_opens_an_account_and_signs_in(app: Flask) -> None:
    with app.app_context():
        path = link()
    client = app.test_client()
    assert all(text in client.get(path).text for text in ("Aino Lehtinen", "aino.lehtinen@example.org"))
    answer = client.post(path, data=CHOSEN)
    assert (answer.status_code, is_signed_in(client)) == (303, True)
    with app.app_context():
        opened = find_account("aino.lehtinen@example.org")
        assert opened is not None
        assert (opened.name, opened.role, opened.language) == ("Aino Lehtinen", Role.LEAD, "fi")


def test_a_link_is_used_once(app: Flask) -> None:
    with app.app_context():
        path = link()
    app.test_client().post(path, data=CHOSEN)
    client = app.test_client()
    codes = [client.get(path).status_code, client.post(path, data=CHOSEN).status_code]
    assert (codes, is_signed_in(client)) == ([410, 410], False)


def test_a_link_runs_out_and_a_newer_one_takes_its_place(app: Flask) -> None:
    with app.app_context():
        paths = [link(age=timedelta(days=7)), link(), link()]
    assert [app.test_client().get(path).status_code for path in paths] == [410, 410, 200]


def test_an_invented_link_leads_nowhere(app: Flask) -> None:
    assert app.test_client().get("/invitations/invented").status_code == 410


@pytest.mark.parametrize(
    "password",
    ["short", "salasana1234", "aaaaaaaaaaaaaaa", "ainolehtinen2026", "aino.lehtinen@example.org", "x" * 201],
)
def test_a_weak_password_is_not_taken(app: Flask, password: str) -> None:
    with app.app_context():
        path = link()
    answer = app.test_client().post(path, data={"password": password, "repeated": password})
    with app.app_context():
        assert (answer.status_code, find_account(HOLDER.email)) == (422, None)


def test_the_password_is_typed_alike_twice(app: Flask) -> None:
    with app.app_context():
        path = link()
    answer = app.test_client().post(path, data={**CHOSEN, "repeated": "neljä aivan toista sanoja"})
    assert answer.status_code == 422


def test_a_link_for_a_lost_password_ends_every_session(app: Flask) -> None:
    with app.app_context():
        person = account()
    thief = app.test_client()
    try_sign_in(thief, person.email)
    with app.app_context():
        path = link(Holder(person.email, person.name, person.role, None))
    app.test_client().post(path, data=CHOSEN)
    old = try_sign_in(app.test_client(), person.email, PASSWORD)
    with app.app_context():
        assert (old.status_code, is_signed_in(thief), living(person)) == (422, False, 1)


def test_a_link_does_not_open_a_closed_account(app: Flask) -> None:
    with app.app_context():
        person = account(deactivated_at=factories.NOW)
        path = link(Holder(person.email, person.name, person.role, None))
    assert app.test_client().post(path, data=CHOSEN).status_code == 410


def test_of_two_people_with_the_same_link_one_comes_in(app: Flask) -> None:
    with app.app_context():
        token = link().rpartition("/")[2]
    barrier = Barrier(2)

    def come_in() -> bool:
        with app.app_context():
            barrier.wait()
            return bool(service.accept(token, "a hash", language="fi", browser="", at=now()).token)

    with ThreadPoolExecutor(2) as pool:
        tries = [pool.submit(come_in) for _ in range(2)]
    assert sorted(each.result() for each in tries) == [False, True]


def test_only_the_hash_of_a_link_is_kept(app: Flask) -> None:
    with app.app_context():
        path = link()
        assert db.session.scalars(db.select(Invitation.token_hash)).one() not in path
        assert db.session.scalars(db.select(User)).all() == []
