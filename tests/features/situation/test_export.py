"""The figures as files: the same numbers as the page, for people and under stable names for machines."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook

from ideas.features.situation.behind import FIGURES as WITH_ROWS
from ideas.features.situation.lines import SECTIONS
from ideas.labels.figures import FIGURES, UNITS
from ideas.labels.figures import SECTIONS as WORDS
from ideas.models import User
from tests import factories
from tests.features.situation.histories import BEGINNING, Life
from workflow.actors import Role

ClientOf = Callable[[User], FlaskClient]
KEYS = (
    "section", "figure", "value", "kind", "state", "size", "day", "of", "place", "unit", "definition",
)  # fmt: skip
"""What machines find of each figure; a key is never renamed."""


@pytest.fixture
def life(app: Flask) -> Life:
    """Twelve ideas, one of them answered; ten are decided, and a work step waits."""
    with app.app_context():
        made = Life.begin()
        for number in range(12):
            made.play("idea", 0, 5)
            if number < 10:
                made.play("end", number, 30)
        made.play("comment", 11, 40)
        made.play("step", 0, 1)
        return made


@pytest.fixture(autouse=True)
def some_days_later(life: Life) -> Iterator[None]:
    with time_machine.travel(BEGINNING + timedelta(days=120), tick=False):
        yield


@pytest.fixture
def client(client_of: ClientOf, life: Life) -> FlaskClient:
    return client_of(life.lead)


def document(client: FlaskClient, asked: str = "") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(client.get(f"/situation.json{asked}").data)
    return found


def values(found: dict[str, Any], figure: str, **which: object) -> list[object]:
    return [
        each["value"]
        for each in found["figures"]
        if each["figure"] == figure and all(each[name] == value for name, value in which.items())
    ]


def table(client: FlaskClient, asked: str = "") -> list[dict[str, str]]:
    text = client.get(f"/situation/figures.csv{asked}").data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_every_section_and_unit_has_its_words() -> None:
    assert sorted(WORDS) == sorted(SECTIONS)
    assert {unit for _words, unit, _definition in FIGURES.values()} == set(UNITS)
    assert [name for name in WORDS.values() if len(str(name)) > 31] == []


def test_the_document_says_the_figures_under_stable_names(client: FlaskClient) -> None:
    found = document(client)
    assert {tuple(sorted(each)) for each in found["figures"]} == {tuple(sorted(KEYS))}
    assert (found["today"], found["first_day"], found["last_day"]) == (
        "2026-07-19",
        "2025-08-01",
        "2026-07-19",
    )
    assert values(found, "standing", state="submitted") == [2]
    assert sum(values(found, "closed", state="dropped")) == 10  # type: ignore[arg-type]
    assert values(found, "time-in-all-n", kind="idea", size="") == [10]
    assert {each["section"] for each in found["figures"]} <= set(SECTIONS)


def test_the_document_is_narrowed_down_as_the_page_is(client: FlaskClient) -> None:
    found = document(client, "?kind=work-step&period=all")
    assert {each["kind"] for each in found["figures"] if each["section"] == "flow"} == {"work-step"}
    assert (found["kind"], found["period"]) == ("work-step", "all")
    assert values(found, "standing", state="recorded") == [1]


def test_the_table_holds_what_the_document_holds(client: FlaskClient) -> None:
    rows, found = table(client), document(client)["figures"]
    assert len(rows) == len(found)
    assert [float(row["Arvo"].replace(",", ".")) for row in rows if row.get("Arvo", "").isdigit()]


def test_the_workbook_has_a_sheet_for_each_section(client: FlaskClient) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get("/situation/figures.xlsx").data))
    rows = sum(len(book.get_sheet_by_name(name).to_python()) - 1 for name in book.sheet_names)
    sections = list(dict.fromkeys(each["section"] for each in document(client)["figures"]))
    assert (len(book.sheet_names), rows) == (len(sections), len(table(client)))


def test_a_number_with_rows_is_called_as_its_rows_are(client: FlaskClient) -> None:
    found = document(client)
    for figure in ("standing", "closed"):
        for each in (one for one in found["figures"] if one["figure"] == figure and one["value"]):
            month = f"&month={each['day'][:7]}" if each["day"] else ""
            place = f"/situation/rows.csv?figure={figure}&state={each['state']}{month}"
            rows = client.get(place).data.decode("utf-8-sig").strip().split("\r\n")[1:]
            assert (place, len(rows)) == (place, each["value"])
    assert {"standing", "closed", "adopted", "untold", "told"} <= set(WITH_ROWS) & set(FIGURES)


@pytest.mark.parametrize("role", [Role.LEAD, Role.MANAGER, Role.ADMIN])
def test_no_file_of_figures_names_anybody(app: Flask, client_of: ClientOf, life: Life, role: Role) -> None:
    with app.app_context():
        reader = factories.person(role)
    client = client_of(reader)
    files = [client.get(place).data.decode() for place in ("/situation.json", "/situation/figures.csv")]
    people = (life.author, life.lead, life.other)
    assert [person.name for person in people for text in files if f'{person.name}"' in text] == []
