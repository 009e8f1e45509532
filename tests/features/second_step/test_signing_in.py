"""Signing in in two steps: the password alone opens nothing, and a code opens once."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from ideas.accounts import Holder, end_sessions, give_link
from ideas.extensions import db
from ideas.models import Entry, HalfSignIn, RecoveryCode, User
from ideas.transaction import command
from tests.features.second_step.steps import code_of, halfway, take, with_app
from tests.features.signin.accounts import PASSWORD, is_signed_in, living, try_sign_in


def test_the_password_alone_opens_no_session(app: Flask) -> None:
    with app.app_context():
        person, _ = with_app()
    client = halfway(app.test_client(), person)
    with app.app_context():
        assert (is_signed_in(client), living(person)) == (False, 0)


def test_password_and_code_lead_to_where_the_person_was_going(app: Flask) -> None:
    with app.app_context():
        person, _ = with_app()
        code = code_of(person)
    client = halfway(app.test_client(), person, next="/ideas")
    answer = take(client, f" {code[:3]} {code[3:]} ", next="/ideas")
    assert (answer.status_code, answer.location, is_signed_in(client)) == (303, "/ideas", True)


def test_a_code_opens_once(app: Flask) -> None:
    with app.app_context():
        person, _ = with_app()
        code = code_of(person)
    answers = [take(halfway(app.test_client(), person), code).status_code for _ in range(2)]
    assert answers == [303, 422]


@pytest.mark.parametrize(("seconds", "status"), [(-90, 422), (-30, 303), (30, 303), (90, 422)])
def test_clocks_may_differ_by_half_a_minute(app: Flask, seconds: int, status: int) -> None:
    with app.app_context():
        person, _ = with_app()
        code = code_of(person, datetime.now(UTC) + timedelta(seconds=seconds))
    assert take(halfway(app.test_client(), person), code).status_code == status


def test_a_recovery_code_opens_once_and_is_told_in_the_log(app: Flask) -> None:
    with app.app_context():
        person, codes = with_app()
    typed = codes[3].upper().replace("-", " ")
    answers = [take(halfway(app.test_client(), person), typed).status_code for _ in range(2)]
    assert answers == [303, 422]
    with app.app_context():
        kinds = db.session.scalars(select(Entry.kind).where(Entry.person_id == person.id).order_by(Entry.n))
        assert list(kinds) == ["second-step-set", "recovery-code-used", "signed-in"]


def test_a_recovery_code_is_nobody_elses(app: Flask) -> None:
    with app.app_context():
        (person, _), (_, codes) = with_app(), with_app()
    assert take(halfway(app.test_client(), person), codes[0]).status_code == 422


def test_guessing_codes_is_slowed_however_often_the_password_is_given(app: Flask) -> None:
    with app.app_context():
        person, _ = with_app()
    codes = [take(halfway(app.test_client(), person), "000000").status_code for _ in range(6)]
    assert codes == [422] * 5 + [429]


def test_without_the_password_no_code_opens_anything(app: Flask) -> None:
    with app.app_context():
        person, _ = with_app()
        code = code_of(person)
    client = app.test_client()
    assert client.get("/sign-in/second-step").location == "/sign-in"
    assert (take(client, code).status_code, is_signed_in(client)) == (422, False)


def test_who_tarries_gives_the_password_again_and_keeps_their_words(app: Flask) -> None:
    with app.app_context():
        person, _ = with_app()
        code = code_of(person)
    client = halfway(app.test_client(), person)
    with app.app_context():
        late = datetime.now(UTC) - timedelta(minutes=11)
        command(lambda: db.session.execute(update(HalfSignIn).values(at=late)))()
    answer = take(client, code, kept="[]", next="/ideas")
    assert (answer.status_code, 'value="/ideas"' in answer.text) == (422, True)


@pytest.mark.parametrize("change", ["closed", "signed out everywhere"])
def test_what_happens_to_the_account_meanwhile_counts(app: Flask, change: str) -> None:
    with app.app_context():
        person, _ = with_app()
        code = code_of(person)
    client, now = halfway(app.test_client(), person), datetime.now(UTC)
    with app.app_context():
        if change == "closed":
            command(lambda: setattr(db.session.get_one(User, person.id), "deactivated_at", now))()
        else:
            command(end_sessions)(person.id, now)
    assert (take(client, code).status_code, is_signed_in(client)) == (422, False)


def test_a_link_to_a_new_password_does_not_lead_past_the_second_step(app: Flask) -> None:
    with app.app_context():
        person, _ = with_app()
        holder = Holder(person.email, person.name, person.role, None)
        token = command(give_link)(holder, by_id=None, at=datetime.now(UTC))
        code = code_of(person)
    client, new = app.test_client(), "neljä aivan uutta sanaa"
    answer = client.post(f"/invitations/{token}", data={"password": new, "repeated": new})
    assert (answer.location, is_signed_in(client)) == ("/sign-in/second-step", False)
    assert (take(client, code).status_code, is_signed_in(client)) == (303, True)


def test_words_survive_the_second_step(app: Flask) -> None:
    with app.app_context():
        person, _ = with_app()
        code = code_of(person)
    kept = {"kept": '[["body", "Hyvä ajatus."]]', "kept_path": "/ideas/I-2026-0001/comments"}
    page = try_sign_in(app.test_client(), person.email, **kept)
    client = halfway(app.test_client(), person, **kept)
    assert ("Hyvä ajatus." in page.text, "Hyvä ajatus." in take(client, code, **kept).text) == (True, True)


def test_nothing_that_opens_is_stored_as_it_is(app: Flask) -> None:
    with app.app_context():
        person, codes = with_app()
    client = halfway(app.test_client(), person)
    with client.session_transaction() as cookie:
        token = cookie["half"]
    with app.app_context():
        kept = set(db.session.scalars(select(HalfSignIn.token_hash)))
        kept |= set(db.session.scalars(select(RecoveryCode.code_hash)))
        assert len(kept) == 11
        assert kept & {token, *codes, *(code.replace("-", "") for code in codes), PASSWORD} == set()
