"""Signs people of the demo in, by the page that everybody signs in by."""

from typing import Any

from playwright.sync_api import Page

from tests.browser import demo

_COOKIES: dict[str, Any] = {}
"""What the server gave each person when they first signed in; a worker has one server."""


def sign_in(page: Page, who: str, language: str) -> None:
    """Sign in, or go on with the session of the first time; choose the language of the pages."""
    if who in _COOKIES:
        page.context.add_cookies(_COOKIES[who])
    page.goto("/me" if who in _COOKIES else "/sign-in")
    if page.locator("main [name=password]").count():
        enter(page, who)
        _COOKIES[who] = page.context.cookies()
    if page.locator("html").get_attribute("lang") != language:
        choose_language(page, language)


def enter(page: Page, who: str) -> None:
    """Fill in the page of signing in that is open, and send it."""
    page.locator("main [name=email]").fill(demo.address(who))
    page.locator("main [name=password]").fill(demo.PASSWORD)
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state()


def choose_language(page: Page, language: str) -> None:
    """Press the button of the language."""
    page.locator(f".site-header button[name=language][value={language}]").click()
    page.wait_for_selector(f"html[lang={language}]", state="attached")
