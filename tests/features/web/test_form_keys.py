"""The key of every form: without it nothing that is posted is carried out."""

import pytest
from flask import Flask, request
from flask_wtf.csrf import CSRFError
from werkzeug.routing import Rule

from tests import factories
from tests.features.crowd import address

KEYLESS = {"mail.unsubscribe"}
"""Mail programs post there by themselves: the signed token of the address stands for the key."""


@pytest.fixture
def guarded(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The application with the forms' key asked for, as in use."""
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    return app


def taken(app: Flask, rule: Rule) -> tuple[str | None, bool]:
    """To which view a post without a key leads, and whether it comes through to it; it is not asked."""
    with app.test_request_context(address(rule, {"public_id": "I-2026-0001"}), method="POST"):
        try:
            app.preprocess_request()
        except CSRFError:
            return request.endpoint, False
        return request.endpoint, True


def test_no_address_takes_a_post_without_its_key(guarded: Flask) -> None:
    rules = [rule for rule in guarded.url_map.iter_rules() if "POST" in (rule.methods or ())]
    assert {taken(guarded, rule) for rule in rules} == {
        (rule.endpoint, rule.endpoint in KEYLESS) for rule in rules
    }


def test_a_post_without_its_key_changes_nothing_for_somebody_signed_in(guarded: Flask) -> None:
    with guarded.app_context():
        person = factories.person()
    client = factories.sign_in(guarded, person)
    answer = client.post("/me", data={"language": "en"})
    assert (answer.status_code, '<html lang="en">' in client.get("/me").text) == (400, False)
