"""Writes days as calendar programs read them (RFC 5545): whole days, escaped texts, folded lines."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

LONGEST = 75
"""The most octets of a line, without its end."""
LINE_END = "\r\n"
# What no text may hold, but for the tab; ends of lines are written out before.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True, slots=True)
class Day:
    """Something that is due on a day; `uid` stays the same for as long as it is the same thing."""

    uid: str
    on: date
    summary: str
    description: str
    url: str


def calendar(name: str, days: Iterable[Day], at: datetime) -> str:
    """A whole calendar as it is at that moment."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Tilaa//Tilaa//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
        *(line for day in days for line in _event(day, at)),
        "END:VCALENDAR",
    ]
    return "".join(folded(line) + LINE_END for line in lines)


def escaped(text: str) -> str:
    """A text as a value: no mark of it is taken for one of the format (RFC 5545, 3.3.11)."""
    one_end = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", one_end).translate(_ESCAPED)


def folded(line: str) -> str:
    """A line in pieces that are short enough, no letter cut in two (RFC 5545, 3.1)."""
    pieces, size = [""], 0
    for letter in line:
        width = len(letter.encode())
        if size + width > LONGEST:
            # The space with which a continued line begins is one of its octets.
            pieces, size = [*pieces, ""], 1
        pieces[-1] += letter
        size += width
    return f"{LINE_END} ".join(pieces)


def _event(day: Day, at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(day.uid)}"
    yield f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{day.on.isoformat().replace('-', '')}"
    yield f"SUMMARY:{escaped(day.summary)}"
    yield f"DESCRIPTION:{escaped(day.description)}"
    yield f"URL:{day.url}"
    yield "CLASS:PRIVATE"
    # A day on which something is due does not make anybody busy.
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"
