"""Hostile values in a form of a pilot, and all else as it should be: never a fault of ours."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.features.rounds.service import daily_round
from ideas.models import Idea, User
from ideas.web.clock import now, today
from tests import factories
from tests.features.hostile import IDENTITY_CODE, drawn, faults_of, faults_of_bytes
from tests.features.pilot import cases
from tests.features.pilot.pages import CONCLUSION, MEASURE, PLAN, page_of, piloted_until, plan_of
from tests.features.test_step_hostile import columns_with
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
def test_hostile_values_in_an_otherwise_good_form(
    app: Flask, people: dict[str, User], form: str, is_thorough: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    client, idea, place, fields = opened(app, people, form)
    values = drawn(list(FORMS).index(form), is_thorough)
    assert list(faults_of(client, place, fields, f"/ideas/{idea.public_id}", values)) == []
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
    assert list(faults_of_bytes(client, place, fields)) == []
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
