"""How a list of cases is cut into pages: its order, and the cursor that says where a page ends."""

import json
import math
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from ideas.models.case import Case

Value = datetime | date | int | float
SIZE = 25
MOST = 200
"""Counting stops here, so that its cost does not grow with the house."""
LONGEST = 200
LARGEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row of a page: the value it is sorted by, and its id."""

    value: Value
    id: int


@dataclass(frozen=True, slots=True)
class Order:
    """An order: the column, which way, and the kind of its values; ids part what is equal."""

    column: InstrumentedAttribute[Any] | ColumnElement[Any]
    is_descending: bool
    kind: type[Value]
    ids: ColumnElement[int] = Case.__table__.c.id

    @property
    def by(self) -> list[ColumnElement[Any]]:
        """What to order by."""
        columns = (self.column, self.ids)
        return [column.desc() if self.is_descending else column.asc() for column in columns]

    def after(self, cursor: Cursor) -> ColumnElement[bool]:
        """Only what comes behind the cursor."""
        here, there = tuple_(self.column, self.ids), tuple_(cursor.value, cursor.id)
        return here < there if self.is_descending else here > there

    def of(self, row: Any) -> Cursor:
        """The cursor that stands at a row."""
        return Cursor(getattr(row, str(self.column.key)), row.id)


def sorted_by(statement: Select[Any], order: Order, cursor: Cursor | None, size: int) -> Select[Any]:
    """A page of the statement, and one row more, which says whether another page follows."""
    if cursor is not None:
        statement = statement.where(order.after(cursor))
    return statement.order_by(*order.by).limit(size + 1)


def counted(statement: Select[Any]) -> Select[Any]:
    """How many cases a statement finds; at most one above MOST."""
    some = statement.with_only_columns(Case.id).limit(MOST + 1).subquery()
    return select(func.count()).select_from(some)


def write(sort: str, cursor: Cursor) -> str:
    """The cursor as a word for the address; it holds for this order alone."""
    value = cursor.value if isinstance(cursor.value, int | float) else cursor.value.isoformat()
    return urlsafe_b64encode(json.dumps([sort, value, cursor.id]).encode()).decode().rstrip("=")


def read(text: str | None, sort: str, kind: type[Value]) -> Cursor | None:
    """The cursor, or None, which is the first page, where the word is none of ours or of another order."""
    if not text or len(text) > LONGEST:
        return None
    try:
        said, value, number = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if said != sort or type(number) is not int or not 0 < number <= LARGEST:
            return None
        return Cursor(_value(value, kind), number)
    except (ValueError, TypeError, OverflowError, RecursionError):
        return None


def _value(value: object, kind: type[Value]) -> Value:
    if kind is int:
        if type(value) is not int or not 0 <= value <= LARGEST:
            raise ValueError(value)
        return value
    if kind is float:
        if type(value) not in (int, float) or not math.isfinite(number := float(str(value))):
            raise ValueError(value)
        return number
    if kind is datetime:
        moment = datetime.fromisoformat(str(value))
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return date.fromisoformat(str(value))
