"""One hostile value in a form of a pilot, and all else as it should be: never a fault of ours."""

from datetime import timedelta
from urllib.parse import quote, urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.features.rounds.service import daily_round
from ideas.models import Idea, User
from ideas.web.clock import now, today
from tests import factories
from tests.features.pilot import cases
from tests.features.pilot.pages import CONCLUSION, MEASURE, PLAN, page_of, piloted_until, plan_of
from tests.features.test_step_hostile import IDENTITY_CODE, RAW, columns_with, values_for
from tests.stories.people import in_days

FORMS: dict[str, tuple[str, dict[str, str]]] = {
    "plan": ("lead", PLAN),
    "plan/measures": ("lead", MEASURE),
    "aim": ("maija", {"told": "Shorter calls"}),
    "amendment": ("lead", {"baseline": "14", "target": "6", "reason": "Fridays."}),
    "conclusion": ("lead", CONCLUSION),
    "extension": ("lead", {"until": in_days(20), "words": "Too few Mondays."}),
}
"""Each form, who sends it, and what is written where nothing is wrong."""
RUNNING = {"amendment", "conclusion", "extension"}


def opened(app: Flask, people: dict[str, User], form: str) -> tuple[FlaskClient, Idea, str, dict[str, str]]:
    """Who sends the form, about which idea, where it lies, and what stands in it."""
    who, fields = FORMS[form]
    idea = _running(app, people) if form in RUNNING else _planned(app, people)
    if form == "plan":
        fields = {**fields, "people": f"{people['maija'].email}\n{people['matti'].email}"}
    with app.app_context():
        amendment = f"/measures/{cases.measure_id(idea)}/amendment"
    place = amendment if form == "amendment" else page_of(idea, form)
    return factories.sign_in(app, people[who]), idea, place, fields


@pytest.mark.parametrize("form", FORMS)
def test_one_hostile_value_in_an_otherwise_good_form(
    app: Flask, people: dict[str, User], form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    client, idea, place, fields = opened(app, people, form)
    sent, wrong = values_for(client.get(place).text, fields), []
    for name in fields:
        for value in sent[name]:
            code = client.post(place, data={**fields, name: value}).status_code
            wrong += [(name, value[:20], code)] if code >= 500 else []
    assert wrong == []
    assert list(faults(app, people, idea)) == []
    with app.app_context():
        assert list(columns_with(IDENTITY_CODE)) == []
        daily_round(now())


@pytest.mark.parametrize("form", FORMS)
def test_bytes_that_are_no_text(
    app: Flask, people: dict[str, User], form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    client, idea, place, fields = opened(app, people, form)
    wrong = []
    for name in fields:
        rest = urlencode({key: value for key, value in fields.items() if key != name})
        for raw in RAW:
            body, kind = f"{rest}&{quote(name)}={raw}", "application/x-www-form-urlencoded"
            code = client.post(place, data=body, content_type=kind).status_code
            wrong += [(name, raw, code)] if code >= 500 else []
    assert wrong == []
    assert list(faults(app, people, idea)) == []


def faults(app: Flask, people: dict[str, User], idea: Idea) -> list[str]:
    """The pages that break when what was sent has been stored."""
    client = factories.sign_in(app, people["lead"])
    pages = (f"/ideas/{idea.public_id}", plan_of(idea), "/experiments", "/desk", "/", "/news")
    return [page for page in pages if client.get(page).status_code >= 500]


def _planned(app: Flask, people: dict[str, User]) -> Idea:
    with app.app_context():
        return cases.planned(people["author"], people["lead"], people=[people["maija"], people["matti"]])


def _running(app: Flask, people: dict[str, User]) -> Idea:
    with app.app_context():
        ends_on = today() + timedelta(days=10)
    return piloted_until(app, people, ends_on)
