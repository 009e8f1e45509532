"""The orders in which ideas can be listed, each one served by an index of the table."""

from datetime import date, datetime
from enum import StrEnum

from ideas.models.case import Case
from ideas.paging import Order


class Sort(StrEnum):
    """The orders, as the address names them."""

    NEWEST = "newest"
    NEXT_DATE = "next-date"
    SUPPORT = "support"
    OLDEST = "oldest-in-state"


ORDERS: dict[str, Order] = {
    Sort.NEWEST: Order(Case.submitted_at, True, datetime),
    Sort.NEXT_DATE: Order(Case.next_date, False, date),
    Sort.SUPPORT: Order(Case.support_count, True, int),
    Sort.OLDEST: Order(Case.state_since, False, datetime),
}
