"""Bringing a table of readings: all of it or nothing, what is there already left out, nothing reckoned."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from xlsxwriter import Workbook

from ideas.features.readings import tables
from ideas.models import Idea
from tests.features.readings.pages import bring, measures, place, send, told, values

WIDE = "Pvm;Odotusaika (min);=Tyytyväisyys;Huomautus\n4.5.2026;6,5;4;Rauhallinen päivä\n5.5.2026;;3,5;\n"
LONG = "date,measure,value,note\n2026-05-04,Odotusaika,6.5,Calm\n2026-05-05,'=Tyytyväisyys,4,\n"
SWEDISH = "Datum;Mätare;Värde;Anteckning\n4.5.2026;odotusaika;6,5;\n"
ALL_SAID = "Readings added: {}."


def sheet(*rows: tuple[object, ...]) -> bytes:
    kept = BytesIO()
    with Workbook(kept, {"in_memory": True}) as book:
        page = book.add_worksheet()
        day = book.add_format({"num_format": "d.m.yyyy"})
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    page.write_datetime(number, column, cell, day)
                else:
                    page.write(number, column, cell)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("table", "found"),
    [
        (WIDE, ["2026-05-04 6.5", "2026-05-04 4", "2026-05-05 3.5"]),
        (LONG, ["2026-05-04 6.5", "2026-05-05 4"]),
        (SWEDISH, ["2026-05-04 6.5"]),
    ],
)
def test_a_table_is_read_in_every_language_wide_or_long(
    app: Flask, lead: FlaskClient, idea: Idea, table: str, found: list[str]
) -> None:
    assert bring(lead, idea, table).status_code == 303
    assert ALL_SAID.format(len(found)) in lead.get(f"/ideas/{idea.public_id}").text
    with app.app_context():
        assert sorted(values()) == sorted(found)


def test_a_workbook_is_read_with_its_days_and_numbers(app: Flask, lead: FlaskClient, idea: Idea) -> None:
    rows = [("Päivä", "Mittari", "Lukema"), (date(2026, 5, 4), "Odotusaika", 6.25)]
    assert bring(lead, idea, sheet(*rows), "luvut.xlsx").status_code == 303
    with app.app_context():
        assert values() == ["2026-05-04 6.25"]


def test_one_entry_for_each_measure_tells_how_many(app: Flask, lead: FlaskClient, idea: Idea) -> None:
    bring(lead, idea, WIDE)
    with app.app_context():
        assert [(each["reading"], each.get("count")) for each in told(idea)] == [
            ("6,5 min", None),
            ("2 × =Tyytyväisyys, 4.5.2026–5.5.2026", "2"),
        ]
        assert [measure.due_on for measure in measures(idea)] == [date(2026, 5, 11), date(2026, 5, 6)]


def test_what_is_there_already_is_left_out_and_counted(app: Flask, lead: FlaskClient, idea: Idea) -> None:
    send(app, lead, idea, "6,5")
    bring(lead, idea, WIDE + "5.5.2026;;3,5;again\n")
    page = lead.get(f"/ideas/{idea.public_id}").text
    assert [words in page for words in (ALL_SAID.format(2), "already: 2.")] == [True, True]
    with app.app_context():
        assert len(values()) == 3


FAULTY = [
    ("4.5.2026;6,5;4;", "4.5.2026;kuusi;4;", "Row 3, column “Odotusaika (min)”: Write a number"),
    ("31.2.2026;6;4;", "5.5.2026;6;4;", "Row 2, column “Pvm”: This is not a date."),
    (
        "11.5.2026;6;4;",
        "4.3.2026;6;4;",
        "Row 3, column “Pvm”: The day must lie between 5.3.2026 and 10.5.2026.",
    ),
    ("5.5.2026;=1+1;4;", "6.5.2026;6;4;", "Row 2, column “Odotusaika (min)”: Write a number"),
    ("5.5.2026;6;4;131052-308T", "6.5.2026;6;4;", "Row 2, column “Huomautus”: A personal identity code"),
    ("5.5.2026;6;4;;;x", "6.5.2026;6;4;", "Row 2: The row has more cells"),
    ("5.5.2026;1e5;4;", "6.5.2026;6;4;", "Row 2, column “Odotusaika (min)”: Write a number"),
]


@pytest.mark.parametrize(("first", "second", "words"), FAULTY)
def test_what_is_wrong_is_told_by_its_row_and_nothing_is_kept(
    app: Flask, lead: FlaskClient, idea: Idea, first: str, second: str, words: str
) -> None:
    header = WIDE.partition("\n")[0]
    answer = bring(lead, idea, f"{header}\n{first}\n{second}\n")
    assert (answer.status_code, words in answer.text) == (422, True)
    with app.app_context():
        assert (values(), told(idea)) == ([], [])


WHOLE = [
    ("", "The file is empty."),
    ("Pvm;Odotusaika\n", "There are no readings in the file."),
    ("Odotusaika;Huomautus\n6;x\n", "No column holds the day."),
    ("Pvm;Odotusaika;Muu\n4.5.2026;6;1\n", "The column “Muu” is no measure."),
    ("Pvm;Huomautus\n4.5.2026;x\n", "Name either the columns"),
    ("Pvm;Mittari;Lukema\n4.5.2026;Jono;6\n", "There is no such measure: Jono"),
    ("Pvm;Odotusaika\n" + "4.5.2026;6\n" * 2_001, "There are more than 2000 readings."),
    (b"\xd0\xcf\x11\xe0" + b"x" * 100, "This workbook cannot be opened here."),
    (b"PK\x03\x04" + b"x" * 100, "This workbook cannot be opened here."),
]


@pytest.mark.parametrize(("content", "words"), WHOLE, ids=range(len(WHOLE)))
def test_a_file_that_is_no_table_of_readings_says_why(
    app: Flask, lead: FlaskClient, idea: Idea, content: str | bytes, words: str
) -> None:
    answer = bring(lead, idea, content)
    assert (answer.status_code, words in answer.text) == (422, True)
    with app.app_context():
        assert values() == []


def test_a_file_that_is_too_large_is_not_read(
    lead: FlaskClient, idea: Idea, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "MOST_BYTES", 50)
    answer = bring(lead, idea, WIDE)
    assert (answer.status_code, "The file is larger than 1 MB." in answer.text) == (422, True)


def test_without_a_file_one_is_asked_for(lead: FlaskClient, idea: Idea) -> None:
    answer = lead.post(place(idea, "/import"), data={})
    assert (answer.status_code, "Choose a file." in answer.text) == (422, True)


def test_two_cells_far_apart_do_not_fill_the_memory(lead: FlaskClient, idea: Idea) -> None:
    kept = BytesIO()
    with Workbook(kept, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write(0, 0, "Pvm")
        page.write(1_048_575, 16_383, "x")
    answer = bring(lead, idea, kept.getvalue(), "luvut.xlsx")
    assert (answer.status_code, "This workbook cannot be opened here." in answer.text) == (422, True)


def test_the_empty_table_can_be_filled_in_and_brought(app: Flask, lead: FlaskClient, idea: Idea) -> None:
    header = lead.get(place(idea, "/template.csv")).data.decode("utf-8-sig").strip()
    assert header == "Day,Odotusaika (min),'=Tyytyväisyys (pistettä (1–5)),Note"
    assert bring(lead, idea, f"{header}\r\n4.5.2026,6.5,4,\r\n").status_code == 303
    with app.app_context():
        assert values() == ["2026-05-04 6.5", "2026-05-04 4"]


def test_the_largest_number_that_is_kept_comes_back_as_it_was(
    app: Flask, lead: FlaskClient, idea: Idea
) -> None:
    bring(lead, idea, "Pvm;Odotusaika\n4.5.2026;9999999999,9999\n")
    with app.app_context():
        assert values() == [f"2026-05-04 {Decimal('9999999999.9999'):f}"]
