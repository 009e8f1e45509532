"""What a row becomes before it is an idea."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideas.days import day
from ideas.features.imports.candidate import beginning, content_hash, one_line, parted, spoken
from ideas.tables import Row
from workflow.lifecycles.idea_states import ESSENCE_LENGTH

SENTENCE = "Asiakas varaa ajan verkosta itse. "
WORDS = "puhelinaika " * 40


def test_a_short_text_is_the_essence_itself() -> None:
    assert parted("", "Yksi.\nKaksi.") == ("Yksi.\nKaksi.", "")


def test_an_essence_of_its_own_leaves_the_text_whole() -> None:
    assert parted("Ydin.", SENTENCE) == ("Ydin.", SENTENCE)


@pytest.mark.parametrize(
    ("text", "essence"),
    [
        (SENTENCE * 20, (SENTENCE * 8).strip() + " …"),
        (WORDS, ("puhelinaika " * 23).strip() + "…"),
        ("x" * 400, "x" * 278 + "…"),
        ("Kyllä. " + WORDS, "Kyllä. " + ("puhelinaika " * 22).strip() + "…"),
        (("rivi\n\n" * 50) + "loppu", ("rivi " * 50) + "loppu"),
    ],
    ids=[
        "after a sentence",
        "after a word",
        "nowhere to cut",
        "a first word alone is too little",
        "white space",
    ],
)
def test_a_long_text_is_kept_whole_beside_its_beginning(text: str, essence: str) -> None:
    assert parted("", text) == (essence, text)


@given(st.text(min_size=ESSENCE_LENGTH + 1, max_size=900))
def test_a_beginning_is_short_enough_and_begins_as_the_text_does(text: str) -> None:
    found = beginning(text)
    assert len(found) <= ESSENCE_LENGTH
    assert one_line(text).startswith(found.removesuffix("…").rstrip())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5.3.2026", date(2026, 3, 5)),
        ("05.03.2026", date(2026, 3, 5)),
        ("2026-03-05", date(2026, 3, 5)),
        ("2026-03-05T14:30:00", date(2026, 3, 5)),
        ("2026-03-05 14:30", date(2026, 3, 5)),
        ("5.3.2026 klo 14.30", date(2026, 3, 5)),
        ("31.2.2026", None),
        ("2026-13-05", None),
        ("5/3/2026", None),
        ("5.3.26", None),
        ("5.3.2026x", None),
        ("45000", None),
        ("", None),
    ],
)
def test_a_day_is_written_as_people_and_machines_do(text: str, expected: date | None) -> None:
    assert day(text) == expected


@pytest.mark.parametrize(
    ("text", "code"), [("FI", "fi"), ("ruotsi", "sv"), ("English ", "en"), ("savo", None)]
)
def test_a_language_is_named_by_code_or_name(text: str, code: str | None) -> None:
    assert spoken(text) == code


def test_the_hash_of_a_row_hangs_on_its_cells_and_not_on_their_order() -> None:
    row = Row(2, {"Title": "Jono", "text": "Lyhyt"})
    assert content_hash(row) == content_hash(Row(9, {"text": "Lyhyt", "title": "Jono"}))
    assert content_hash(row) != content_hash(Row(2, {"title": "Jono", "text": "Pitkä"}))
