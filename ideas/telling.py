"""How the log is told to people: entries of a case as rows of a timeline."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from ideas import labels
from ideas.extensions import db
from ideas.models.case import Case
from ideas.models.entry import Entry
from workflow.events import Kind

QUIET = frozenset({Kind.FOLLOWED, Kind.UNFOLLOWED, Kind.SUPPORTED, Kind.UNSUPPORTED, Kind.REVIEWED})
"""Kinds that a timeline leaves out: small gestures, and reviews that others must not be led by."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a timeline; `who` is None where the author or the system acted."""

    at: datetime
    who: str | None
    sentence: str
    words: str | None = None
    details: list[tuple[str, str, str]] = field(default_factory=list)


def timeline(case: Case) -> list[Row]:
    """Everything that happened to the case, oldest first."""
    return [told(entry) for entry in _entries(case) if entry.kind not in QUIET]


def entries_since(case: Case, version: int | None) -> list[Row]:
    """What changed the case after the version that a person had seen."""
    return [told(entry) for entry in _entries(case) if (entry.version or 0) > (version or 0)]


def told(entry: Entry) -> Row:
    """One entry in the reader's language."""
    return Row(
        at=entry.at,
        who=entry.actor.name if entry.actor else None,
        sentence=labels.sentence(entry.kind, entry.data),
        words=entry.words or None,
        details=[
            (labels.change_label(name), str(before), str(after))
            for name, (before, after) in entry.data.get("changes", {}).items()
        ],
    )


def _entries(case: Case) -> list[Entry]:
    statement = (
        select(Entry).where(Entry.case_id == case.id).order_by(Entry.n).options(joinedload(Entry.actor))
    )
    return list(db.session.scalars(statement))
