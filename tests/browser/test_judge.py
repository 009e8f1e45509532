"""The judge of the pages sees what is wrong, though it looks at each ink on its ground only once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.judge import Judge

PAGE = """<!doctype html>
<html lang="fi"><head><title>Sivu</title><meta name="color-scheme" content="light dark">
<style>body {{ background: #fff; color: #000 }} .card {{ background: #222 }} .grey {{ color: #767676 }}
@media (prefers-color-scheme: dark) {{ body {{ background: #111; color: #fff }} .grey {{ color: #333 }} }}
</style></head><body><main><h1>Sivun otsikko</h1>{main}</main></body></html>"""
PLAIN = "<p>Tavallinen teksti</p>"
GREY = '<p class="grey">Harmaa teksti</p>'
ON_CARD = f'<div class="card">{GREY}</div>'
UNNAMED = "<p><button></button></p>"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page."""
    with browser.new_context() as context:
        yield context.new_page()


@pytest.mark.parametrize(
    ("mains", "found"),
    [
        ([PLAIN, PLAIN], [set(), set()]),
        ([PLAIN, GREY], [set(), {"dark: color-contrast"}]),
        ([PLAIN + GREY * 2, GREY], [{"dark: color-contrast"}, set()]),
        ([PLAIN, ON_CARD], [set(), {"light: color-contrast", "dark: color-contrast"}]),
        ([GREY, ON_CARD], [{"dark: color-contrast"}, {"light: color-contrast", "dark: color-contrast"}]),
        ([UNNAMED, UNNAMED], [{"make: button-name"}, {"make: button-name"}]),
    ],
    ids=[
        "nothing",
        "in the dark",
        "once",
        "on another ground",
        "the same ink on another ground",
        "each time",
    ],
)
def test_what_is_wrong_is_found_where_it_is_first_met(
    page: Page, mains: list[str], found: list[set[str]]
) -> None:
    judge = Judge()
    told = []
    for main in mains:
        page.set_content(PAGE.format(main=main))
        told.append({": ".join(line.split(": ")[:2]) for line in judge.violations(page)})
    assert told == found
