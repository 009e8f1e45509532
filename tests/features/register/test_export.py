"""The work steps as a file: the list's own rows, numbers that can be reckoned with, nothing that runs."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from werkzeug.test import TestResponse

from ideas import spreadsheet
from ideas.extensions import db
from ideas.features.register import export
from ideas.models import Doubt, User, WorkStep
from ideas.models.examination import Reason
from ideas.spreadsheet import TYPES
from ideas.transaction import command
from tests import factories, steps
from tests.features.register.test_rows import verified
from workflow.actors import Role

ClientOf = Callable[[User], FlaskClient]
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx")


@command
def doubted(step: WorkStep) -> None:
    db.session.add_all(
        [Doubt(case_id=step.id, reason=reason) for reason in (Reason.OVERLAPPING, *Reason)[:2]]
    )


@pytest.fixture
def lead(app: Flask) -> User:
    with app.app_context():
        return factories.person(Role.LEAD, language="en", name="Leena Lead")


@pytest.fixture
def step(app: Flask, lead: User) -> WorkStep:
    with app.app_context():
        author = factories.person(home=factories.unit(), name="Aino Aalto")
        found = {"title": "=HYPERLINK(“x”); ääni, 1", "shifted_hours": Decimal("1.5")}
        made = steps.given_up(author, lead, **found)
        verified(made, lead, "96.5")
        doubted(made)
        return made


def table(answer: TestResponse, delimiter: str) -> list[dict[str, str]]:
    text = answer.data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def sheet(answer: TestResponse) -> list[dict[str, Any]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.data))
    header, *rows = book.get_sheet_by_index(0).to_python()
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def test_a_csv_in_english_has_commas_and_points(client_of: ClientOf, lead: User, step: WorkStep) -> None:
    row = table(client_of(lead).get("/work-steps/export.csv"), ",")[0]
    assert (row["Id"], row["What could we give up?"]) == (step.public_id, "'=HYPERLINK(“x”); ääni, 1")
    assert (row["State"], row["Decision"], row["Named by"]) == ("given up", "stop", "Aino Aalto")
    assert (row["Estimated, h/yr"], row["Estimated at least, h/yr"]) == ("120", "95")
    assert (row["Verified, h/yr"], row["Work that moves, h/yr"]) == ("96.5", "1.5")
    assert (row["Named on"], row["Next date"], row["Review date"]) == ("5.3.2026", "5.6.2026", "")
    assert row["Why do we doubt it?"] == "no benefit to the customer, done elsewhere too"


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_csv_elsewhere_has_semicolons_and_commas_and_says_that_it_is_utf_8(
    app: Flask, client_of: ClientOf, step: WorkStep, language: str
) -> None:
    with app.app_context():
        reader = factories.person(language=language)
    answer = client_of(reader).get("/work-steps/export.csv")
    cells = next(iter(table(answer, ";")[0:1])).values()
    assert (answer.data[:3], "96,5" in cells, "1,5" in cells) == (b"\xef\xbb\xbf", True, True)


def test_a_workbook_has_numbers_and_days_and_no_formula(
    client_of: ClientOf, lead: User, step: WorkStep
) -> None:
    row = sheet(client_of(lead).get("/work-steps/export.xlsx"))[0]
    assert row["What could we give up?"] == step.title
    assert (row["Estimated, h/yr"], row["Verified, h/yr"], row["Work that moves, h/yr"]) == (120, 96.5, 1.5)
    assert (row["Named on"], row["Decided on"]) == (date(2026, 3, 5), date(2026, 3, 5))
    assert (row["Review date"], row["The customer’s waiting, days"]) == ("", "")


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_would_run_is_led_by_an_apostrophe_and_a_number_is_not(text: str) -> None:
    written = spreadsheet.csv_of([text], [[text, Decimal("-1.50"), -3, None]], "en").decode("utf-8-sig")
    header, row = csv.reader(io.StringIO(written, newline=""))
    assert (header, row) == ([f"'{text}"], [f"'{text}", "-1.5", "-3", ""])


@pytest.mark.parametrize("text", [*FORMULAS, "https://example.org", "{=1+1}", "ä" * 40_000])
def test_a_workbook_keeps_a_text_as_text(text: str) -> None:
    book = spreadsheet.workbook_of("x", ["a"], [[text]])
    with ZipFile(io.BytesIO(book)) as parts:
        written = parts.read("xl/worksheets/sheet1.xml").decode()
    kept = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()[1][0]
    assert str(kept).replace("_x000D_", "\r") == text[: 2**15 - 1]
    assert ("<f" in written, "hyperlink" in written) == (False, False)


@pytest.mark.parametrize(("suffix", "type_"), TYPES.items())
def test_a_file_is_taken_along_under_the_name_of_the_day(
    client_of: ClientOf, lead: User, step: WorkStep, suffix: str, type_: str
) -> None:
    with time_machine.travel(datetime(2026, 11, 20, 22, 30, tzinfo=UTC)):
        answer = client_of(lead).get(f"/work-steps/export.{suffix}")
    name = f"attachment; filename=work-steps-2026-11-21.{suffix}"
    said = (answer.mimetype, answer.headers["Content-Disposition"], answer.headers["Cache-Control"])
    assert said == (type_, name, "no-store")


def test_a_file_holds_what_the_list_holds_in_its_order(app: Flask, client_of: ClientOf, lead: User) -> None:
    with app.app_context():
        kept = [steps.kept(factories.person(), lead, factories.NOW.date()) for _ in range(30)]
        steps.recorded(factories.person())
    rows = table(client_of(lead).get("/work-steps/export.csv?state=kept&sort=oldest-in-state"), ",")
    assert [row["Id"] for row in rows] == [step.public_id for step in kept]


def test_whoever_is_hidden_is_in_no_file(app: Flask, client_of: ClientOf, lead: User) -> None:
    with app.app_context():
        steps.recorded(factories.person(name="Piilo Piiloinen"), hidden=True)
    client = client_of(lead)
    row = table(client.get("/work-steps/export.csv"), ",")[0]
    assert (row["Named by"], row["Named on"]) == ("name hidden", "5.3.2026")
    assert "Piilo" not in str(sheet(client.get("/work-steps/export.xlsx")))
    assert not any(":" in value or "12.30" in value or "14.30" in value for value in row.values())


def test_a_file_without_rows_has_its_columns(client_of: ClientOf, lead: User) -> None:
    client = client_of(lead)
    written = client.get("/work-steps/export.csv").data.decode("utf-8-sig")
    header = next(csv.reader(io.StringIO(written)))
    assert (len(header), written.count("\r\n")) == (len(export.COLUMNS), 1)
    assert client.get("/work-steps/export.xlsx?q=%00").status_code == 200


def test_no_other_file_is_offered(client_of: ClientOf, lead: User) -> None:
    assert client_of(lead).get("/work-steps/export.pdf").status_code == 404
