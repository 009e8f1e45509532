"""Nothing that somebody wrote is lost or doubled, and nothing leaves the house."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Request, expect

from tests.browser.catalogues import catalogue
from tests.browser.conftest import House
from tests.browser.guest import Guest, signed_in
from tests.browser.sessions import enter
from tests.browser.survey import Sight, complain

SAVED_WITHIN = 8_000
FORM = "application/x-www-form-urlencoded"
Opens = Callable[[bool], Guest]


@pytest.fixture
def opens(browser: Browser, house: House) -> Iterator[Opens]:
    """Opens a browser for an employee, with scripts or without."""
    contexts = []

    def opened(has_scripts: bool = True) -> Guest:
        context = browser.new_context(base_url=house.url, java_script_enabled=has_scripts)
        context.set_default_timeout(10_000)
        contexts.append(context)
        return signed_in(context.new_page(), catalogue("fi"), "fi", "nadia")

    yield opened
    for context in contexts:
        context.close()


def ideas_called(house: House, title: str) -> list[str]:
    """The state of every idea of that title."""
    with closing(sqlite3.connect(f"file:{house.database}?mode=ro", uri=True)) as connection:
        rows = connection.execute('select state from "case" where title = ? order by id', (title,))
        return [state for (state,) in rows]


def write(guest: Guest, title: str) -> None:
    """Write an idea that could be submitted."""
    guest.page.goto("/ideas/new")
    guest.writes("Title", title)
    guest.writes("Essence", "Sanat pysyvät tallessa, tapahtui mitä tahansa.")
    guest.main.locator("[name=benefit_type][value=time]").check()
    guest.writes("What the customer gets, in words", "Asiakkaan ei tarvitse odottaa.")
    guest.ticks("I have checked that the text holds no customer’s data")


def test_a_draft_is_saved_while_it_is_written(opens: Opens, house: House) -> None:
    guest = opens(True)
    guest.page.goto("/ideas/new")
    guest.writes("Title", "Kesken jäänyt ajatus")
    guest.page.wait_for_url("**/draft", timeout=SAVED_WITHIN)
    guest.writes("Essence", "Tämä tallentui itsestään.")
    with guest.page.expect_response("**/autosave", timeout=SAVED_WITHIN) as saved:
        pass
    assert saved.value.ok
    guest.page.reload()
    assert guest.main.locator("#title").input_value() == "Kesken jäänyt ajatus"
    assert guest.main.locator("#essence").input_value() == "Tämä tallentui itsestään."
    assert ideas_called(house, "Kesken jäänyt ajatus") == ["draft"]


def test_what_was_written_outlives_the_session(opens: Opens, house: House) -> None:
    guest = opens(True)
    write(guest, "Istunto päättyi kesken")
    guest.page.context.clear_cookies()
    guest.presses("Submit the idea")
    enter(guest.page, "nadia")
    guest.sees("Istunto päättyi kesken")
    guest.presses("Send these again")
    guest.page.wait_for_selector("#history-section")
    assert ideas_called(house, "Istunto päättyi kesken") == ["submitted"]


def test_words_that_could_not_be_saved_are_offered_again(opens: Opens) -> None:
    guest = opens(True)
    guest.page.goto("/ideas/new")
    guest.writes("Title", "Ennen katkosta")
    guest.page.wait_for_url("**/draft", timeout=SAVED_WITHIN)
    guest.page.route("**/autosave", lambda route: route.abort())
    guest.writes("Title", "Katkoksen aikana")
    expect(guest.main.locator("[data-autosave-status].is-failed")).to_be_visible(timeout=SAVED_WITHIN)
    guest.page.reload()
    assert guest.main.locator("#title").input_value() == "Ennen katkosta"
    guest.presses("Bring them back")
    assert guest.main.locator("#title").input_value() == "Katkoksen aikana"


def test_going_back_after_submitting_does_not_make_a_second_idea(opens: Opens, house: House) -> None:
    guest = opens(True)
    write(guest, "Takaisin-painike")
    guest.presses("Submit the idea")
    guest.page.wait_for_selector("#history-section")
    guest.page.go_back()
    guest.page.wait_for_load_state()
    button = guest.main.get_by_role("button", name=guest.say("Submit the idea"), exact=True)
    if button.count():
        button.click()
        guest.page.wait_for_load_state()
    assert ideas_called(house, "Takaisin-painike") == ["submitted"]


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with scripts", "without"])
def test_two_clicks_make_one_idea(opens: Opens, house: House, has_scripts: bool) -> None:
    guest = opens(has_scripts)
    title = f"Kaksoisnapsautus {has_scripts}"
    write(guest, title)
    guest.main.get_by_role("button", name=guest.say("Submit the idea"), exact=True).dblclick()
    guest.page.wait_for_selector("#history-section")
    assert ideas_called(house, title) == ["submitted"]


def test_a_post_that_arrives_twice_makes_one_idea(opens: Opens, house: House) -> None:
    guest = opens(True)
    write(guest, "Sama lähetys kahdesti")
    with guest.page.expect_request(lambda request: "then=submit" in sent(request)) as posted:
        guest.presses("Submit the idea")
    again = guest.page.context.request.post(
        posted.value.url, data=sent(posted.value), headers={"Content-Type": FORM}
    )
    assert again.ok
    assert ideas_called(house, "Sama lähetys kahdesti") == ["submitted"]


def sent(request: Request) -> str:
    """What the form sent."""
    return request.post_data or ""


def test_nothing_is_asked_of_anybody_outside(sights: list[Sight]) -> None:
    complain(f"{sight.visit}: {address}" for sight in sights for address in sight.strangers)
