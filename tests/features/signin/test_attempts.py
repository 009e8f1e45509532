"""A guesser is slowed down, on every node and whether the account exists or not."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select

from ideas.attempts import BY_ACCOUNT, BY_ADDRESS, attempt_of, reserve
from ideas.extensions import db
from ideas.models import SignInAttempt
from tests import factories
from tests.conftest import make_app
from tests.features.signin.accounts import account, attempts, fail, try_sign_in

NOW = factories.NOW


@pytest.mark.parametrize("is_known", [True, False])
def test_after_five_failures_a_wait_is_asked_for(app: Flask, is_known: bool) -> None:
    with app.app_context():
        email = account().email if is_known else "nobody@example.org"
    assert fail(app, email, 6) == [422] * 5 + [429]
    answer = try_sign_in(app.test_client(), email)
    assert (answer.status_code, 0 < int(answer.headers["Retry-After"]) <= 30) == (429, True)


def test_the_wait_doubles_up_to_its_limit_and_passes(app: Flask) -> None:
    at, waits = NOW, []
    with app.app_context():
        attempt = attempt_of("aino@example.org", "192.0.2.1")
        for _ in range(10):
            wait = reserve(attempt, at)
            waits.append(wait)
            at += timedelta(seconds=wait)
            if wait:
                reserve(attempt, at)
    assert waits == [0, 0, 0, 0, 0, 30, 60, 120, 240, 480]


def test_while_one_waits_nothing_is_counted(app: Flask) -> None:
    fail(app, "nobody@example.org", 9)
    with app.app_context():
        assert attempts() == BY_ACCOUNT.failures


def test_after_a_quarter_of_an_hour_all_is_forgotten(app: Flask) -> None:
    with app.app_context():
        attempt = attempt_of("aino@example.org", "192.0.2.1")
        for _ in range(5):
            reserve(attempt, NOW)
        assert reserve(attempt, NOW + timedelta(minutes=15)) == 0


def test_one_network_address_guesses_at_few_accounts(app: Flask) -> None:
    with app.app_context():
        tries = [attempt_of(f"person{n}@example.org", "2001:db8:1:2::1") for n in range(BY_ADDRESS.failures)]
        assert [reserve(attempt, NOW) for attempt in tries] == [0] * BY_ADDRESS.failures
        neighbour = attempt_of("aino@example.org", "2001:db8:1:2:ffff::9")
        stranger = attempt_of("aino@example.org", "2001:db8:1:3::1")
        assert (reserve(neighbour, NOW), reserve(stranger, NOW)) == (30, 0)


@pytest.mark.parametrize(("proxies", "address"), [(0, "127.0.0.1"), (1, "192.0.2.7")])
def test_only_our_own_proxies_say_where_a_guess_comes_from(
    app: Flask, database_url: str, tmp_path: Path, proxies: int, address: str
) -> None:
    """Whoever could name addresses of their own would be a new guesser at each guess."""
    node = make_app(database_url, tmp_path, proxies=proxies)
    for forged in ("198.51.100.1", "198.51.100.2"):
        said = {"X-Forwarded-For": f"{forged}, 192.0.2.7"}
        node.test_client().post("/sign-in", data={"email": "a@example.org", "password": "x"}, headers=said)
    with node.app_context():
        counted, told = set(db.session.scalars(select(SignInAttempt.address_hash))), attempt_of("", address)
        db.session.remove()
        db.engine.dispose()
    assert counted == {told.address}


def test_capitals_are_not_another_account(app: Flask) -> None:
    with app.app_context():
        assert attempt_of("Aino@Example.org ", "192.0.2.1") == attempt_of(
            "aino@example.org", "::ffff:192.0.2.1"
        )


def test_a_person_who_is_recognised_begins_anew(app: Flask) -> None:
    with app.app_context():
        person = account()
    fail(app, person.email, 4)
    assert try_sign_in(app.test_client(), person.email).status_code == 303
    with app.app_context():
        assert attempts() == 0


def test_neither_account_nor_address_can_be_read_from_the_attempts(app: Flask) -> None:
    fail(app, "nobody@example.org", 1)
    with app.app_context():
        row = db.session.scalars(select(SignInAttempt)).one()
        assert (len(row.account_hash), len(row.address_hash), row.account_hash == row.address_hash) == (
            64,
            64,
            False,
        )


def test_many_guesses_at_the_same_moment_are_many_failures(app: Flask) -> None:
    barrier = Barrier(8)

    def guess() -> int:
        with app.app_context():
            attempt = attempt_of("aino@example.org", "192.0.2.1")
            barrier.wait()
            return reserve(attempt, NOW)

    with ThreadPoolExecutor(8) as pool:
        waits = [future.result() for future in [pool.submit(guess) for _ in range(8)]]
    assert sorted(waits) == [0] * 5 + [30] * 3
