"""Reads the list of ideas: one page, its authors and its count, each in one statement."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, func, select

from ideas.extensions import db
from ideas.features.listing.conditions import matching, own_drafts
from ideas.features.listing.cursor import Cursor, read, write
from ideas.features.listing.forms import Filters
from ideas.features.listing.options import Options
from ideas.features.listing.sorting import ORDERS, sorted_by
from ideas.models.case import Case, CaseAuthor
from ideas.models.user import User
from workflow.actors import Actor

SIZE = 25
MOST = 200
"""Counting stops here, so that its cost does not grow with the house."""


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
    order = ORDERS[filters.sort]
    cursor = read(after, filters.sort, order.kind)
    asked = _statements(filters, offered.below(filters.unit), actor, cursor)
    found = _rows(asked.page)
    shown, is_last = found[:SIZE], len(found) <= SIZE
    drafts = _rows(own_drafts(actor)) if filters.mine and cursor is None else []
    listed = _listed([*drafts, *shown], offered)
    return Page(
        rows=listed[len(drafts) :],
        drafts=listed[: len(drafts)],
        total=len(shown) if is_last and cursor is None else _rows(asked.counted)[0][0],
        after=None if is_last else write(filters.sort, order.of(shown[-1])),
        is_first=cursor is None,
    )


# Never stale: a statement says what to look for, never what was found.
@lru_cache(256)
def _statements(
    filters: Filters, units: tuple[int, ...], actor: Actor, cursor: Cursor | None
) -> "_Statements":
    every = matching(filters, units, actor)
    some = every.with_only_columns(Case.id).limit(MOST + 1).subquery()
    page = sorted_by(every, ORDERS[filters.sort], cursor, SIZE)
    return _Statements(page, select(func.count()).select_from(some))


def _rows(statement: Select[Any]) -> Sequence[Any]:
    """Plain rows: a list needs no objects that the session watches."""
    return db.session.connection().execute(statement).all()


def _listed(rows: list[Any], offered: Options) -> tuple[Listed, ...]:
    names = _names([row.id for row in rows if not row.hides_author])
    return tuple(
        Listed(
            offered.unit_names.get(unit, ""),
            None if is_hidden else ", ".join(names.get(number, [])),
            *said,
        )
        for number, unit, is_hidden, _since, *said in rows
    )


def _names(cases: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for case, name in db.session.connection().execute(_AUTHORS, {"cases": cases}).all():
        found.setdefault(case, []).append(name)
    return found


_AUTHORS = (
    select(CaseAuthor.case_id, User.name)
    .join(User, User.id == CaseAuthor.user_id)
    .where(CaseAuthor.case_id.in_(bindparam("cases", expanding=True)))
    .order_by(CaseAuthor.case_id, CaseAuthor.position)
)
