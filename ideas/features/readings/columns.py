"""Which column of a table holds the day, the measures, the values and the notes of readings."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ideas.labels.readings import reading_fault
from ideas.models import Measure
from ideas.tables import Row


class Column(StrEnum):
    """What a column can hold besides the numbers of one measure."""

    DAY = "day"
    MEASURE = "measure"
    VALUE = "value"
    NOTE = "note"


NAMES = {
    Column.DAY: ("date", "day", "päivämäärä", "päivä", "pvm", "datum", "dag"),
    Column.MEASURE: (
        "measure",
        "mittari",
        "mätare",
        "mått",
        "warning signal",
        "hälytysmerkki",
        "varningssignal",
    ),
    Column.VALUE: ("value", "reading", "arvo", "lukema", "värde", "avläsning", "mätvärde"),
    Column.NOTE: ("note", "notes", "huomautus", "huomio", "muistiinpano", "anteckning", "notering"),
}


class Misplaced(Exception):
    """The columns are not those of readings; `text` says which ones are."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns by their headers: one names the measure and one its value, or each measure has one."""

    day: str
    note: str | None
    measure: str | None
    value: str | None
    wide: dict[str, Measure]
    by_name: dict[str, Measure]

    def cells(self, row: Row) -> Iterator[tuple[str, Measure | None, str]]:
        """Each number of a row as it is written, with its column and measure; without one, the name."""
        if self.measure is not None and self.value is not None:
            named = row.cells[self.measure]
            measure = self.by_name.get(folded(named))
            yield (self.value, measure, row.cells[self.value]) if measure else (self.measure, None, named)
            return
        for header, measure in self.wide.items():
            if row.cells[header]:
                yield header, measure, row.cells[header]


def layout_of(headers: Sequence[str], measures: Sequence[Measure]) -> Layout:
    """The layout of these headers; Misplaced where the day is missing or a column is not known."""
    by_name = _by_name(measures)
    wide = {header: by_name[folded(header)] for header in headers if folded(header) in by_name}
    found = {_column(header): header for header in headers if header not in wide and _column(header)}
    unknown = [header for header in headers if header not in wide and not _column(header)]
    if Column.DAY not in found:
        raise Misplaced(reading_fault("no-day"))
    if unknown:
        raise Misplaced(reading_fault("unknown-column", name=unknown[0]))
    is_long = Column.MEASURE in found and Column.VALUE in found and not wide
    is_wide = bool(wide) and Column.MEASURE not in found and Column.VALUE not in found
    if not is_long and not is_wide:
        raise Misplaced(reading_fault("no-measures"))
    note, measure, value = (found.get(column) for column in (Column.NOTE, Column.MEASURE, Column.VALUE))
    return Layout(found[Column.DAY], note, measure, value, wide, by_name)


def folded(name: str) -> str:
    """A name without what makes no difference, and without what keeps it from being a formula."""
    return " ".join(unicodedata.normalize("NFC", name).replace("'", "").casefold().split())


def _by_name(measures: Sequence[Measure]) -> dict[str, Measure]:
    """Measures by their names, alone or with their units; a name that two of them bear is none."""
    found: dict[str, Measure | None] = {}
    for measure in measures:
        for name in (measure.name, f"{measure.name} ({measure.unit_of_measure})"):
            found[folded(name)] = None if folded(name) in found else measure
    return {name: measure for name, measure in found.items() if measure is not None}


def _column(header: str) -> Column | None:
    return next((column for column, names in NAMES.items() if folded(header) in names), None)
