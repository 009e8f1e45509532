"""How a list of cases is cut into pages: its order, and the cursor that says where a page ends."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Select, func, literal, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from ideas.access import visible
from ideas.models.case import Case
from workflow.actors import Actor

Value = datetime | date | int | Decimal
SIZE = 25
MOST = 200
"""Counting stops here, so that its cost does not grow with the house."""
LONGEST = 200
LARGEST = 2**31 - 1
EARLIEST, LATEST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


L = TypeVar("L")


class Page(NamedTuple, Generic[L]):
    """One page of a list; `total` is at most one above MOST, `after` is None on the last page."""

    rows: tuple[L, ...]
    total: int
    after: str | None
    is_first: bool

    @property
    def is_uncounted(self) -> bool:
        """Whether there are more than were counted."""
        return self.total > MOST


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row of a page by its id alone, and who turns the page."""

    id: int
    actor: Actor


@dataclass(frozen=True, slots=True)
class Order:
    """An order: the column, which way, and a value before which no row stands; ids part what is equal."""

    column: InstrumentedAttribute[Any]
    is_descending: bool
    edge: Value
    ids: ColumnElement[int] = Case.__table__.c.id

    @property
    def by(self) -> list[ColumnElement[Any]]:
        """What to order by."""
        columns = (self.column, self.ids)
        return [column.desc() if self.is_descending else column.asc() for column in columns]

    def after(self, cursor: Cursor) -> ColumnElement[bool]:
        """Only what comes behind the cursor; everything where its row is gone or not for this person."""
        here, there = tuple_(self.column, self.ids), tuple_(self._value(cursor), cursor.id)
        return here < there if self.is_descending else here > there

    def _value(self, cursor: Cursor) -> ColumnElement[Any]:
        # Read here, not carried along: the exact moment of a submission could tell its hidden author.
        row = visible(select(self.column).where(self.ids == cursor.id), cursor.actor)
        return func.coalesce(row.correlate(None).scalar_subquery(), literal(self.edge, self.column.type))


def sorted_by(statement: Select[Any], order: Order, cursor: Cursor | None, size: int) -> Select[Any]:
    """A page of the statement, and one row more, which says whether another page follows."""
    if cursor is not None:
        statement = statement.where(order.after(cursor))
    return statement.order_by(*order.by).limit(size + 1)


def counted(statement: Select[Any]) -> Select[Any]:
    """How many cases a statement finds; at most one above MOST."""
    some = statement.with_only_columns(Case.id).limit(MOST + 1).subquery()
    return select(func.count()).select_from(some)


def write(sort: str, row_id: int) -> str:
    """The end of a page as a word for the address; it holds for this order alone."""
    return urlsafe_b64encode(json.dumps([sort, row_id]).encode()).decode().rstrip("=")


def read(text: str | None, sort: str, actor: Actor) -> Cursor | None:
    """The cursor, or None, which is the first page, where the word is none of ours or of another order."""
    if not text or len(text) > LONGEST:
        return None
    try:
        said, number = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, TypeError, RecursionError):
        return None
    is_ours = said == sort and type(number) is int and 0 < number <= LARGEST
    return Cursor(number, actor) if is_ours else None
