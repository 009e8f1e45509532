"""What somebody may not know of changes no page of theirs, not by a word, a number or the order of a list."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from urllib.parse import quote_plus

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from ideas.features.evaluation import service as evaluation
from ideas.transaction import command
from tests import factories
from tests.factories import NOW, actor
from tests.snapshots import once
from tests.stories.hushed import MARKS, House, feel, house, judge, prepare, read
from tests.stories.surfaces import look, of_case, of_the_house
from workflow.scoring import Agreement

CASES = ("judged", "planned", "adopted", "at_once")
SEARCHED = (
    "/ideas?q={}", "/work-steps?q={}", "/experiments?q={}", "/work-steps/similar?title={}",
    "/work-steps/export.csv?q={}",
)  # fmt: skip
NONSENSE = "Zyzzyvaxi"


def one_more_evaluates(world: House) -> None:
    """A lead hands in an evaluation."""
    judge(read(world.cases["judged"]), world.people["lead"], "Uusi arvio.", 3)


def another_abstains(world: House) -> None:
    """Whoever was asked does not evaluate."""
    who = actor(world.people["asked"])
    evaluation.abstain(world.cases["judged"], "En ehdi.", False, actor=who, at=NOW)


def something_is_prepared(world: House) -> None:
    """It is prepared that one more idea is not carried out."""
    prepare(read(world.cases["judged"]), world.people["judge"], "Ei nyt.", "Uusi tarve.")


@command
def they_are_divided(world: House) -> None:
    """Those who evaluated turn out to see it very differently."""
    for case in ("judged", "planned"):
        read(world.cases[case]).rounds[-1].agreement = Agreement.DIVIDED


def some_feel_something(world: House) -> None:
    """Three more answer the pulse where six have, which is too few to be shown."""
    feel(world.cases["adopted"], world.people, range(6, 9), value=1)


def few_feel_something(world: House) -> None:
    """Four answer where nobody has, which is too few to be shown."""
    feel(world.cases["at_once"], world.people, range(4))


def somebody_begins_a_draft(world: House) -> None:
    """A draft of somebody else."""
    factories.draft(world.people["co_author"], title="Luonnos")


HAPPENINGS: Mapping[Callable[[House], None], str] = {
    one_more_evaluates: "stranger author joined conflicted manager admin",
    another_abstains: "stranger author joined conflicted torn leading_author manager admin",
    something_is_prepared: "stranger author joined conflicted owner leading_author manager admin",
    they_are_divided: "stranger author joined conflicted leading_author manager admin",
    some_feel_something: "stranger author joined conflicted owner leading_author manager admin lead torn",
    few_feel_something: "stranger author joined conflicted owner leading_author manager admin lead torn",
    somebody_begins_a_draft: "stranger author joined conflicted owner leading_author manager admin lead torn",
}
"""Who may not know that it happened.

An owner hears that somebody has evaluated, and the desk counts it for leads, as the rule does that asks for
evaluations; neither tells what they say.
"""
OUTSIDERS = (
    "stranger", "author", "joined", "conflicted", "owner", "leading_author", "torn", "manager", "admin",
    "lead",
)  # fmt: skip


@pytest.fixture
def world(app: Flask) -> House:
    """The house, made once."""
    return once(app, "hushed", lambda: house(app))


@pytest.mark.parametrize("who", OUTSIDERS)
def test_what_is_not_to_be_known_changes_no_page(world: House, who: str) -> None:
    client = factories.sign_in(world.app, world.people[who])
    places = [*of_the_house(world), *(place for case in CASES for place in of_case(world, case))]
    with time_machine.travel(datetime.now(UTC), tick=False):
        before = look(client, places)
        with world.app.app_context():
            for happens in (each for each, people in HAPPENINGS.items() if who in people.split()):
                happens(world)
        after = look(client, [place for place, text in before.items() if text.startswith("200")])
    assert [place for place in after if before[place] != after[place]] == []


@pytest.mark.parametrize("who", ["stranger", "author", "lead", "admin"])
def test_nobody_finds_anything_by_hushed_words(world: House, who: str) -> None:
    client = factories.sign_in(world.app, world.people[who])
    nothing = {place: _found(client, place, NONSENSE) for place in SEARCHED}
    hushed = {name: mark for name, mark in MARKS.items() if name != "the draft"}
    found = {
        (place, name)
        for name, mark in hushed.items()
        for place in SEARCHED
        if _found(client, place, mark) != nothing[place]
    }
    assert found == set()


def _found(client: FlaskClient, place: str, words: str) -> str:
    """What is found by these words, without the words themselves."""
    (text,) = look(client, [place.format(words)]).values()
    return text.replace(words, "…").replace(quote_plus(words), "…")
