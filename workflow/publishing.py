"""Owns what is looked for in a text before it is published: Finnish personal identity codes."""

import re
from datetime import date
from typing import NamedTuple

# Every dash that a keyboard, a word processor or a copied web page puts where a hyphen belongs.
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"
CENTURY_OF_SIGN = (
    dict.fromkeys("+\uff0b", 1800)
    | dict.fromkeys(DASHES + "UVWXYuvwxy", 1900)
    | dict.fromkeys("ABCDEFabcdef", 2000)
)
CHECK_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
FIRST_INDIVIDUAL_NUMBER = 2

# Of fixed length and without repetition, so a scan is linear in the length of any text. An underscore may
# stand beside a code, because it is a mark of emphasis; a letter or a digit may not. Both cases are written
# out, because IGNORECASE would also take the long s and the Kelvin sign for letters.
CANDIDATE = re.compile(
    r"(?<![^\W_])([0-9]{2})([0-9]{2})([0-9]{2})([" + re.escape("".join(CENTURY_OF_SIGN)) + r"])"
    r"([0-9]{3})([0-9A-FHJ-NPR-Ya-fhj-npr-y])(?![^\W_])"
)


class Span(NamedTuple):
    """Where a code stands in a text; the code itself is left out, so that it is never logged or stored."""

    start: int
    end: int


def identity_codes(text: str) -> tuple[Span, ...]:
    """Return where Finnish personal identity codes stand in a text, as offsets in characters, in order.

    A code is ddmmyy of a date that exists, a century sign (+, - and U V W X Y, A to F), an individual number
    002-899 or a temporary one 900-999, and the right check character; lower case and any dash for the hyphen
    count too. One in 31 other numbers of exactly this shape passes the check. Takes time linear in the text.
    Source: Digital and Population Data Services Agency, personal identity code.
    """
    return tuple(Span(*found.span()) for found in CANDIDATE.finditer(text) if _is_code(found))


def _is_code(found: re.Match[str]) -> bool:
    day, month, year, sign, individual, check = found.groups()
    return (
        int(individual) >= FIRST_INDIVIDUAL_NUMBER
        and CHECK_CHARACTERS[int(day + month + year + individual) % 31] == check.upper()
        and _is_date(CENTURY_OF_SIGN[sign] + int(year), int(month), int(day))
    )


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
