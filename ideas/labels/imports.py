"""The words for everything that can be wrong with a table of ideas or work steps, each with its remedy."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

FLAWS = {
    "empty": _l("The file is empty."),
    "no_header": _l("The first row names no columns. Write their names there, such as title and text."),
    "duplicate_header": _l("Two columns are called “%(header)s”. Give one of them another name."),
    "nul_bytes": _l("Row %(row)s holds a NUL character, so it is no table. Save the file again as CSV."),
    "broken_record": _l(
        "The row that begins on line %(row)s cannot be read: a quotation mark is missing there. "
        "Correct it, or save the file again from the spreadsheet program."
    ),
    "not_a_spreadsheet": _l("The spreadsheet cannot be opened. Save it again as .xlsx or CSV."),
    "locked": _l("The spreadsheet has a password. Save a copy without it."),
    "no_such_sheet": _l("There is no sheet “%(sheet)s”. The sheets are: %(sheets)s."),
}
SNAGS = {
    "not_a_pair": _l("“%(pair)s” is no pair. Write --map FIELD=COLUMN, for example --map title=Otsikko."),
    "unknown_field": _l("There is no field “%(field)s”. The fields are: %(fields)s."),
    "repeated_field": _l("The field “%(field)s” is mapped twice. Leave one of the two out."),
    "unknown_column": _l("There is no column “%(column)s”. The columns are: %(columns)s."),
    "no_title": _l(
        "No column holds the title. Say which one: --map title=COLUMN. The columns are: %(columns)s."
    ),
}
FAULTS = {
    "surplus_cells": _l(
        "The row has %(count)s more cells than there are column names. "
        "Put quotation marks around texts that hold the delimiter, or name the columns."
    ),
    "title_missing": _l("The title is missing. Write one, or take the row out."),
    "id_missing": _l("The id is missing. Write one, or import without ids: --map id="),
    "repeated_id": _l("Row %(earlier)s has the same id. Correct one of them, or take one row out."),
    "repeated_row": _l("The row says the same as row %(earlier)s. Take one of them out."),
    "too_long": _l("%(length)s characters, and at most %(most)s can be kept. Shorten it."),
    "control_character": _l("Character %(place)s is a control character (%(character)s). Remove it."),
    "identity_code": _l("A personal identity code stands at character %(place)s. Remove it."),
    "not_a_date": _l("This is not a date. Write it as 5.3.2026 or 2026-03-05."),
    "date_in_future": _l("The date is in the future. Correct it."),
    "unknown_language": _l("This is not a language of the house. Write fi, sv or en."),
    "unknown_kind": _l(
        "This is no kind of work step. Write one of these: work-step, report, meeting, form, approval, "
        "duplicate, travel, service-point, opening-hours, other."
    ),
    "not_a_number": _l("This is no number of zero or more. Write it as 12,5 or 12.5."),
    "not_whole": _l("People are counted whole. Write a whole number."),
    "too_large": _l("This is too large. Look for a digit too many."),
    "too_many_hours": _l("Together these numbers give too many hours a year. Look for a digit too many."),
    "unknown_unit": _l(
        "There is no unit “%(name)s” (rows that name it: %(rows)s). "
        "Correct the name, add the unit, or import with --create-units."
    ),
    "ambiguous_unit": _l("Several units are called “%(name)s”. Give them different names first."),
    "unknown_theme": _l(
        "There is no theme “%(name)s” (rows that name it: %(rows)s). "
        "Correct the name, or leave the themes out: --map theme="
    ),
}
WORDS = {"flaw": FLAWS, "snag": SNAGS, "fault": FAULTS}


def import_problem(kind: str, code: str, data: Mapping[str, object]) -> str:
    """What is wrong and what to do: of a whole file (flaw), of its columns (snag), of a row (fault)."""
    said = {name: ", ".join(value) if isinstance(value, tuple) else value for name, value in data.items()}
    return str(WORDS[kind][code]) % said


def import_place(number: int, column: str | None) -> str:
    """Where in the table it is."""
    place = _("Row %(number)s") if column is None else _("Row %(number)s, column “%(column)s”")
    return str(place) % {"number": number, "column": column}
