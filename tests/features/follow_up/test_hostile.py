"""Whatever is sent to the pages of an adopted idea, the answer is a page and never a fault of ours."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.models import Idea
from tests.features.follow_up.cases import path
from tests.features.test_hostile import GARBAGE, HUGE, fields_of

NUMBERS = ("0", "3", "2147483648", "9223372036854775808", HUGE)


@pytest.mark.parametrize("kind", GARBAGE)
def test_garbage_in_every_field_is_answered(
    app: Flask, idea: Idea, owner: FlaskClient, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    codes = []
    for place in (path(idea), path(idea, 1), f"/ideas/{idea.public_id}/pulse"):
        names = fields_of(owner.get(place).text) | {"version", "post_key", "left_out", "added"}
        answer = owner.post(place, data={name: [GARBAGE[kind], "other"] for name in sorted(names)})
        codes.append(answer.status_code)
    assert [code for code in codes if code >= 500] == []


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_that_nobody_gave_is_answered(idea: Idea, owner: FlaskClient, number: str) -> None:
    place = f"{path(idea)}/{number}"
    answers = (owner.get(place), owner.post(place, data={"customer": "Sanoja"}))
    assert [answer.status_code in (404, 409) for answer in answers] == [True, True]
