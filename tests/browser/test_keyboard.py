"""Everything can be done with the keyboard alone, and where one is can be seen at every stop."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import demo
from tests.browser.catalogues import catalogue
from tests.browser.conftest import House
from tests.browser.guest import Guest, signed_in

MOST_STOPS = 300
STOP = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  element.dataset.stop ??= String(document.querySelectorAll("[data-stop]").length);
  const isRinged = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const isThere = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
  const html = element.outerHTML.slice(0, 120);
  return { stop: Number(element.dataset.stop), seen: isRinged && isThere, html };
}"""
IDEAS, STEPS = ("tuloste", "chatt"), ("takaisinsoittolista",)
PAGES = ("/", "/ideas", "/ideas/new", "/desk", "/situation", "/work-steps", "/work-steps/new", "/balance")


@pytest.fixture
def lead(browser: Browser, house: House) -> Iterator[Guest]:
    """A development lead without a mouse."""
    with browser.new_context(base_url=house.url) as context:
        context.set_default_timeout(10_000)
        yield signed_in(context.new_page(), catalogue("fi"), "fi", "hannele")


def test_the_first_stop_leads_past_the_menu(lead: Guest) -> None:
    page = lead.page
    page.goto("/ideas")
    page.keyboard.press("Tab")
    skip = page.locator(".skip-link")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('main'))")


@pytest.mark.parametrize("where", [*PAGES, *IDEAS, *STEPS])
def test_focus_is_seen_at_every_stop_and_is_never_caught(lead: Guest, house: House, where: str) -> None:
    lead.page.goto(path_of(house, where))
    stops = list(walk(lead.page))
    assert [stop["stop"] for stop in stops] == list(range(len(stops)))
    assert [stop["html"] for stop in stops if not stop["seen"]] == []
    assert 5 < len(stops) < MOST_STOPS


def test_an_idea_is_submitted_without_a_mouse(lead: Guest) -> None:
    page = lead.page
    page.goto("/ideas/new")
    type_at(page, "#title", "Näppäimistöllä kirjoitettu")
    type_at(page, "#essence", "Kaikki hoituu ilman hiirtä.")
    tab_to(page, "[name=benefit_type]")
    page.keyboard.press("Space")
    type_at(page, "#benefit", "Asiakas saa vastauksen heti.")
    tab_to(page, "#is_publish_checked")
    page.keyboard.press("Space")
    tab_to(page, "button[name=then][value=submit]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#history-section")
    assert page.locator("h1").inner_text() == "Näppäimistöllä kirjoitettu"


def test_a_work_step_is_named_without_a_mouse(lead: Guest) -> None:
    page = lead.page
    page.goto("/work-steps/new")
    type_at(page, "#title", "Näppäimistöllä nimetty vaihe")
    tab_to(page, "[name=question]")
    page.keyboard.press("ArrowDown")
    tab_to(page, "[name=reasons]")
    page.keyboard.press("Space")
    tab_to(page, "#recording button:not([name])")
    page.keyboard.press("Enter")
    page.wait_for_selector("#history-section")
    assert page.locator("h1").inner_text() == "Näppäimistöllä nimetty vaihe"


def test_a_refused_form_says_why_first_and_leads_to_each_field(lead: Guest) -> None:
    page = lead.page
    page.goto("/ideas/new")
    page.locator("#title").fill("Vain otsikko")
    lead.presses("Submit the idea")
    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    links = summary.locator("a")
    assert links.count() >= 2
    for link in links.all():
        target = (link.get_attribute("href") or "").removeprefix("#")
        link.focus()
        page.keyboard.press("Enter")
        expect(page.locator(f"[id='{target}']")).to_be_focused()
        described = page.locator(f"[id='{target}']").evaluate(DESCRIBED)
        assert described, target


DESCRIBED = """field => {
  const described = field.closest("fieldset[aria-describedby]") ?? field;
  const ids = (described.getAttribute("aria-describedby") ?? "").split(" ");
  return ids.some((id) => document.getElementById(id)?.matches(".field-error"));
}"""


def path_of(house: House, where: str) -> str:
    """The path of a page, or of an idea or a work step of the demo by its key."""
    if where.startswith("/"):
        return where
    return demo.step(house.database, where) if where in STEPS else demo.idea(house.database, where)


def walk(page: Page) -> Iterator[dict[str, object]]:
    """Every stop from the first to the last, until the page is left."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            return
        yield stop


def tab_to(page: Page, selector: str) -> None:
    """Press the tabulator until the element has the focus."""
    for _ in range(MOST_STOPS):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the keyboard does not lead to {selector}")


def type_at(page: Page, selector: str, words: str) -> None:
    """Go to the field by the keyboard and write."""
    tab_to(page, selector)
    page.keyboard.type(words)
