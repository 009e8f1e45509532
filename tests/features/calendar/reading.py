"""A calendar program of the tests' own: what it makes of a feed, by the rules of RFC 5545 alone."""

import re
from collections.abc import Iterator
from datetime import date

MEANT = {"n": "\n", "N": "\n", "\\": "\\", ";": ";", ",": ","}


def unfolded(text: str) -> list[str]:
    """The lines as they were before they were folded; every line ends with CR LF and is short enough."""
    assert text.endswith("\r\n")
    pieces = text.removesuffix("\r\n").split("\r\n")
    for piece in pieces:
        assert len(piece.encode()) <= 75
        assert not {"\r", "\n"} & set(piece)
    return re.sub("\r\n[ \t]", "", "\r\n".join(pieces)).split("\r\n")


def meant(value: str) -> str:
    """The text that a value stands for; a mark of the format that is not escaped is a fault."""
    return "".join(_letters(iter(value)))


def events(text: str) -> list[dict[str, str]]:
    """Every event by the names of its lines, parameters included."""
    found: list[dict[str, str]] = []
    lines = unfolded(text)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and name not in ("BEGIN", "END"):
            assert name not in found[-1]
            found[-1][name] = value
    return found


def day(event: dict[str, str]) -> date:
    """The whole day of an event."""
    value = event["DTSTART;VALUE=DATE"]
    return date(int(value[:4]), int(value[4:6]), int(value[6:]))


def _letters(value: Iterator[str]) -> Iterator[str]:
    for letter in value:
        assert letter not in ";,\n"
        yield MEANT[next(value)] if letter == "\\" else letter
