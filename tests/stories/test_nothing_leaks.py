"""Walks every surface as everybody: one table says who may read what is hushed, and the rest is nowhere.

What somebody may not know of changes no page of theirs either, not by a word, a number or an order.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import quote_plus

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests import factories
from tests.snapshots import once
from tests.stories.happenings import HAPPENINGS, happen_unknown_to
from tests.stories.hushed import MARKS, PEOPLE, House, house
from tests.stories.surfaces import Pages, letters, look, told_in, walk

MAY_READ: Mapping[str, str] = {
    "their judgement": "reviewer judge",
    "their words": "reviewer judge",
    "their source": "reviewer judge",
    "the judge's judgement": "reviewer judge",
    "the conflict": "lead judge conflicted",
    "the name of reviewer": "reviewer judge lead owner",
    "the name of conflicted": "conflicted judge lead owner",
    "the closed judgement": "judge lead torn owner",
    "the decided judgement": "judge lead torn leading_author owner hidden",
    "the prepared words": "lead torn judge",
    "the prepared condition": "lead torn judge",
    "the aim as told": "joined owner lead torn judge leading_author",
    "the draft": "author",
    "the blind file": "hidden",
    "the blind unit": "hidden",
    "the name of hidden": "hidden",
}
"""Who may read each secret anywhere; a name is read by its bearer in the header, own words in /me/data."""
OF_PEOPLE = ("/people", "/units")
"""Where an admin reads the names of people and units, whatever they have done."""
OUTSIDERS = {
    "stranger", "author", "joined", "conflicted", "owner", "leading_author", "torn", "manager", "admin",
    "lead",
}  # fmt: skip
"""Who may not know of something that happens."""
SEARCHED = (
    "/ideas?q={}", "/work-steps?q={}", "/experiments?q={}", "/work-steps/similar?title={}",
    "/work-steps/export.csv?q={}",
)  # fmt: skip
NONSENSE = "Zyzzyvaxi"


@pytest.fixture
def hushed(app: Flask) -> House:
    """The house, made once."""
    return once(app, "hushed", lambda: house(app))


def client(world: House, who: str) -> FlaskClient:
    """Their browser."""
    return world.app.test_client() if who == "visitor" else factories.sign_in(world.app, world.people[who])


def test_the_table_knows_every_secret() -> None:
    assert sorted(MAY_READ) == sorted(MARKS)


def test_everything_that_happens_is_hushed_from_somebody() -> None:
    assert {who for people in HAPPENINGS.values() for who in people.split()} == OUTSIDERS


@pytest.mark.parametrize("who", ["visitor", *PEOPLE])
def test_nobody_reads_what_is_not_for_them_or_sees_that_it_happened(hushed: House, who: str) -> None:
    """One walk serves both: what can be read now, and what changes once more has happened."""
    browser = client(hushed, who)
    with time_machine.travel(datetime.now(UTC), tick=False):
        before = walk(hushed, browser) | letters(hushed, who)
        shown = [place for place, text in before.items() if text.startswith("200")]
        after = look(browser, shown if happen_unknown_to(who, hushed) else [])
    changed = [place for place in after if before[place] != after[place]]
    assert (_misread(before, who), changed) == (([], set()), [])


def _misread(pages: Pages, who: str) -> tuple[list[tuple[str, str]], set[str]]:
    """What they read though they may not, and where; what they should be able to read and do not."""
    may = {name for name in MARKS if who in MAY_READ[name].split()}
    found = told_in(pages, MARKS.items())
    kept = [(name, place) for name, place in found if name not in may and not _is_of_office(who, place)]
    return kept, may - {name for name, _place in found}


def _is_of_office(who: str, place: str) -> bool:
    return who == "admin" and place.startswith(OF_PEOPLE)


@pytest.mark.parametrize("who", ["stranger", "author", "lead", "admin"])
def test_nobody_finds_anything_by_hushed_words(hushed: House, who: str) -> None:
    browser = client(hushed, who)
    nothing = {place: _found(browser, place, NONSENSE) for place in SEARCHED}
    marks = {name: mark for name, mark in MARKS.items() if name != "the draft"}
    found = {
        (place, name)
        for name, mark in marks.items()
        for place in SEARCHED
        if _found(browser, place, mark) != nothing[place]
    }
    assert found == set()


def _found(client: FlaskClient, place: str, words: str) -> str:
    """What is found by these words, without the words themselves."""
    (text,) = look(client, [place.format(words)]).values()
    return text.replace(words, "…").replace(quote_plus(words), "…")
