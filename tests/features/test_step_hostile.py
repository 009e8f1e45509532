"""Hostile values in a form about work steps, and all else as it should be: never a fault of ours."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import String, cast, select

from ideas.extensions import db
from ideas.models import Base, Case
from ideas.transaction import command
from tests.features.crowd import Crowd, crowd
from tests.features.hostile import IDENTITY_CODE, drawn, faults_of, faults_of_bytes
from tests.features.pilot import cases
from tests.stories.pages import Fields, form_of
from tests.stories.people import in_days
from tests.stories.work_steps import EXAMINATION, SIGNALS

FORMS: dict[str, tuple[str, str, Fields]] = {
    "/work-steps/new": ("author", "examined", {"title": "Raportti", "question": "travel"}),
    "{step}/edit": ("author", "examined", {"title": "Raportti"}),
    "{step}/examination": ("lead", "examined", {**EXAMINATION, "removals": ""}),
    "{step}/evidence": ("author", "examined", {"method": "measured", "count": "4", "minutes": "25"}),
    "{step}/need": ("rule_owner", "examined", {"need": "Sopimus."}),
    "{step}/clearance": ("clearer", "examined", {"clearance": "handled"}),
    "{step}/trial-plan": ("lead", "examined", {"starts_on": in_days(1), "days": "30"}),
    "{step}/trial-plan/signals": ("lead", "examined", dict(SIGNALS[0])),
    "{step}/readings": ("lead", "trialled", {"value_{measure}": "3"}),
    "/readings/{reading}/correction": ("lead", "trialled", {"value": "3", "reason": "Näppäilyvirhe."}),
    "{step}/misses": ("owner", "trialled", {"words": "Kaipaan"}),
    "/experiments/{experiment}/applications": (
        "author",
        "trialled",
        {"adapted": "Vain aamuisin", "follow_up_on": in_days(9)},
    ),
    "/applications/{application}/answer": ("stranger", "trialled", {"outcome": "Hyvin meni"}),
    "{step}/extension": ("lead", "trialled", {"until": in_days(1), "words": "Lomat"}),
    "{step}/verification": ("lead", "given-up", {"remainder": "gone", "hours": "96", "how": "Laskettu"}),
    "{step}/freed-time": (
        "owner",
        "given-up",
        {"hours": "1", "purpose": "Soitot", "is_for_customers": "yes"},
    ),
    "{step}/moves?name=give-up": ("lead", "examined", {"words": "Turha", "ending": "reduce"}),
    "{step}/moves?name=keep": ("lead", "examined", {"words": "Vielä"}),
    "{step}/next-date": ("lead", "given-up", {"next_date": in_days(9)}),
    "{idea}/pairings": (
        "lead",
        "open",
        {"needed_hours": "40", "give_up": "nothing", "give_up_words": "Mahtuu."},
    ),
}
"""Each form, who sends it, where on its way the case is, and what is written where nothing is wrong."""
FIRST = {
    "{step}/freed-time": ("{step}/verification", {"remainder": "gone", "hours": "96", "how": "Laskettu"})
}
"""What somebody must have sent before."""
LAST: Fields = {"review_on": in_days(9)}
"""What a move still lacks, so that it is not made at the first value."""
AFTERWARDS = (
    "/work-steps", "/work-steps?sort=hours", "/work-steps/export.csv", "/work-steps/export.xlsx",
    "/balance?year=all", "/experiments?q=a", "/desk/work-steps", "/desk", "/", "/news",
)  # fmt: skip


@pytest.fixture
def world(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Crowd:
    """Everybody and every case; a fault is answered as it would be in use."""
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    return crowd(app)


def opened(world: Crowd, form: str) -> tuple[FlaskClient, str, Fields]:
    """Who sends the form, where it lies, and everything that stands in it but the version and its key."""
    who, step, said = FORMS[form]
    names = world.names(step)
    home = f"/work-steps/{names['public_id']}"
    with world.app.app_context():
        planned = cases.planned(world.people["author"], world.people["lead"]) if "{idea}" in form else None
    idea = f"/ideas/{planned.public_id}" if planned else ""
    numbers = {key: names[f"{key}_id"] for key in ("reading", "experiment", "application")}
    place = form.format(step=home, idea=idea, **numbers)
    if form.endswith("/extension"):
        end_soon(world)
    if form in FIRST:
        page, first = FIRST[form]
        assert world.client("lead").post(page.format(step=home), data=first).status_code == 303
    client = world.client(who)
    said = {name.format(measure=names["measure_id"]): value for name, value in said.items()}
    fields = {**form_of(client.get(place).text, place), **said}
    return client, place, {name: fields[name] for name in fields if name not in ("version", "post_key")}


@command
def _end_soon(case: Case) -> None:
    trial = db.session.get_one(Case, case.id).experiments[0]
    trial.ends_on = date.fromisoformat(in_days(0))


def end_soon(world: Crowd) -> None:
    """Let the trial end today, so that its end can be put off."""
    with world.app.app_context():
        _end_soon(world.cases["trialled"])


def faults(client: FlaskClient, place: str, home: str) -> Iterator[str]:
    """The pages that break when what was sent has been stored."""
    for page in (home, place, *AFTERWARDS):
        with client.get(page) as answer:
            if answer.status_code >= 500:
                yield page


@pytest.mark.parametrize("form", FORMS)
def test_the_good_form_is_taken(world: Crowd, form: str) -> None:
    client, place, fields = opened(world, form)
    assert client.post(place, data={**fields, **(LAST if "/moves" in form else {})}).status_code == 303


@pytest.mark.parametrize("form", FORMS)
def test_hostile_values_in_an_otherwise_good_form(world: Crowd, form: str, is_thorough: bool) -> None:
    client, place, fields = opened(world, form)
    home = f"/work-steps/{world.cases[FORMS[form][1]].public_id}" if "{step}" in form else "/work-steps"
    values = drawn(list(FORMS).index(form), is_thorough)
    assert list(faults_of(client, place, fields, home, values)) == []
    assert list(faults(world.client("lead"), place, home)) == []
    with world.app.app_context():
        assert list(columns_with(IDENTITY_CODE)) == []


@pytest.mark.parametrize("form", FORMS)
def test_bytes_that_are_no_text(world: Crowd, form: str) -> None:
    client, place, fields = opened(world, form)
    assert list(faults_of_bytes(client, place, fields)) == []
    assert [page for page in (place, "/work-steps") if client.get(page).status_code >= 500] == []


def columns_with(text: str) -> Iterator[str]:
    """Where the text is stored."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if db.session.scalar(select(1).where(cast(column, String).contains(text)).limit(1)):
                yield f"{table.name}.{column.name}"
