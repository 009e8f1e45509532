"""One hostile value in a form about work steps, and all else as it should be: never a fault of ours."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import String, cast, select

from ideas.extensions import db
from ideas.models import Base, Case
from ideas.transaction import command
from tests.features.crowd import Crowd, crowd
from tests.features.pilot import cases
from tests.stories.pages import Fields, form_of, kinds_of
from tests.stories.people import in_days
from tests.stories.work_steps import EXAMINATION, SIGNALS

IDENTITY_CODE = "131052-308T"
HOSTILE = (
    "1e400", "-0", "\u22120", "NaN", "sNaN", "Infinity", "1" + "0" * 30, "\u0663", "\uff11\uff12", "101",
    "-1", "0,00001", "0,0001", "100000000", "9999999999,9999", "9999-12-31", "0001-01-01", "2026-02-30",
    "a\x00b", "x" * 100_000, "=1+1", "<script>alert(1)</script>", "\u202ea", "L-2026-0001", IDENTITY_CODE,
)  # fmt: skip
NO_CHOICE = ("-1", "9999999999,9999", "a\x00b", "x" * 100_000, "L-2026-0001")
"""What is sent where one chooses: whatever is none of the choices is refused in the same way."""
WORDS = ("-1", "a\x00b", "x" * 100_000, "=1+1", "<script>alert(1)</script>", "\u202ea", IDENTITY_CODE)
"""What is sent where many words fit: to them one number is like another."""
RAW = ("%ED%A0%80", "%00", "%FF%FE", "%F4%90%80%80", "a%0Db%0Ac")
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
def test_one_hostile_value_in_an_otherwise_good_form(world: Crowd, form: str) -> None:
    client, place, fields = opened(world, form)
    home = f"/work-steps/{world.cases[FORMS[form][1]].public_id}" if "{step}" in form else "/work-steps"
    sent, wrong = values_for(client.get(place).text, fields), []
    for value in HOSTILE:
        names = [name for name in fields if value in sent[name]]
        wrong += list(posted(client, place, home, (fields, names), value))
    assert wrong == []
    reader = world.client("lead")
    assert list(faults(reader, place, home)) == []
    with world.app.app_context():
        assert list(columns_with(IDENTITY_CODE)) == []


def values_for(page: str, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """What is sent in each field, by what it is for."""
    choices, areas = kinds_of(page)
    few = {**dict.fromkeys(choices, NO_CHOICE), **dict.fromkeys(areas, WORDS)}
    return {name: few.get(name, HOSTILE) for name in names}


def posted(
    client: FlaskClient, place: str, home: str, sent: tuple[Fields, list[str]], value: str
) -> Iterator[Any]:
    """The faults of one value in each field by itself, and of the page that shows it wherever it was taken.

    What was taken is sent again in all those fields at once, so that one look at the page sees it everywhere;
    where that is refused, the page is looked at for each field.
    """
    fields, names = sent
    codes = {name: client.post(place, data={**fields, name: value}).status_code for name in names}
    yield from ((name, value[:20], code) for name, code in codes.items() if code >= 500)
    taken = [name for name, code in codes.items() if code == 303]
    together = client.post(place, data={**fields, **dict.fromkeys(taken, value)}).status_code if taken else 0
    for name in taken[:1] if together == 303 else taken:
        if together != 303:
            client.post(place, data={**fields, name: value})
        with client.get(home) as page:
            if page.status_code >= 500:
                yield (name, value[:20], home)


@pytest.mark.parametrize("form", FORMS)
def test_bytes_that_are_no_text(world: Crowd, form: str) -> None:
    client, place, fields = opened(world, form)
    wrong = []
    for name in fields:
        rest = urlencode({key: value for key, value in fields.items() if key != name}, doseq=True)
        for raw in RAW:
            body, kind = f"{rest}&{quote(name)}={raw}", "application/x-www-form-urlencoded"
            code = client.post(place, data=body, content_type=kind).status_code
            wrong += [(name, raw, code)] if code >= 500 else []
    assert wrong == []
    assert list(faults(world.client("lead"), place, "/work-steps")) == []


def columns_with(text: str) -> Iterator[str]:
    """Where the text is stored."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if db.session.scalar(select(1).where(cast(column, String).contains(text)).limit(1)):
                yield f"{table.name}.{column.name}"
