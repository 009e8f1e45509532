"""Reads what the database already knows of a table: units and themes by name, cases by external id."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select

from ideas.extensions import db
from ideas.features.imports.candidate import one_line
from ideas.models.case import Case, fold
from ideas.models.direction import Theme
from ideas.models.entry import Entry, EntryPayload
from ideas.models.unit import Unit
from workflow.events import Kind

Names = dict[str, set[int]]
"""The ids that a folded name stands for, in whichever language."""


def units_by_name() -> Names:
    """Every unit by each of its names."""
    return _by_name(db.session.scalars(select(Unit)))


def themes_by_name() -> Names:
    """Every theme by each of its names."""
    return _by_name(db.session.scalars(select(Theme)))


def known_contents(prefix: str) -> dict[str, str | None]:
    """What the row of each external id said when it was brought in; None where that was erased.

    The ids of one kind of case stand behind its prefix, and are given without it.
    """
    statement = (
        select(Case.external_id, EntryPayload.data)
        .outerjoin(Entry, (Entry.case_id == Case.id) & (Entry.kind == Kind.IMPORTED))
        .outerjoin(EntryPayload, EntryPayload.entry_id == Entry.id)
        .where(Case.external_id.startswith(prefix, autoescape=True))
    )
    return {
        external_id.removeprefix(prefix): (data or {}).get("content")
        for external_id, data in db.session.execute(statement)
        if external_id
    }


def plain(name: str) -> str:
    """A name as names are compared: one line, one form of each letter, no capitals."""
    return fold(one_line(name))


def _by_name(rows: Iterable[Unit | Theme]) -> Names:
    found: Names = defaultdict(set)
    for row in rows:
        for name in (row.name_fi, row.name_sv, row.name_en):
            if name:
                found[plain(name)].add(row.id)
    return dict(found)
