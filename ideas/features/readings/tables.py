"""Tables of readings: one that is brought, an empty one to fill in, and one to take along."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ideas.days import day
from ideas.features.readings.columns import Layout, Misplaced, layout_of
from ideas.features.readings.forms import MOST_BYTES
from ideas.features.readings.service import Line
from ideas.forms import LONGEST_WORDS
from ideas.i18n import format_date
from ideas.labels.columns import READING_COLUMNS
from ideas.labels.imports import import_problem
from ideas.labels.readings import reading_fault
from ideas.models import Experiment, Measure, Reading
from ideas.numbers import read
from ideas.spreadsheet import Cell, csv_of
from ideas.tables import Row, Table, Unreadable, read_table
from ideas.workbooks import Unbearable, confirm_bearable
from workflow.publishing import identity_codes

MOST_ROWS = 2_000
ZIPPED, OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


class Fault(NamedTuple):
    """What is wrong in a row, or in the whole file where there is no row."""

    row: int | None
    column: str | None
    text: str


NO_FAULTS: tuple[Fault, ...] = ()


class Faulty(Exception):
    """Nothing is taken in; every fault says what to do."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        super().__init__()
        self.faults = tuple(faults)


def lines(content: bytes, tried: Experiment, days: tuple[date, date]) -> list[Line]:
    """The readings of a table, each checked; Faulty tells everything that is wrong at once."""
    table = _table(content)
    try:
        layout = layout_of(table.headers, tried.measures)
    except Misplaced as error:
        raise Faulty([Fault(None, None, error.text)]) from error
    found = [each for row in table.rows for each in _of_row(row, layout, days)]
    faults = [each for each in found if isinstance(each, Fault)]
    good = [each for each in found if isinstance(each, Line)]
    if not found:
        faults.append(Fault(None, None, reading_fault("nothing")))
    if len(good) > MOST_ROWS:
        faults.append(_too_many())
    if faults:
        raise Faulty(faults)
    return good


def template(tried: Experiment, language: str) -> bytes:
    """An empty table: a day, a column for each measure with its unit, and a note."""
    names = [f"{measure.name} ({measure.unit_of_measure})" for measure in tried.measures]
    return csv_of([str(READING_COLUMNS["on"]), *names, str(READING_COLUMNS["note"])], [], language)


def export(tried: Experiment, language: str) -> bytes:
    """Every reading with its unit, and beside a corrected one what took its place."""
    header = [str(text) for text in READING_COLUMNS.values()]
    rows = [_exported(reading, measure) for measure in tried.measures for reading in measure.readings]
    return csv_of(header, rows, language)


def _exported(reading: Reading, measure: Measure) -> list[Cell]:
    wrong = reading.correction
    instead = wrong.replacement if wrong else None
    return [
        reading.on, measure.name, reading.value, measure.unit_of_measure, reading.note,
        reading.read_by.name if reading.read_by else None,
        format_date(wrong.at) if wrong else None, wrong.corrected_by.name if wrong else None,
        wrong.reason if wrong else None,
        instead.on if instead else None, instead.value if instead else None,
    ]  # fmt: skip


def _table(content: bytes) -> Table:
    """The table in these bytes, which tell themselves what they are."""
    if len(content) > MOST_BYTES:
        raise Faulty([Fault(None, None, reading_fault("too-large"))])
    try:
        if content.startswith(ZIPPED):
            confirm_bearable(content)
        elif content.startswith(OLD_WORKBOOK):
            raise Unbearable
        table = read_table(content, "")
    except Unbearable as error:
        raise Faulty([Fault(None, None, reading_fault("not-opened"))]) from error
    except Unreadable as error:
        raise Faulty([Fault(None, None, import_problem("flaw", error.flaw, error.data))]) from error
    if len(table.rows) > MOST_ROWS:
        raise Faulty([_too_many()])
    return table


def _too_many() -> Fault:
    return Fault(None, None, reading_fault("too-many", most=MOST_ROWS))


def _of_row(row: Row, layout: Layout, days: tuple[date, date]) -> Iterator[Line | Fault]:
    """The readings of a row, and what is wrong in it."""
    on = day(row.cells[layout.day])
    note = row.cells[layout.note] if layout.note else ""
    if row.surplus:
        yield Fault(row.number, None, reading_fault("surplus-cells"))
    if wrong := _wrong_day(on, days):
        yield Fault(row.number, layout.day, wrong)
    if layout.note and (wrong := _wrong_note(note)):
        yield Fault(row.number, layout.note, wrong)
    for column, measure, said in layout.cells(row):
        value = _number(said)
        if measure is None:
            yield Fault(row.number, column, reading_fault("unknown-measure", name=said[:100]))
        elif value is None:
            yield Fault(row.number, column, reading_fault("no-number"))
        elif on is not None:
            yield Line(measure.id, on, value, note)


def _number(text: str) -> Decimal | None:
    try:
        return read(text)
    except ValueError:
        return None


def _wrong_day(on: date | None, days: tuple[date, date]) -> str | None:
    if on is None:
        return reading_fault("no-date")
    if not days[0] <= on <= days[1]:
        return reading_fault("outside", first=format_date(days[0]), last=format_date(days[1]))
    return None


def _wrong_note(note: str) -> str | None:
    if len(note) > LONGEST_WORDS:
        return reading_fault("too-long", max=LONGEST_WORDS)
    if any(letter == "\x00" or 0xD800 <= ord(letter) <= 0xDFFF for letter in note):
        return reading_fault("not-storable")
    if identity_codes(note):
        return reading_fault("identity-code")
    return None
