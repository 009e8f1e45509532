"""The orders in which work steps can be listed, each one served by an index."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from ideas.models.case import Case
from ideas.models.work_step import WorkStep
from ideas.paging import EARLIEST, LATEST, Order


class Sort(StrEnum):
    """The orders, as the address names them."""

    NEWEST = "newest"
    HOURS = "hours"
    OLDEST = "oldest-in-state"
    REVIEW = "review-date"


_MOST_HOURS = Decimal("9999999999.9999")
_OWN_ID = WorkStep.__table__.c.id

ORDERS: dict[str, Order] = {
    Sort.NEWEST: Order(Case.submitted_at, True, LATEST),
    Sort.HOURS: Order(WorkStep.estimated_hours, True, _MOST_HOURS, _OWN_ID),
    Sort.OLDEST: Order(Case.state_since, False, EARLIEST),
    Sort.REVIEW: Order(WorkStep.review_on, False, date.min, _OWN_ID),
}
