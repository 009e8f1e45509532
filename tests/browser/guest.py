"""Somebody at the browser, who finds everything by what the page calls it in their language."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, Page, expect

from tests.browser.catalogues import Catalogue, every_original
from tests.browser.sessions import sign_in

Opens = Callable[[str], "Guest"]


@dataclass(frozen=True)
class Guest:
    """A page, and the words of its language."""

    page: Page
    catalogue: Catalogue

    def say(self, text: str) -> str:
        """The English text in the language of the page; a text that the pages do not know is a mistake."""
        assert text in every_original(), text
        return self.catalogue(text)

    @property
    def main(self) -> Locator:
        """The page's own part."""
        return self.page.locator("main")

    def follows(self, text: str) -> None:
        """Follow the link of that name."""
        self._arrive_by(self.main.get_by_role("link", name=self.say(text), exact=True).first)

    def finds(self, title: str) -> None:
        """Follow the link that bears the title of an idea."""
        self._arrive_by(self.main.get_by_role("link", name=title).first)

    def presses(self, text: str) -> None:
        """Press the button of that name, which may leave the page as it is."""
        self.main.get_by_role("button", name=self.say(text), exact=True).first.click()
        self.page.wait_for_load_state()

    def sends(self, text: str) -> None:
        """Press the button of that name, and wait for the page that answers."""
        self._arrive_by(self.main.get_by_role("button", name=self.say(text), exact=True).first)

    def writes(self, label: str, value: str) -> None:
        """Fill in the field of that label."""
        self.main.get_by_label(self._label(label)).first.fill(value)

    def chooses(self, group: str, option: str) -> None:
        """Choose one of a group."""
        answers = self.main.get_by_role("radiogroup", name=self._label(group))
        answers.get_by_label(option, exact=True).check()

    def picks(self, label: str, value: str) -> None:
        """Choose from a list, by the code."""
        self.main.get_by_label(self._label(label)).select_option(value)

    def ticks(self, label: str) -> None:
        """Tick the box."""
        self.main.get_by_label(self._label(label)).check()

    def sees(self, text: str) -> None:
        """The text stands on the page, where it can be seen."""
        expect(self.main.get_by_text(text).first).to_be_visible()

    def state(self) -> str:
        """The state of the idea, as its page says it."""
        return self.main.locator(".badge").first.inner_text()

    def told(self) -> list[str]:
        """What happened to the idea, the latest first."""
        return self.main.locator("#history-section .timeline-sentence").all_inner_texts()

    def _arrive_by(self, target: Locator) -> None:
        with self.page.expect_navigation():
            target.click()

    def _label(self, text: str) -> re.Pattern[str]:
        return re.compile(rf"^\s*{re.escape(self.say(text))}(\s+\(.*\))?\s*$")


def signed_in(page: Page, catalogue: Catalogue, language: str, who: str) -> Guest:
    """Somebody of the demo, signed in."""
    sign_in(page, who, language)
    return Guest(page, catalogue)


def in_days(days: int) -> str:
    """A day as a date field takes it."""
    return (datetime.now(ZoneInfo("Europe/Helsinki")).date() + timedelta(days=days)).isoformat()
