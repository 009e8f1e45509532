"""Calendars as text: whatever a title holds, a calendar program reads that title and nothing else."""

from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from ideas.icalendar import Day, calendar, escaped, folded
from tests.features.calendar.reading import day, events, meant, unfolded

AT = datetime(2026, 3, 5, 12, 30, tzinfo=UTC)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
HARD = st.text(st.sampled_from('\\;,:"\r\n\t\x00\x0b\x1fäö€𝄞 aBEGIN'), max_size=300)


def readable(text: str) -> str:
    """What remains of a text: its lines end alike, and it holds no control characters but the tab."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in lines if letter in "\t\n" or not (letter < " " or letter == "\x7f"))


def test_a_calendar_of_one_day_is_this_text() -> None:
    one = Day(
        "next-1-i-2026-0001@tilaa.example",
        date(2026, 3, 9),
        "Next date: Jono, ovi; \\",
        "a\nb",
        "https://x/1",
    )
    assert calendar("Tilaa", [one], AT).split("\r\n") == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tilaa//Tilaa//EN", "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Tilaa", "REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H",
        "BEGIN:VEVENT", "UID:next-1-i-2026-0001@tilaa.example", "DTSTAMP:20260305T123000Z",
        "DTSTART;VALUE=DATE:20260309", "SUMMARY:Next date: Jono\\, ovi\\; \\\\", "DESCRIPTION:a\\nb",
        "URL:https://x/1", "CLASS:PRIVATE", "TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(TEXTS | HARD)
def test_every_text_is_read_as_it_was_written(text: str) -> None:
    assert meant(escaped(text)) == readable(text)


@settings(max_examples=150, deadline=None)
@given(TEXTS | HARD)
def test_a_folded_line_is_short_and_reads_as_before(text: str) -> None:
    line = f"SUMMARY:{escaped(text)}"
    assert unfolded(folded(line) + "\r\n") == [line]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(TEXTS | HARD, st.dates(date(1000, 1, 1))), max_size=4))
def test_no_title_makes_an_event_of_its_own(said: list[tuple[str, date]]) -> None:
    days = [Day(f"{n}@x", on, text, text, "https://x/1") for n, (text, on) in enumerate(said)]
    found = events(calendar("Tilaa", days, AT))
    assert [(day(event), meant(event["SUMMARY"])) for event in found] == [
        (on, readable(text)) for text, on in said
    ]
