"""Setting the second step up, removing it, and an administrator who removes it for somebody."""

import re

import pytest
from flask import Flask
from sqlalchemy import func, select

from ideas import second_steps
from ideas.config import Settings
from ideas.extensions import SETTINGS, db
from ideas.models import Entry, RecoveryCode, SecondStep
from tests import factories
from tests.features.second_step.steps import code_of, with_app
from tests.features.signin.accounts import PASSWORD, account, attempts, living, try_sign_in
from workflow.actors import Role

SECRET = re.compile(r"<dd>([A-Z2-7]{32})</dd>")


def rows() -> list[int]:
    """How much is stored of second steps."""
    tables = (SecondStep, RecoveryCode)
    return [db.session.scalars(select(func.count()).select_from(table)).one() for table in tables]


def test_it_is_in_use_once_the_app_shows_the_right_code(app: Flask) -> None:
    with app.app_context():
        person = account()
    client = factories.sign_in(app, person)
    client.post("/me/second-step/begin")
    page = client.get("/me/second-step").text
    with app.app_context():
        code = code_of(person)
    wrong = client.post("/me/second-step", data={"one_time_code": "000000", "password": PASSWORD})
    stolen = client.post("/me/second-step", data={"one_time_code": code, "password": "a wrong password"})
    right = client.post("/me/second-step", data={"one_time_code": code, "password": PASSWORD})
    assert [wrong.status_code, stolen.status_code, right.status_code] == [422, 422, 200]
    assert (len(SECRET.findall(page)), "<svg" in page, "style=" in page) == (1, True, False)
    assert len(re.findall(r"<code>[0-9a-f]{5}-[0-9a-f]{5}</code>", right.text)) == 10
    after = client.get("/me/second-step").text
    assert (SECRET.findall(after), "<svg" in after, "<code>" in after) == ([], False, False)
    assert try_sign_in(app.test_client(), person.email).status_code == 200


def test_one_that_is_in_use_is_not_made_anew(app: Flask) -> None:
    with app.app_context():
        person, _ = with_app()
        before = db.session.get_one(SecondStep, person.id).salt
    factories.sign_in(app, person).post("/me/second-step/begin")
    with app.app_context():
        assert db.session.get_one(SecondStep, person.id).salt == before


def test_a_secret_is_another_one_each_time_and_for_each_installation(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    salts = [
        SecondStep(user_id=1, salt="a"),
        SecondStep(user_id=1, salt="b"),
        SecondStep(user_id=2, salt="a"),
    ]
    other = Settings(_env_file=None, demo=True, secret_key="the secret of another installation")
    with app.app_context():
        here = {second_steps.secret_of(step) for step in salts}
        monkeypatch.setitem(app.extensions, SETTINGS, other)
        there = {second_steps.secret_of(step) for step in salts}
    assert (len(here), len(here | there)) == (3, 6)


def test_the_password_removes_it(app: Flask) -> None:
    with app.app_context():
        person, _ = with_app()
    client = factories.sign_in(app, person)
    codes = [
        client.post("/me/second-step/remove", data={"password": text}).status_code
        for text in ("a wrong password", PASSWORD)
    ]
    assert codes == [422, 303]
    assert try_sign_in(app.test_client(), person.email).status_code == 303
    with app.app_context():
        assert rows() == [0, 0]


def test_guessing_the_password_at_an_open_window_is_slowed(app: Flask) -> None:
    with app.app_context():
        person, _ = with_app()
    client = factories.sign_in(app, person)
    paths = ["/me/second-step/remove", "/me/password", "/me/second-step"] * 2
    said = {"password": "a wrong password", "present": "a wrong password", "one_time_code": "000000"}
    answers = [client.post(path, data=said) for path in paths]
    late = client.post("/me/second-step/remove", data={"password": PASSWORD})
    assert [answer.status_code for answer in [*answers, late]] == [422] * 5 + [429] * 2
    assert 0 < int(late.headers["Retry-After"]) <= 30
    assert try_sign_in(app.test_client(), person.email).status_code == 200


def test_whoever_knows_the_password_begins_anew_and_the_post_counts_once(app: Flask) -> None:
    with app.app_context():
        person, _ = with_app()
    client = factories.sign_in(app, person)
    wrong, right = ({"password": text, "post_key": "the key of a form"} for text in ("wrong", PASSWORD))
    for _turn in range(4):
        client.post("/me/second-step/remove", data=wrong)
    codes = [client.post("/me/second-step/remove", data=right).status_code for _ in range(2)]
    with app.app_context():
        assert (codes, rows(), attempts()) == ([303, 303], [0, 0], 0)


def test_an_administrator_removes_it_for_somebody_and_the_log_tells(app: Flask) -> None:
    with app.app_context():
        (person, _), admin = with_app(), factories.person(Role.ADMIN)
    theirs, client = factories.sign_in(app, person), factories.sign_in(app, admin)
    assert client.post(f"/people/{person.id}/second-step/reset").status_code == 303
    with app.app_context():
        last = db.session.scalars(select(Entry).where(Entry.person_id == person.id).order_by(Entry.n)).all()[
            -1
        ]
        assert (last.kind, last.actor_id, living(person), rows()) == (
            "second-step-reset",
            admin.id,
            0,
            [0, 0],
        )
    assert (theirs.get("/me").status_code, try_sign_in(app.test_client(), person.email).status_code) == (
        303,
        303,
    )
