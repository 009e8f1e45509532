"""Reads the list of ideas: one page, its authors and its count, each in one statement."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Select

from ideas.bylines import bylines
from ideas.extensions import db
from ideas.features.listing.conditions import matching, own_drafts
from ideas.features.listing.forms import Filters
from ideas.features.listing.sorting import ORDERS
from ideas.offers import Options
from ideas.paging import MOST, SIZE, Cursor, counted, read, sorted_by, write
from workflow.actors import Actor


class Listed(NamedTuple):
    """One idea of the list; `authors` is None where the name is hidden."""

    unit: str
    authors: str | None
    public_id: str
    title: str
    essence: str
    state: str
    language: str
    next_date: date | None
    support_count: int
    submitted_at: datetime | None


class Page(NamedTuple):
    """One page of the list; `total` is at most one above MOST, `after` is None on the last page."""

    rows: tuple[Listed, ...]
    drafts: tuple[Listed, ...]
    total: int
    after: str | None
    is_first: bool

    @property
    def is_uncounted(self) -> bool:
        """Whether there are more than were counted."""
        return self.total > MOST


class _Statements(NamedTuple):
    """What is asked of the database for one page."""

    page: Select[Any]
    counted: Select[Any]


def find(filters: Filters, after: str | None, offered: Options, actor: Actor) -> Page:
    """The page behind the cursor, or the first one."""
    cursor = read(after, filters.sort, actor)
    asked = _statements(filters, offered.below(filters.unit), actor, cursor)
    found = _rows(asked.page)
    shown, is_last = found[:SIZE], len(found) <= SIZE
    drafts = _rows(own_drafts(actor)) if filters.mine and cursor is None else []
    listed = _listed([*drafts, *shown], offered)
    return Page(
        rows=listed[len(drafts) :],
        drafts=listed[: len(drafts)],
        total=len(shown) if is_last and cursor is None else _rows(asked.counted)[0][0],
        after=None if is_last else write(filters.sort, shown[-1].id),
        is_first=cursor is None,
    )


# Never stale: a statement says what to look for, never what was found.
@lru_cache(256)
def _statements(
    filters: Filters, units: tuple[int, ...], actor: Actor, cursor: Cursor | None
) -> "_Statements":
    every = matching(filters, units, actor)
    return _Statements(sorted_by(every, ORDERS[filters.sort], cursor, SIZE), counted(every))


def _rows(statement: Select[Any]) -> Sequence[Any]:
    """Plain rows: a list needs no objects that the session watches."""
    return db.session.connection().execute(statement).all()


def _listed(rows: list[Any], offered: Options) -> tuple[Listed, ...]:
    names = bylines((row.id, row.hides_author) for row in rows)
    return tuple(
        Listed(offered.unit_names.get(unit, ""), names[number], *said)
        for number, unit, _is_hidden, _since, *said in rows
    )
