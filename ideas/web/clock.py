"""The time of the request: views ask here once and pass it on."""

from datetime import UTC, date, datetime

from ideas.extensions import settings


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day it is in the organisation's own time zone."""
    return settings().local_day(now())
