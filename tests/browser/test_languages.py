"""Every page speaks the language that was chosen, and marks what somebody wrote in another one."""

import re

from tests.browser.catalogues import LANGUAGES, catalogue, is_foreign
from tests.browser.conftest import House
from tests.browser.demo import languages_of_titles
from tests.browser.survey import Sight, complain

NOT_FINNISH = re.compile(r"\b\d{4}-\d{2}-\d{2}\b|\b0\d\.\d{1,2}\.\d{4}\b|\b\d{1,2}/\d{1,2}/\d{4}\b")


def test_every_page_says_which_language_it_speaks(sights: list[Sight]) -> None:
    complain(str(sight.visit) for sight in sights if sight.language != sight.asked)


def test_no_text_is_left_in_another_language(sights: list[Sight]) -> None:
    left = {
        f"{text} – {sight.visit}"
        for sight in sights
        for text, language in sight.texts
        if language == sight.asked and is_foreign(text, language)
    }
    complain(left)


def test_a_title_in_another_language_is_marked_as_such(sights: list[Sight], house: House) -> None:
    titles = languages_of_titles(house.database)
    unmarked = {
        f"{text} – {sight.visit}"
        for sight in sights
        for text, language in sight.texts
        if titles.get(text, language) != language
    }
    complain(unmarked)


def test_days_are_written_as_in_finland(sights: list[Sight]) -> None:
    written = {
        f"{text} – {sight.visit}" for sight in sights for text, _ in sight.texts if NOT_FINNISH.search(text)
    }
    complain(written)


def test_the_languages_are_told_apart() -> None:
    word = "Sign in"
    said = {language: catalogue(language)(word) for language in LANGUAGES}
    assert len(set(said.values())) == len(LANGUAGES)
    assert [is_foreign(said["fi"], language) for language in LANGUAGES] == [False, True, True]
    assert not is_foreign("Tulostin asiakkaan käyttöön palvelupisteen aulaan", "sv")
