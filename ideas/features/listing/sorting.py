"""The orders in which ideas can be listed, each one served by an index of the table."""

from datetime import date
from enum import StrEnum

from ideas.models.case import Case
from ideas.paging import EARLIEST, LARGEST, LATEST, Order


class Sort(StrEnum):
    """The orders, as the address names them."""

    NEWEST = "newest"
    NEXT_DATE = "next-date"
    SUPPORT = "support"
    OLDEST = "oldest-in-state"


ORDERS: dict[str, Order] = {
    Sort.NEWEST: Order(Case.submitted_at, True, LATEST),
    Sort.NEXT_DATE: Order(Case.next_date, False, date.min),
    Sort.SUPPORT: Order(Case.support_count, True, LARGEST),
    Sort.OLDEST: Order(Case.state_since, False, EARLIEST),
}
