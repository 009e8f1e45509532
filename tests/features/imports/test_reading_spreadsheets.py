"""Reading spreadsheets: sheets, numbers, dates, row numbers, and what is refused."""

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from ideas.tables import Flaw, Row, Table, Unreadable, read_table

Cells = dict[tuple[int, int], object]


def workbook(sheets: dict[str, Cells], hidden: str | None = None) -> bytes:
    """Write a spreadsheet with cells at zero-based (row, column)."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"default_date_format": "d.m.yyyy"}) as book:
        for name, cells in sheets.items():
            sheet: Any = book.add_worksheet(name)
            for (row, column), value in cells.items():
                sheet.write(row, column, value)
        if hidden:
            book.worksheets()[-1].activate()
            book.get_worksheet_by_name(hidden).hide()
    return file.getvalue()


def table(rows: Sequence[Sequence[object]]) -> Cells:
    return {(i, j): value for i, row in enumerate(rows) for j, value in enumerate(row)}


def read(rows: Sequence[Sequence[object]]) -> Table:
    return read_table(workbook({"Ideat": table(rows)}), "ideat.xlsx")


def refused(content: bytes, sheet: str | None = None) -> tuple[Flaw, dict[str, object]]:
    with pytest.raises(Unreadable) as raised:
        read_table(content, "ideat.xlsx", sheet)
    return raised.value.flaw, dict(raised.value.data)


def test_cells_are_read_as_a_person_reads_them() -> None:
    names = [f"c{column}" for column in range(10)]
    values = ["teksti ", 1.0, 2.5, 0.1 + 0.2, 123456789012, True, date(2026, 3, 5)]
    values += [datetime(2026, 3, 5, 14, 30), time(9, 15), "rivi\r\ntoinen"]
    shown = ["teksti", "1", "2.5", "0.3", "123456789012", "true", "2026-03-05"]
    shown += ["2026-03-05T14:30:00", "09:15:00", "rivi\ntoinen"]
    assert read([names, values]).rows == (Row(2, dict(zip(names, shown, strict=True))),)


def test_row_numbers_are_those_of_the_sheet() -> None:
    cells: Cells = {(0, 0): "title", (0, 1): "unit", (1, 0): "Penkki", (6, 0): "Tuoli", (6, 2): "liikaa"}
    assert read_table(workbook({"Ideat": cells}), "ideat.xlsx").rows == (
        Row(2, {"title": "Penkki", "unit": ""}),
        Row(7, {"title": "Tuoli", "unit": ""}, ("liikaa",)),
    )


def test_a_table_that_does_not_begin_on_the_first_row_has_no_header() -> None:
    assert refused(workbook({"Ideat": {(2, 0): "title", (3, 0): "Penkki"}})) == (Flaw.NO_HEADER, {})


def test_an_empty_first_column_moves_nothing() -> None:
    content = workbook({"Ideat": {(0, 1): "title", (1, 1): "Penkki", (1, 0): "x"}})
    assert read_table(content, "ideat.xlsx").rows == (Row(2, {"title": "Penkki"}),)


def test_the_first_visible_sheet_is_read_unless_another_is_named() -> None:
    sheets = {name: table([["title"], [name]]) for name in ("Piilo", "Eka", "Toka")}
    content = workbook(sheets, hidden="Piilo")
    assert read_table(content, "a.xlsx") == Table(("title",), (Row(2, {"title": "Eka"}),), sheet="Eka")
    assert read_table(content, "a.xlsx", "Toka").rows == (Row(2, {"title": "Toka"}),)


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are() -> None:
    content = workbook({"Ideat": {}, "Muut": {}})
    assert refused(content, "Eka") == (Flaw.NO_SUCH_SHEET, {"sheet": "Eka", "sheets": ("Ideat", "Muut")})


@pytest.mark.parametrize(
    ("content", "flaw"),
    [
        (b"title,text\n1,2\n", Flaw.NOT_A_SPREADSHEET),
        (b"PK\x03\x04 and then nothing", Flaw.NOT_A_SPREADSHEET),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Flaw.NOT_A_SPREADSHEET),
        (workbook({"Ideat": {}}), Flaw.EMPTY),
        (workbook({"Ideat": table([["a", "A"]])}), Flaw.DUPLICATE_HEADER),
    ],
)
def test_a_file_that_is_no_table_is_refused(content: bytes, flaw: Flaw) -> None:
    assert refused(content)[0] == flaw


def test_a_spreadsheet_is_known_by_its_bytes_not_by_its_name() -> None:
    content = workbook({"Ideat": table([["title"], ["Penkki"]])})
    assert read_table(content, "ideat.csv").sheet == "Ideat"
