"""What is taken along as a table: no cell that somebody wrote can run in a spreadsheet program."""

import csv
import io
import re
import zipfile

import pytest

from ideas.spreadsheet import csv_of, harmless, workbook_of

RUNS = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u00a0=1", "\u3000=1", "\u200b=1",
    "\ufeff=1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20A", " \uff1d1", "\v=1", "\x1f=1", "\u2028=1",
)  # fmt: skip
STAYS = ("", "1=1", "Jono = pitkä", "’=1", "a\t=1", "   ", "1 000")


@pytest.mark.parametrize("text", RUNS)
def test_what_could_run_is_led_by_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", STAYS)
def test_what_cannot_run_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


FOREIGN = (
    "Idea;=1",
    "Idea,+1",
    "a\tb\t@A",
    "a|-1",
    "a\n=1",
    "a\r\n  =1",
    'a";"=1',
    "9,\u200b\uff1d1",
    "=1;=1",
)
"""What runs where it is split by a sign that is not ours: a computer has its own."""
ORDINARY = ("Jono; pitkä", "9,3", "a,b;c", "1-2, 3-4", "Miksi? – Siksi; ’=1")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_no_cell_of_a_file_runs_however_it_is_split(language: str) -> None:
    written = csv_of(RUNS + FOREIGN, [RUNS + FOREIGN], language).decode("utf-8-sig")
    cells = {
        cell
        for delimiter in ",;\t|"
        for row in csv.reader(io.StringIO(written, newline=""), delimiter=delimiter)
        for cell in row
    }
    assert [cell for cell in map(str.strip, cells) if harmless(cell) != cell] == []


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_ordinary_words_are_read_as_they_were_written(language: str) -> None:
    written = csv_of(ORDINARY, [ORDINARY], language).decode("utf-8-sig")
    delimiter = "," if language == "en" else ";"
    rows = csv.reader(io.StringIO(written, newline=""), delimiter=delimiter)
    assert [tuple(row) for row in rows] == [ORDINARY] * 2


def test_a_workbook_holds_text_that_stays_text_when_it_is_edited() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook_of("A", RUNS[:4], [RUNS[:4], STAYS[1:3]]))) as archive:
        sheet, styles = (archive.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "styles"))
    cells = re.findall(r'<c r="([A-D][23])" (?:s="(\d)" )?t="(\w+)"', sheet)
    quoted = str(
        re.findall(r"<xf [^>]*>", styles.split("cellXfs")[1]).index(
            next(
                each
                for each in re.findall(r"<xf [^>]*>", styles.split("cellXfs")[1])
                if "quotePrefix" in each
            )
        )
    )
    assert "<f>" not in sheet
    assert cells == [(f"{c}2", quoted, "s") for c in "ABCD"] + [("A3", "", "s"), ("B3", "", "s")]
