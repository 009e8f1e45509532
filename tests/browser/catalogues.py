"""Looks up what the pages say in each language, in the catalogues that the pages themselves read."""

import re
from collections.abc import Iterable
from functools import lru_cache
from gettext import GNUTranslations
from pathlib import Path

TRANSLATIONS = Path(__file__).resolve().parent.parent.parent / "ideas" / "translations"
LANGUAGES = ("fi", "sv", "en")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
FEWEST_LETTERS = 4
FEWEST_BESIDE_PLACES = 12
"""Texts with fewer letters could be anything, above all where a part of them is left open."""


class Catalogue:
    """One language: what each English text of the code is called there."""

    def __init__(self, language: str) -> None:
        with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.mo").open("rb") as file:
            self._translations = GNUTranslations(file)
        self._texts: dict[str | tuple[str, int], str] = vars(self._translations)["_catalog"]

    def __call__(self, text: str, **values: str) -> str:
        """The text as a page says it."""
        said = self._translations.gettext(text)
        return said % values if values else said

    def originals(self) -> frozenset[str]:
        """The English texts that are translated here."""
        return frozenset(key if isinstance(key, str) else key[0] for key in self._texts if key)

    def texts(self) -> frozenset[str]:
        """Everything that is said in this language, plural forms one by one."""
        known = {tidy(text) for key, text in self._texts.items() if key and text}
        return frozenset(known | {tidy(self(text)) for text in every_original() - self.originals()})


@lru_cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language."""
    return Catalogue(language)


@lru_cache
def every_original() -> frozenset[str]:
    """Every English text of the code that any catalogue translates."""
    return frozenset().union(*(catalogue(language).originals() for language in LANGUAGES))


def tidy(text: str) -> str:
    """The text as it is drawn, white space of any kind being one space."""
    return " ".join(text.split())


def is_foreign(text: str, language: str) -> bool:
    """Whether another language says this, and this one does not."""
    return bool(_foreign(language).fullmatch(text)) and not _own(language).fullmatch(text)


@lru_cache
def _foreign(language: str) -> re.Pattern[str]:
    others = [catalogue(other).texts() for other in LANGUAGES if other != language]
    return _any_of(frozenset().union(*others) - catalogue(language).texts())


@lru_cache
def _own(language: str) -> re.Pattern[str]:
    return _any_of(catalogue(language).texts())


def _any_of(texts: Iterable[str]) -> re.Pattern[str]:
    known = sorted(text for text in texts if _is_telling(text))
    return re.compile("|".join(map(_pattern, known)), re.DOTALL)


def _pattern(text: str) -> str:
    return ".+?".join(re.escape(part.replace("%%", "%")) for part in PLACEHOLDER.split(text))


def _is_telling(text: str) -> bool:
    fewest = FEWEST_BESIDE_PLACES if PLACEHOLDER.search(text) else FEWEST_LETTERS
    return sum(letter.isalpha() for letter in PLACEHOLDER.sub("", text)) >= fewest
