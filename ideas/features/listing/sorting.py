"""The orders in which ideas can be listed, each one served by an index of the table."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from ideas.features.listing.cursor import Cursor, Value
from ideas.models.case import Case


class Sort(StrEnum):
    """The orders, as the address names them."""

    NEWEST = "newest"
    NEXT_DATE = "next-date"
    SUPPORT = "support"
    OLDEST = "oldest-in-state"


@dataclass(frozen=True, slots=True)
class Order:
    """An order: the column, which way, and the kind of its values; ids part what is equal."""

    column: InstrumentedAttribute[Any]
    is_descending: bool
    kind: type[Value]

    @property
    def by(self) -> list[ColumnElement[Any]]:
        """What to order by."""
        columns = (self.column, Case.id)
        return [column.desc() if self.is_descending else column.asc() for column in columns]

    def after(self, cursor: Cursor) -> ColumnElement[bool]:
        """Only what comes behind the cursor."""
        here, there = tuple_(self.column, Case.id), tuple_(cursor.value, cursor.id)
        return here < there if self.is_descending else here > there

    def of(self, row: Any) -> Cursor:
        """The cursor that stands at a row."""
        return Cursor(getattr(row, self.column.key), row.id)


ORDERS = {
    Sort.NEWEST: Order(Case.submitted_at, True, datetime),
    Sort.NEXT_DATE: Order(Case.next_date, False, date),
    Sort.SUPPORT: Order(Case.support_count, True, int),
    Sort.OLDEST: Order(Case.state_since, False, datetime),
}


def sorted_by(statement: Select[Any], order: Order, cursor: Cursor | None, size: int) -> Select[Any]:
    """A page of the statement, and one row more, which says whether another page follows."""
    if cursor is not None:
        statement = statement.where(order.after(cursor))
    return statement.order_by(*order.by).limit(size + 1)
