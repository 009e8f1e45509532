"""The way of a work step by clicks: named in half a minute, tried without, given up, and room made by it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from tests.browser import demo
from tests.browser.catalogues import catalogue
from tests.browser.conftest import House
from tests.browser.guest import Guest, signed_in
from tests.browser.step_deeds import examine, give_up, place, plan_trial, read_signals, resume, verify

Opens = Callable[..., Guest]
TITLE = "Aamun jonolista luetaan ääneen"
PHONE, DESK = ViewportSize(width=390, height=844), ViewportSize(width=1280, height=900)


@pytest.fixture
def opens(browser: Browser, house: House) -> Iterator[Opens]:
    """Opens a browser for a person of the demo."""
    contexts = []

    def opened(who: str, has_scripts: bool = True, is_phone: bool = False) -> Guest:
        size = PHONE if is_phone else DESK
        context = browser.new_context(
            base_url=house.url, java_script_enabled=has_scripts, viewport=size, has_touch=is_phone
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        return signed_in(context.new_page(), catalogue("fi"), "fi", who)

    yield opened
    for context in contexts:
        context.close()


def name_it(author: Guest, title: str) -> str:
    """Name a work step by its title alone; its path."""
    author.page.goto("/work-steps/new")
    author.writes("What could we give up?", title)
    author.sends("Name it")
    author.page.wait_for_selector("#history-section")
    return author.page.url


def test_a_work_step_goes_from_half_a_minute_to_room_for_the_new(opens: Opens, house: House) -> None:
    author, lead = opens("noora"), opens("olli")
    path = name_it(author, TITLE)
    lead.page.goto(path)
    examine(lead)
    plan_trial(lead)
    lead.finds(lead.say("Start the trial stop"))
    lead.sends("Start the trial stop")
    miss(opens("timo"), path)
    lead.page.goto(path)
    resume(lead)
    try_again(lead)
    give_up(lead)
    lead.sees(lead.say("What was decided, and what it brought"))
    checker = opens("hannele")
    checker.page.goto(path)
    verify(checker)
    place(checker)
    checker.sees("Aikaa varatuille tapaamisille")
    pair(lead, demo.idea(house.database, "chatt"), path)
    author.page.goto(path)
    author.sees(author.say("Makes room for"))
    assert len(author.told()) >= 10
    is_on_the_balance(author)


def miss(other: Guest, path: str) -> None:
    """Miss it in one tap."""
    other.page.goto(path)
    other.sends("I missed it")
    other.page.wait_for_selector("#history-section")
    other.sees("Timo Lappalainen")


def try_again(lead: Guest) -> None:
    """Plan it in another way, start anew, and read its signals."""
    plan_trial(lead)
    lead.finds(lead.say("Start the trial stop"))
    lead.sends("Start the trial stop")
    read_signals(lead)


def pair(lead: Guest, idea: str, path: str) -> None:
    """Say that the work step makes room for the idea."""
    lead.page.goto(f"{idea}/pairings")
    lead.writes("Hours a year that it needs", "20")
    lead.main.locator("[name=give_up][value=something]").check()
    lead.writes("Other work steps", path.rpartition("/")[2])
    lead.sends("Save")
    lead.sees(TITLE)


def is_on_the_balance(author: Guest) -> None:
    """The balance tells where the verified hours went."""
    author.page.goto("/balance")
    author.sees("Aikaa varatuille tapaamisille")


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with scripts", "without"])
def test_a_question_opens_its_own_fields(opens: Opens, has_scripts: bool) -> None:
    author = opens("noora", has_scripts)
    author.page.goto("/work-steps/new")
    place_field = author.main.locator("[name=place]")
    expect(place_field).to_be_hidden()
    author.main.locator("[name=question][value=never-served]").check()
    if not has_scripts:
        author.sends("Look for similar ones")
    expect(place_field).to_be_visible()
    expect(author.main.locator("[name=travel_minutes]")).to_be_hidden()
    author.writes("What could we give up?", f"Palvelutiski, jossa ei palvella {has_scripts}")
    place_field.fill("Tuomikylä")
    author.sends("Name it")
    author.sees("Tuomikylä")


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with scripts", "without"])
def test_similar_ones_are_shown_before_it_is_named(opens: Opens, has_scripts: bool) -> None:
    author = opens("noora", has_scripts)
    author.page.goto("/work-steps/new")
    author.main.locator("#title").press_sequentially("Takaisinsoittolista", delay=10)
    if not has_scripts:
        author.sends("Look for similar ones")
    author.sees("Takaisinsoittolista, jota pidetään käsin")
    assert author.main.locator("#title").input_value() == "Takaisinsoittolista"


@pytest.mark.parametrize(
    ("has_scripts", "is_phone"), [(True, True), (False, False)], ids=["on a phone", "without scripts"]
)
def test_one_tap_tells_that_it_is_missed(
    opens: Opens, house: House, has_scripts: bool, is_phone: bool
) -> None:
    guest = opens("sari" if is_phone else "nadia", has_scripts, is_phone)
    guest.page.goto(demo.step(house.database, "saapumisleima"))
    button = guest.main.get_by_role("button", name=guest.say("I missed it"), exact=True)
    with guest.page.expect_navigation():
        button.tap() if is_phone else button.click()
    name = "Sari Venäläinen" if is_phone else "Nadia Rahimi"
    expect(guest.main.get_by_role("row").filter(has_text=name)).to_have_count(1)
    assert guest.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_a_work_step_is_named_without_scripts(opens: Opens) -> None:
    author = opens("noora", False)
    name_it(author, "Ilman skriptejä nimetty vaihe")
    author.sees("Ilman skriptejä nimetty vaihe")
    assert len(author.told()) == 1


def test_a_later_look_is_not_for_the_one_who_named_it(opens: Opens, house: House) -> None:
    author = opens("timo")
    path = demo.step(house.database, "muistutuskirje")
    author.page.goto(path)
    assert author.main.locator("a[href$='/verification']").count() == 0
