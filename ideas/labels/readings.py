"""The words for everything that can be wrong with a table of readings, each with its remedy."""

from flask_babel import lazy_gettext as _l

READING_FAULTS = {
    "no-day": _l("No column holds the day. Give it the name “Day”."),
    "unknown-column": _l("The column “%(name)s” is no measure. Take it out, or correct its name."),
    "no-measures": _l("Name either the columns “Measure” and “Reading”, or one column for each measure."),
    "nothing": _l("There are no readings in the file."),
    "too-large": _l("The file is larger than 1 MB. Send it in parts."),
    "too-many": _l("There are more than %(most)s readings. Send them in parts."),
    "not-opened": _l("This workbook cannot be opened here. Save it as .xlsx without pictures, or as CSV."),
    "surplus-cells": _l("The row has more cells than there are column names."),
    "unknown-measure": _l("There is no such measure: %(name)s"),
    "no-number": _l("Write a number, such as 3,4."),
    "no-date": _l("This is not a date. Write it as 5.3.2026 or 2026-03-05."),
    "outside": _l("The day must lie between %(first)s and %(last)s."),
    "too-long": _l("At most %(max)d characters."),
    "not-storable": _l("There is a character here that cannot be stored. Write it again."),
    "identity-code": _l(
        "A personal identity code stands here. Take it out: no customer’s data belongs here."
    ),
}


def reading_fault(code: str, **data: object) -> str:
    """What is wrong and what to do."""
    return str(READING_FAULTS[code]) % data
