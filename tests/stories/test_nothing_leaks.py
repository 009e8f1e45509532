"""Walks every surface as everybody: one table says who may read what is hushed, and the rest is nowhere."""

from collections.abc import Mapping

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import factories
from tests.snapshots import once
from tests.stories.hushed import MARKS, PEOPLE, House, house
from tests.stories.surfaces import told_in, walk

MAY_READ: Mapping[str, str] = {
    "their judgement": "reviewer judge",
    "their words": "reviewer judge",
    "their source": "reviewer judge",
    "the judge's judgement": "reviewer judge",
    "the conflict": "lead judge",
    "the name of reviewer": "reviewer judge lead owner",
    "the name of conflicted": "conflicted judge lead owner",
    "the closed judgement": "judge lead torn owner",
    "the decided judgement": "judge lead torn leading_author owner hidden",
    "the prepared words": "lead torn judge",
    "the prepared condition": "lead torn judge",
    "the aim as told": "joined owner lead torn judge leading_author",
    "the draft": "author",
    "the blind file": "",
    "the blind unit": "hidden",
    "the name of hidden": "hidden",
}
"""Who may read each secret anywhere; a name is read by its bearer in the header."""
OF_PEOPLE = ("/people", "/units")
"""Where an admin reads the names of people and units, whatever they have done."""


@pytest.fixture
def hushed(app: Flask) -> House:
    """The house, made once."""
    return once(app, "hushed", lambda: house(app))


def client(world: House, who: str) -> FlaskClient:
    """Their browser."""
    return world.app.test_client() if who == "visitor" else factories.sign_in(world.app, world.people[who])


def test_the_table_knows_every_secret() -> None:
    assert sorted(MAY_READ) == sorted(MARKS)


@pytest.mark.parametrize("who", ["visitor", *PEOPLE])
def test_nobody_reads_what_is_not_for_them(hushed: House, who: str) -> None:
    pages = walk(hushed, client(hushed, who))
    may = {name for name in MARKS if who in MAY_READ[name].split()}
    found = told_in(pages, MARKS.items())
    kept = [(name, place) for name, place in found if name not in may and not _is_of_office(who, place)]
    assert (kept, may - {name for name, _place in found}) == ([], set())


def _is_of_office(who: str, place: str) -> bool:
    return who == "admin" and place.startswith(OF_PEOPLE)
