"""Signs people of the demo in, by the page that everybody signs in by."""

from playwright.sync_api import Page

from tests.browser import demo


def sign_in(page: Page, who: str, language: str) -> None:
    """Sign in, and choose the language of the pages."""
    page.goto("/sign-in")
    enter(page, who)
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
