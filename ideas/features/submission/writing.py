"""What an author wrote in one go, and how it is laid upon a draft."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ideas.models.case import CaseAuthor, SealedAuthor
from ideas.models.idea import Idea
from workflow.actors import Actor

COLUMNS = frozenset({
    "title", "essence", "benefit_type", "benefit", "benefit_nature", "description", "matters",
    "wanted_change", "staff_benefit", "size", "from_customer_work", "direction_id", "theme_id", "unit_id",
    "language", "is_social", "is_physical", "is_digital", "is_publish_checked", "may_be_patentable",
})  # fmt: skip
"""The columns an author fills in; nothing else of a post reaches the row."""


@dataclass(frozen=True, slots=True)
class Writing:
    """One save: `co_authors` and `hides_author` are None where they stay as they are."""

    columns: Mapping[str, Any]
    co_authors: tuple[int, ...] | None = None
    hides_author: bool | None = None
    version: int | None = None
    key: str = ""


def key_of(key: str, actor: Actor) -> str | None:
    """How a form's key is stored: bound to the person, and telling nothing of them."""
    return hashlib.sha256(f"{actor.id}:{key}".encode()).hexdigest() if key else None


def lay_upon(idea: Idea, writing: Writing, writer: int) -> None:
    """Write the columns and the authors; who begins an idea stays its first author."""
    for name in COLUMNS & writing.columns.keys():
        setattr(idea, name, writing.columns[name])
    idea.refold()
    if writing.hides_author is not None:
        idea.hides_author = writing.hides_author
    first, *others = _authors(idea) or [writer]
    if writing.co_authors is not None:
        others = [person for person in writing.co_authors if person != first]
    _set_authors(idea, [first, *others])


def first_author(idea: Idea) -> int | None:
    """Who began the idea; for the rules only, never for a page."""
    people = _authors(idea)
    return people[0] if people else None


def _authors(idea: Idea) -> list[int]:
    rows: list[CaseAuthor | SealedAuthor] = [*idea.named_authors, *idea.sealed_authors]
    return [row.user_id for row in sorted(rows, key=lambda row: row.position)]


def _set_authors(idea: Idea, people: list[int]) -> None:
    """A hidden author stands in the sealed table alone, a named one in the open table alone."""
    named = [] if idea.hides_author else people
    sealed = people if idea.hides_author else []
    _fill(idea.named_authors, CaseAuthor, named)
    _fill(idea.sealed_authors, SealedAuthor, sealed)


def _fill(rows: list[Any], kind: type[CaseAuthor] | type[SealedAuthor], people: list[int]) -> None:
    kept = {row.user_id: row for row in rows}
    rows[:] = [kept.get(person) or kind(user_id=person) for person in people]
    for position, row in enumerate(rows):
        row.position = position
