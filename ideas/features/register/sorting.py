"""The orders in which work steps can be listed, each one served by an index."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Float, type_coerce

from ideas.models.case import Case
from ideas.models.work_step import WorkStep
from ideas.paging import Order


class Sort(StrEnum):
    """The orders, as the address names them."""

    NEWEST = "newest"
    HOURS = "hours"
    OLDEST = "oldest-in-state"
    REVIEW = "review-date"


# SQLite keeps more digits than the column says, and a cursor that had lost them would skip what is equal.
FREED = type_coerce(WorkStep.estimated_hours, Float).label("freed")
_OWN_ID = WorkStep.__table__.c.id

ORDERS: dict[str, Order] = {
    Sort.NEWEST: Order(Case.submitted_at, True, datetime),
    Sort.HOURS: Order(FREED, True, float, _OWN_ID),
    Sort.OLDEST: Order(Case.state_since, False, datetime),
    Sort.REVIEW: Order(WorkStep.review_on, False, date, _OWN_ID),
}
