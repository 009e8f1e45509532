"""The server's own log: every answer and every failure on one line of JSON, and nobody in it."""

import json
import logging
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas import create_app
from ideas.config import Settings
from ideas.web.journal import JsonLines
from tests import factories
from tests.conftest import SECRET
from tests.features.signin.accounts import PASSWORD, account, try_sign_in

CANARIES = ("kanaria", "canary-token", "203.0.113.7", PASSWORD)


class Written(StringIO):
    """What was logged, line by line."""

    def lines(self) -> list[dict[str, Any]]:
        """Every line, read as JSON."""
        return [json.loads(line) for line in self.getvalue().splitlines()]


@pytest.fixture
def written() -> Iterator[Written]:
    """What our own logger writes during the test."""
    kept = Written()
    handler = logging.StreamHandler(kept)
    handler.setFormatter(JsonLines())
    logging.getLogger("ideas").addHandler(handler)
    yield kept
    logging.getLogger("ideas").removeHandler(handler)


def browser(**more: object) -> FlaskClient:
    """A browser before an application that fails at one address, and shows its failures to nobody."""
    app = create_app(Settings(_env_file=None, demo=True, secret_key=SECRET, **more))  # type: ignore[arg-type]

    def fail() -> str:
        raise ValueError("kanaria")

    app.view_functions["health.healthz"] = fail
    return app.test_client()


def test_an_answer_is_one_line_with_the_rule_and_without_the_address(app: Flask, written: Written) -> None:
    answer = app.test_client().get("/invitations/canary-token?kanaria=1")
    (line,) = written.lines()
    assert line.pop("at").endswith("+00:00")
    assert line.pop("ms") >= 0
    assert line == {
        "level": "info", "event": "answered", "request": answer.headers["X-Request-ID"], "method": "GET",
        "rule": "/invitations/<string:token>", "status": 410,
    }  # fmt: skip


def test_a_failure_tells_its_kind_and_its_number_but_not_its_words(written: Written) -> None:
    answer = browser().get("/healthz?kanaria")
    failed, answered = written.lines()
    assert (answer.status_code, failed["event"], failed["failure"]) == (500, "failed", "ValueError")
    assert failed["request"] == answered["request"] == answer.headers["X-Request-ID"]
    assert answer.headers["X-Request-ID"] in answer.text
    assert "kanaria" not in written.getvalue()


def test_signing_in_failing_and_being_slowed_are_told_without_the_person(
    app: Flask, written: Written
) -> None:
    with app.app_context():
        person = account(name="kanaria")
    client = app.test_client()
    for password in [PASSWORD, *["wrong canary-token"] * 6]:
        try_sign_in(client, person.email, password)
    events = [line["event"] for line in written.lines() if "account" in line]
    assert events == ["signed-in", *["sign-in-refused"] * 5, "sign-in-slowed"]
    assert len({line["account"] for line in written.lines() if "account" in line}) == 1
    assert person.email not in written.getvalue()
    assert [each for each in CANARIES if each in written.getvalue()] == []


def test_nothing_that_people_write_or_bring_along_is_logged(app: Flask, written: Written) -> None:
    with app.app_context():
        person = factories.person(name="kanaria")
    client = factories.sign_in(app, person)
    headers = {"User-Agent": "kanaria", "Referer": "http://localhost/kanaria", "X-Forwarded-For": CANARIES[2]}
    client.post("/ideas/new?q=kanaria", data={"title": "kanaria\r\n{}"}, headers=headers)
    client.get("/kanaria/\r\nkanaria", headers=headers)
    assert len(written.lines()) == 2
    assert [each for each in CANARIES if each in written.getvalue()] == []


@pytest.mark.parametrize(
    ("proxies", "given", "is_taken"),
    [(0, "a" * 16, False), (1, "a" * 16, True), (1, "a b\tc" * 5, False), (1, "a" * 65, False)],
)
def test_a_number_is_taken_from_a_trusted_proxy_alone(proxies: int, given: str, is_taken: bool) -> None:
    answer = browser(proxies=proxies).get("/there-is-nothing", headers={"X-Request-ID": given})
    assert (answer.headers["X-Request-ID"] == given) is is_taken


def test_what_others_log_is_told_without_what_they_put_into_it() -> None:
    record = logging.LogRecord("gunicorn.error", logging.WARNING, "", 1, "From ip=%s", ("kanaria",), None)
    assert json.loads(JsonLines().format(record))["event"] == "From ip=%s"


def test_a_line_that_is_broken_stays_one_line() -> None:
    record = logging.LogRecord("ideas.x", logging.INFO, "", 1, "a\r\n{\u2028}", (), None)
    assert len(JsonLines().format(record).splitlines()) == 1
