"""Makes what the demo has not and some pages need: a comment, a file, an application and an invitation."""

from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from tests.browser import demo
from tests.browser.sessions import sign_in
from tests.browser.visit import Made


def make(browser: Browser, url: str, database: Path) -> Made:
    """Write, attach, apply and invite, each by its page."""
    with browser.new_context(base_url=url) as context:
        context.set_default_timeout(8_000)
        page = context.new_page()
        sign_in(page, "aino", "fi")
        comment, attachment = _comment(page, database), _attachment(page, database)
        application = _application(page, database)
    with browser.new_context(base_url=url) as context:
        context.set_default_timeout(8_000)
        page = context.new_page()
        sign_in(page, "raimo", "fi")
        return Made(comment, attachment, application, _invitation(page))


def _comment(page: Page, database: Path) -> str:
    page.goto(f"{demo.idea(database, 'tuloste')}/comments")
    page.locator("main textarea").fill("Meilläkin tulostetaan joka päivä.")
    _send(page)
    return demo.latest_comment(database)


def _attachment(page: Page, database: Path) -> str:
    page.goto(f"{demo.idea(database, 'kuvalliset-ohjeet')}/attachments")
    file = {"name": "luonnos.txt", "mimeType": "text/plain", "buffer": "Ensimmäinen kuva: ovi.".encode()}
    page.locator("main input[type=file]").set_input_files(file)  # type: ignore[arg-type]  # as it reads them
    _send(page)
    return demo.latest_attachment(database)


def _application(page: Page, database: Path) -> str:
    page.goto(f"{demo.experiment(database, demo.idea(database, 'tekstiviestit'))}/applications")
    page.locator("main textarea").fill("Meillä viesti lähtee vain, kun päätös on tehty.")
    _send(page)
    return demo.latest_application(database)


def _invitation(page: Page) -> str:
    page.goto("/people/invite")
    page.locator("main [name=name]").fill("Vieno Uusitalo")
    page.locator("main [name=email]").fill("vieno.uusitalo@etuuslaitos.example")
    _send(page)
    return urlsplit(page.locator("main code").inner_text()).path


def _send(page: Page) -> None:
    with page.expect_navigation():
        page.locator("main form").last.locator("button[type=submit]").first.click()
