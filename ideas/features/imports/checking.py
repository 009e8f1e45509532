"""Owns what a row must be to become a case, and what is said of it where it is not."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ideas.days import day
from ideas.features.imports.candidate import NUMBERS, numbers_of, one_line, spoken, step_kind
from ideas.features.imports.mapping import Field, Mapping
from ideas.features.imports.targets import Target, hours_of
from ideas.numbers import LARGEST
from ideas.tables import Row
from workflow.publishing import identity_codes

EARLIEST = date(1900, 1, 1)


class Fault(StrEnum):
    """Why a row cannot become a case."""

    SURPLUS_CELLS = "surplus_cells"
    TITLE_MISSING = "title_missing"
    ID_MISSING = "id_missing"
    REPEATED_ID = "repeated_id"
    REPEATED_ROW = "repeated_row"
    TOO_LONG = "too_long"
    CONTROL_CHARACTER = "control_character"
    IDENTITY_CODE = "identity_code"
    NOT_A_DATE = "not_a_date"
    DATE_IN_FUTURE = "date_in_future"
    UNKNOWN_LANGUAGE = "unknown_language"
    UNKNOWN_KIND = "unknown_kind"
    NOT_A_NUMBER = "not_a_number"
    NOT_WHOLE = "not_whole"
    TOO_LARGE = "too_large"
    TOO_MANY_HOURS = "too_many_hours"
    UNKNOWN_UNIT = "unknown_unit"
    AMBIGUOUS_UNIT = "ambiguous_unit"
    UNKNOWN_THEME = "unknown_theme"


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with a row and where; `data` holds what the message names, never a person's code."""

    number: int
    fault: Fault
    column: str | None = None
    data: dict[str, int | str] = field(default_factory=dict)


Found = Iterator[tuple[Fault, Field | None, dict[str, int | str]]]


def complaints(row: Row, mapping: Mapping, target: Target, today: date) -> list[Complaint]:
    """Everything that keeps this row, looked at by itself, from becoming a case."""
    said = mapping.read(row)
    found = [
        *_surplus(row), *_gaps(said), *_lengths(said, target), *_characters(said), *_meanings(said, today),
        *_kinds_and_numbers(said), *_amounts(said),
    ]  # fmt: skip
    return [
        Complaint(row.number, fault, mapping.columns.get(part) if part else None, data)
        for fault, part, data in found
    ]


def _surplus(row: Row) -> Found:
    if row.surplus:
        yield Fault.SURPLUS_CELLS, None, {"count": len(row.surplus)}


def _gaps(said: dict[Field, str]) -> Found:
    if not one_line(said[Field.TITLE]):
        yield Fault.TITLE_MISSING, Field.TITLE, {}
    if said.get(Field.EXTERNAL_ID) == "":
        yield Fault.ID_MISSING, Field.EXTERNAL_ID, {}


def _lengths(said: dict[Field, str], target: Target) -> Found:
    for part, most in target.longest.items():
        length = len(said.get(part, ""))
        if length > most:
            yield Fault.TOO_LONG, part, {"length": length, "most": most}


def _characters(said: dict[Field, str]) -> Found:
    for part, text in said.items():
        place = next((n for n, character in enumerate(text, 1) if _is_unstorable(character)), None)
        if place:
            code = f"U+{ord(text[place - 1]):04X}"
            yield Fault.CONTROL_CHARACTER, part, {"place": place, "character": code}
        for span in identity_codes(text):
            yield Fault.IDENTITY_CODE, part, {"place": span.start + 1}


def _is_unstorable(character: str) -> bool:
    return character not in "\n\t" and unicodedata.category(character) in {"Cc", "Cs"}


def _meanings(said: dict[Field, str], today: date) -> Found:
    if text := said.get(Field.SUBMITTED_ON):
        submitted_on = day(text)
        if submitted_on is None or submitted_on < EARLIEST:
            yield Fault.NOT_A_DATE, Field.SUBMITTED_ON, {}
        elif submitted_on > today:
            yield Fault.DATE_IN_FUTURE, Field.SUBMITTED_ON, {}
    if (text := said.get(Field.LANGUAGE)) and not spoken(text):
        yield Fault.UNKNOWN_LANGUAGE, Field.LANGUAGE, {}


def _kinds_and_numbers(said: dict[Field, str]) -> Found:
    if (text := said.get(Field.KIND)) and not step_kind(text):
        yield Fault.UNKNOWN_KIND, Field.KIND, {}
    numbers = numbers_of(said)
    for part in NUMBERS:
        if said.get(part, "").strip() and part not in numbers:
            yield Fault.NOT_A_NUMBER, part, {}
    people = numbers.get(Field.PEOPLE)
    if people is not None and people != int(people):
        yield Fault.NOT_WHOLE, Field.PEOPLE, {}


def _amounts(said: dict[Field, str]) -> Found:
    numbers = numbers_of(said)
    huge = [part for part, value in numbers.items() if value > LARGEST]
    for part in huge:
        yield Fault.TOO_LARGE, part, {}
    if not huge and hours_of(numbers) > LARGEST:
        yield Fault.TOO_MANY_HOURS, Field.MINUTES, {}
