"""Reads what the pages of a draft show: choices, colleagues, and the draft itself."""

import re
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import or_, select

from ideas.access import visible
from ideas.extensions import db
from ideas.features.submission.writing import key_of
from ideas.models.case import SealedAuthor
from ideas.models.direction import Direction, Theme
from ideas.models.entry import Entry
from ideas.models.idea import Idea
from ideas.models.user import User, fold_address
from workflow.actors import Actor

BETWEEN = re.compile(r"[,;\n]")
IN_BRACKETS = re.compile(r"<([^<>]+)>")


def draft_of_key(key: str, actor: Actor) -> Idea | None:
    """The idea that was begun from that very form."""
    statement = select(Idea).where(Idea.draft_key == key_of(key, actor))
    found: Idea | None = db.session.scalars(visible(statement, actor)).first()
    return found


def named_choices(model: type[Direction] | type[Theme], language: str) -> list[tuple[Any, str]]:
    """Every direction or theme by its name."""
    rows: Iterable[Any] = db.session.scalars(select(model))
    named = sorted((row.name(language), row.id) for row in rows)
    return [("", "–"), *((row_id, name) for name, row_id in named)]


def colleagues(text: str | None, already: Collection[int] = ()) -> tuple[list[User], list[str]]:
    """The people named by address or full name, and the words that name nobody, or more than one.

    Whoever left the organisation is found only among those who are there `already`.
    """
    found: list[User] = []
    unknown: list[str] = []
    for words in filter(None, (part.strip() for part in BETWEEN.split(text or ""))):
        people = _named(words, already)
        if len(people) != 1:
            unknown.append(words)
        elif people[0] not in found:
            found.append(people[0])
    return found, unknown


def _named(words: str, already: Collection[int]) -> list[User]:
    bracketed = IN_BRACKETS.search(words)
    address = fold_address(bracketed[1] if bracketed else words)
    is_meant = or_(User.email == address, User.name == " ".join(words.split()))
    is_here = or_(User.deactivated_at.is_(None), User.id.in_(already))
    return list(db.session.scalars(select(User).where(is_meant, is_here).limit(2)))


def co_author_lines(idea: Idea, actor: Actor) -> list[str]:
    """The other authors, for the authors of the draft alone: they write it together and know each other."""
    assert actor.id in idea.author_ids  # noqa: S101 - a page for authors
    sealed = select(SealedAuthor.user_id).where(SealedAuthor.case_id == idea.id)
    statement = select(User).where(or_(User.id.in_(sealed), User.id.in_([a.id for a in idea.authors])))
    people = sorted(db.session.scalars(statement), key=lambda person: person.name)
    return [f"{person.name} <{person.email}>" for person in people if person.id != actor.id]


def is_untold(idea: Idea) -> bool:
    """Whether nothing of the idea stands in the log yet, so that it can be thrown away."""
    return db.session.scalars(select(Entry.id).where(Entry.case_id == idea.id).limit(1)).first() is None
