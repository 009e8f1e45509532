"""The way of an idea by clicks, in Finnish and in Swedish, with scripts and without."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask_babel import force_locale
from playwright.sync_api import Browser, ViewportSize

from ideas import labels
from tests.browser import demo
from tests.browser.catalogues import catalogue
from tests.browser.conftest import House
from tests.browser.guest import Guest, signed_in
from tests.browser.idea_deeds import (
    VERDICT,
    conclude,
    drop,
    enter_reading,
    evaluate,
    find_on_desk,
    handle,
    plan_pilot,
    say_room,
    submit,
    tell_aim,
)
from workflow.lifecycles.idea_states import IdeaState

Opens = Callable[..., Guest]
REASON = "Tämä on hyvä, mutta samaa rakennetaan jo verkkopalveluun."
JUDGED, DOUBTED = "Kunden vet hur länge det dröjer.", "Skärmen kan göra väntan längre."
PHONE, DESK = ViewportSize(width=390, height=844), ViewportSize(width=1280, height=900)
AT_LENGTH = [pytest.param(way, marks=pytest.mark.thorough) for way in (("fi", False), ("sv", True))]
WAYS = [("fi", True), ("sv", False), *AT_LENGTH]
"""Each language once, and each way of the browser once; all four at length."""
CONDITION = "Jos verkkopalvelu viivästyy keväästä."


@pytest.fixture(params=WAYS, ids=str)
def way(request: pytest.FixtureRequest) -> tuple[str, bool]:
    """A language, and whether scripts run."""
    language, has_scripts = request.param
    return language, has_scripts


@pytest.fixture
def opens(browser: Browser, house: House, way: tuple[str, bool]) -> Iterator[Opens]:
    """Opens a browser for a person of the demo."""
    contexts = []

    def opened(who: str, is_phone: bool = False) -> Guest:
        size = PHONE if is_phone else DESK
        context = browser.new_context(base_url=house.url, java_script_enabled=way[1], viewport=size)
        context.set_default_timeout(10_000)
        contexts.append(context)
        return signed_in(context.new_page(), catalogue(way[0]), way[0], who)

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def word(shared_app: Flask, way: tuple[str, bool]) -> Callable[[object], str]:
    """The word of a code, in the language of the way."""

    def spoken(text: object) -> str:
        with shared_app.app_context(), force_locale(way[0]):
            return str(text)

    return spoken


def test_an_idea_goes_from_a_minute_of_writing_to_its_adoption(
    opens: Opens, word: Callable[[object], str], way: tuple[str, bool], house: House
) -> None:
    title = f"Köplatsen på skärmen {way}"
    author, lead, member = opens("sari"), opens("hannele"), opens("timo", is_phone=True)
    submit(author, title)
    assert author.state() == word(labels.STATES[IdeaState.SUBMITTED])
    path = find_on_desk(lead, title)
    handle(lead, path)
    lead.finds(word(labels.MOVES["evaluate"]))
    lead.sends("Mark as evaluated")
    assert lead.state() == word(labels.STATES[IdeaState.EVALUATED])
    plan_pilot(lead)
    for each in (member, opens("olli")):
        tell_aim(each, path)
    start(lead, path, word)
    enter_reading(member, path)
    adopt(lead, path, word, demo.step(house.database, "muistutuskirje"))
    author.page.goto(path)
    assert author.state() == word(labels.STATES[IdeaState.ADOPTED])
    author.sees(VERDICT)
    assert len(author.told()) == 12


def test_an_idea_that_is_not_carried_out_tells_its_author_why(
    opens: Opens, word: Callable[[object], str], way: tuple[str, bool]
) -> None:
    title = f"Jononäyttö aulaan {way}"
    author, lead = opens("sari"), opens("hannele")
    submit(author, title)
    find_on_desk(lead, title)
    lead.finds(word(labels.MOVES["drop"]))
    drop(lead, REASON, CONDITION)
    assert lead.state() == word(labels.STATES[IdeaState.DROPPED])
    author.page.goto("/news")
    author.sees(REASON)
    author.finds(title)
    assert author.state() == word(labels.STATES[IdeaState.DROPPED])
    author.sees(CONDITION)
    assert len(author.told()) == 2


def test_a_reviewer_says_their_own_view_and_then_reads_the_other(opens: Opens, way: tuple[str, bool]) -> None:
    title = f"Numerolaput takaisin {way}"
    author, lead, other = opens("sari"), opens("hannele"), opens("camilla")
    submit(author, title)
    path = find_on_desk(lead, title)
    evaluate(lead, JUDGED, 5)
    lead.sees(JUDGED)
    other.page.goto(path)
    assert other.main.get_by_text(JUDGED).count() == 0
    evaluate(other, DOUBTED, 1)
    other.sees(JUDGED)
    other.sees(DOUBTED)
    author.page.goto(path)
    assert author.main.get_by_text(JUDGED).count() == 0


def test_two_prepared_decisions_are_told_together(
    opens: Opens, word: Callable[[object], str], way: tuple[str, bool]
) -> None:
    author, lead = opens("sari"), opens("hannele")
    titles = [f"{name} {way}" for name in ("Penkit oven viereen", "Kello aulan seinälle")]
    for title in titles:
        submit(author, title)
        find_on_desk(lead, title)
        lead.finds(word(labels.MOVES["drop"]))
        drop(lead, f"{title}: ei nyt.", CONDITION, "Prepare, and tell later")
    author.page.goto("/news")
    assert [author.main.get_by_text(f"{title}: ei nyt.").count() for title in titles] == [0, 0]
    lead.page.goto("/decisions/pending")
    for title in titles:
        lead.sees(f"{title}: ei nyt.")
    lead.sends("Release the chosen")
    author.page.goto("/news")
    for title in titles:
        author.sees(f"{title}: ei nyt.")


def start(lead: Guest, path: str, word: Callable[[object], str]) -> None:
    """Start the pilot that is planned."""
    lead.page.goto(path)
    lead.finds(word(labels.MOVES["pilot"]))
    lead.sends("Start the pilot")
    assert lead.state() == word(labels.STATES[IdeaState.PILOTED])


def adopt(lead: Guest, path: str, word: Callable[[object], str], step: str) -> None:
    """Judge the pilot and take the idea into use; the work step makes room for it."""
    lead.page.goto(path)
    conclude(lead)
    lead.finds(word(labels.MOVES["adopt"]))
    say_room(lead, step)
    assert lead.state() == word(labels.STATES[IdeaState.ADOPTED])
