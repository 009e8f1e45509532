"""Reads the pages of the organisation; the first text stands where nobody has written one yet."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import joinedload

from ideas.extensions import db
from ideas.i18n import LANGUAGES
from ideas.models.page import Page, PageKey

FIRST = Path(__file__).parent / "first"
GAP = re.compile(r"\[\[[^\]\n]{1,200}\]\]")
"""What the organisation fills in: words between two brackets."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as it is read in one language; version 0 is the first text, which nobody has written."""

    key: PageKey
    language: str
    version: int
    text: str
    at: datetime | None = None

    @property
    def gaps(self) -> list[str]:
        """What is still to be filled in."""
        return gaps(self.text)


def gaps(text: str) -> list[str]:
    """What a text leaves to the organisation, without its brackets, each once."""
    return list(dict.fromkeys(found[2:-2] for found in GAP.findall(text)))


def page(key: PageKey, language: str) -> Shown:
    """The page as it is read in that language."""
    found = db.session.scalars(_versions(key, language).limit(1)).first()
    return _shown(found) if found else Shown(key, language, 0, first_text(key, language))


def version(key: PageKey, language: str, number: int | None) -> Shown | None:
    """The page as it was in one of its versions; 0 is the first text."""
    if number == 0:
        return Shown(key, language, 0, first_text(key, language))
    found = db.session.scalars(_versions(key, language).where(Page.version == number)).first()
    return _shown(found) if found else None


def every_page() -> list[Shown]:
    """Every page in every language, in one query."""
    newest = select(Page.key, Page.language, func.max(Page.version)).group_by(Page.key, Page.language)
    rows = db.session.scalars(
        select(Page).where(tuple_(Page.key, Page.language, Page.version).in_(newest))
    ).all()
    written = {(row.key, row.language): _shown(row) for row in rows}
    every = [(key, language) for key in PageKey for language in LANGUAGES]
    return [written.get(each) or Shown(*each, 0, first_text(*each)) for each in every]


def versions(key: PageKey, language: str) -> Sequence[Page]:
    """Who has written it when, the latest first."""
    return db.session.scalars(_versions(key, language).options(joinedload(Page.written_by))).all()


@cache
def first_text(key: PageKey, language: str) -> str:
    """What stands there until somebody writes."""
    return (FIRST / f"{key.value}.{language}.md").read_text("utf-8")


def _versions(key: PageKey, language: str) -> Select[Page]:
    of_page = select(Page).where(Page.key == key, Page.language == language)
    return of_page.order_by(Page.version.desc())


def _shown(row: Page) -> Shown:
    return Shown(row.key, row.language, row.version, row.text, row.at)
