"""Writes a table as CSV or as a workbook, in which no text can be a formula."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from xlsxwriter import Workbook

from ideas.i18n import format_date

Cell = str | int | Decimal | date | None
Row = Sequence[Cell]
BEGINS_A_FORMULA = ("=", "+", "-", "@")
BREAKS_A_CELL = ("\t", "\r", "\n")
SPLITS_A_ROW = re.compile(r"(?<=[;,|\t\r\n])")
"""A program may split a file where its own computer does, and not where we did."""
BYTE_ORDER_MARK = "\ufeff"
"""Without it a spreadsheet program takes UTF-8 for something else."""
WIDTH = 18
SEEN_OF_A_CELL = 200
"""So many signs are looked at for the first that is seen."""
TYPES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def csv_of(header: Sequence[str], rows: Iterable[Row], language: str) -> bytes:
    """The table as the spreadsheet programs of that language read it: 1.5 in English, 1,5 elsewhere."""
    delimiter, point = (",", ".") if language == "en" else (";", ",")
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter)
    writer.writerow([_harmless_in_parts(text) for text in header])
    writer.writerows([_written(cell, point) for cell in row] for row in rows)
    return (BYTE_ORDER_MARK + written.getvalue()).encode()


def workbook_of(name: str, header: Sequence[str], rows: Iterable[Row]) -> bytes:
    """The table as a workbook of one sheet; its numbers and days can be reckoned with."""
    return workbook_of_many([(name, header, rows)])


def workbook_of_many(sheets: Iterable[tuple[str, Sequence[str], Iterable[Row]]]) -> bytes:
    """Several tables as a workbook, each on a sheet of its name."""
    kept = io.BytesIO()
    with Workbook(kept, SAFE) as book:
        for name, header, rows in sheets:
            _fill(book, name, header, rows)
    return kept.getvalue()


def harmless(text: str) -> str:
    """The text, led by an apostrophe where a spreadsheet program would take it for a formula."""
    return f"'{text}" if _could_run(text) else text


def _harmless_in_parts(text: str) -> str:
    """The text, harmless wherever it is split: a part that begins with a quote may lose it."""
    first, *more = SPLITS_A_ROW.split(text)
    return harmless(first) + "".join(f"'{part}" if _could_run(part.lstrip('"')) else part for part in more)


def _could_run(text: str) -> bool:
    """Programs look past what is not seen, and read wide signs of East Asian keyboards like narrow ones."""
    seen = unicodedata.normalize("NFKC", text[:SEEN_OF_A_CELL]).lstrip("\ufeff\u200b\u2060 \v\f")
    return text.startswith(BREAKS_A_CELL) or seen.strip().startswith(BEGINS_A_FORMULA)


def _fill(book: Workbook, name: str, header: Sequence[str], rows: Iterable[Row]) -> None:
    sheet = book.add_worksheet(name)
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "d.m.yyyy"})
    quoted = book.add_format({"quote_prefix": True})
    for place, text in enumerate(header):
        sheet.write_string(0, place, text, heading)
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, place, cell, quoted if _could_run(cell) else None)
            elif isinstance(cell, date):
                sheet.write_datetime(number, place, cell, day)
            elif cell is not None:
                sheet.write_number(number, place, cell)
    sheet.set_column(0, len(header) - 1, WIDTH)
    sheet.freeze_panes(1, 2)


def _written(cell: Cell, point: str) -> str:
    if isinstance(cell, str):
        return _harmless_in_parts(cell)
    if isinstance(cell, date):
        return format_date(cell)
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}".replace(".", point)
    return "" if cell is None else str(cell)
