"""Owns how a table file, delimited text or spreadsheet, becomes headers and numbered rows of named cells."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from io import BytesIO, StringIO
from itertools import islice
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    WorksheetNotFound,
)

DELIMITERS = ",;\t|"
SAMPLE_RECORDS = 50
MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
# The last of them takes every byte, so it has to stay the last.
UNMARKED = ("utf-8", "cp1252", "latin-1")
WORKBOOK_SUFFIXES = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}
WORKBOOK_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")

Cell = int | float | str | bool | date | datetime | time | timedelta


class Flaw(StrEnum):
    """Why a file cannot be read as a table."""

    EMPTY = "empty"
    NO_HEADER = "no_header"
    DUPLICATE_HEADER = "duplicate_header"
    NUL_BYTES = "nul_bytes"
    BROKEN_RECORD = "broken_record"
    NOT_A_SPREADSHEET = "not_a_spreadsheet"
    LOCKED = "locked"
    NO_SUCH_SHEET = "no_such_sheet"


class Unreadable(Exception):
    """The whole file is refused; `data` holds what the message about `flaw` names."""

    def __init__(self, flaw: Flaw, **data: int | str | tuple[str, ...]) -> None:
        super().__init__(flaw, data)
        self.flaw = flaw
        self.data = data


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the number a person sees in a spreadsheet, cells by header, cells beyond the last header."""

    number: int
    cells: dict[str, str]
    surplus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A file that was read; `encoding` and `delimiter` are set for text, `sheet` for a spreadsheet."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None


Records = Iterable[tuple[int, list[str]]]


def read_file(path: Path, sheet: str | None = None) -> Table:
    """Read a table file, of a spreadsheet the first visible sheet or the named one; raise Unreadable."""
    return read_table(path.read_bytes(), path.name, sheet)


def read_table(content: bytes, name: str, sheet: str | None = None) -> Table:
    """Read the bytes of a table file; they tell what it is, `name` only tells what it claims to be."""
    if not content:
        raise Unreadable(Flaw.EMPTY)
    if content.startswith(WORKBOOK_MARKS) or Path(name).suffix.lower() in WORKBOOK_SUFFIXES:
        return _read_workbook(content, sheet)
    return _read_text(content)


def _read_text(content: bytes) -> Table:
    text, encoding = _decoded(content)
    if "\0" in text:
        raise Unreadable(Flaw.NUL_BYTES, row=text[: text.index("\0")].count("\n") + 1)
    if not text.strip():
        raise Unreadable(Flaw.EMPTY)
    delimiter = _delimiter(text)
    headers, rows = _named(_records(text, delimiter))
    return Table(headers, rows, encoding=encoding, delimiter=delimiter)


def _decoded(content: bytes) -> tuple[str, str]:
    """Return the text with plain line ends, and the encoding that a mark or the bytes themselves tell."""
    marked = next((encoding for mark, encoding in MARKS.items() if content.startswith(mark)), None)
    for encoding in (marked, *UNMARKED) if marked else UNMARKED:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text.replace("\r\n", "\n").replace("\r", "\n"), encoding
    raise AssertionError("latin-1 takes every byte")


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the number of its first line; strict, because a lost quote swallows records."""
    reader = csv.reader(StringIO(text), delimiter=delimiter, skipinitialspace=True, strict=True)
    first = 1
    try:
        for cells in reader:
            yield first, cells
            first = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(Flaw.BROKEN_RECORD, row=first) from error


def _delimiter(text: str) -> str:
    """Return the delimiter that gives several headers and records of the same width, the likeliest first."""
    return max(DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))


def _evenness(text: str, delimiter: str) -> tuple[bool, float, int]:
    try:
        widths = [len(cells) for _, cells in islice(_records(text, delimiter), SAMPLE_RECORDS) if cells]
    except Unreadable:
        return False, 0.0, 0
    even = sum(width == widths[0] for width in widths[1:]) / max(1, len(widths) - 1)
    return widths[0] > 1, even, widths[0]


def _read_workbook(content: bytes, sheet: str | None) -> Table:
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as workbook:
            name = sheet or _first_sheet(workbook)
            cells = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except PasswordError as error:
        raise Unreadable(Flaw.LOCKED) from error
    except WorksheetNotFound as error:
        raise Unreadable(Flaw.NO_SUCH_SHEET, sheet=name, sheets=tuple(workbook.sheet_names)) from error
    except CalamineError as error:
        raise Unreadable(Flaw.NOT_A_SPREADSHEET) from error
    headers, rows = _named((number, [_shown(cell) for cell in row]) for number, row in enumerate(cells, 1))
    return Table(headers, rows, sheet=name)


def _first_sheet(workbook: CalamineWorkbook) -> str:
    for sheet in workbook.sheets_metadata:
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet:
            return sheet.name
    raise Unreadable(Flaw.EMPTY)


def _shown(cell: Cell) -> str:
    """Return a cell as a person reads it: 1 for 1.0, ISO for dates, no time of day where there is none."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.15g}"
    if isinstance(cell, datetime) and cell.time() == time.min:
        return cell.date().isoformat()
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell).replace("\r\n", "\n").replace("\r", "\n")


def _named(records: Records) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """Return headers and rows; blank rows and columns without a name are left out."""
    stripped = ((number, [cell.strip() for cell in cells]) for number, cells in records)
    _, header = next(stripped, (1, []))
    rest = [(number, cells) for number, cells in stripped if any(cells)]
    names = [" ".join(name.split()) for name in header]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise Unreadable(Flaw.NO_HEADER) if rest else Unreadable(Flaw.EMPTY)
    _refuse_duplicates(names)
    return tuple(filter(None, names)), tuple(_row(number, names, cells) for number, cells in rest)


def _row(number: int, names: list[str], cells: list[str]) -> Row:
    padded = cells + [""] * (len(names) - len(cells))
    named = {name: cell for name, cell in zip(names, padded, strict=False) if name}
    return Row(number, named, tuple(cell for cell in cells[len(names) :] if cell))


def _refuse_duplicates(names: list[str]) -> None:
    seen: set[str] = set()
    for name in filter(None, names):
        if name.casefold() in seen:
            raise Unreadable(Flaw.DUPLICATE_HEADER, header=name)
        seen.add(name.casefold())
