"""Owns the periods that figures look back over, in whole months."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from workflow.calendar import months_after


class Period(StrEnum):
    """How far a figure looks back."""

    TWELVE_MONTHS = "12-months"
    THIS_YEAR = "this-year"
    LAST_YEAR = "last-year"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Window:
    """The days from the first of a month to the last, both included: to today, or to the end of a year."""

    first: date
    last: date

    @classmethod
    def of(cls, period: Period, today: date, begun: date | None = None) -> "Window":
        """The days of the period; `begun` is a day of the first month in which anything happened."""
        january = date(today.year, 1, 1)
        match period:
            case Period.TWELVE_MONTHS:
                return cls(months_after(today.replace(day=1), -11), today)
            case Period.THIS_YEAR:
                return cls(january, today)
            case Period.LAST_YEAR:
                return cls(january.replace(year=today.year - 1), january - timedelta(days=1))
            case Period.ALL:
                return cls(min((begun or today).replace(day=1), today.replace(day=1)), today)

    @property
    def months(self) -> tuple[date, ...]:
        """The first day of each month, the earliest first."""
        number = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        return tuple(months_after(self.first, n) for n in range(number))

    def __contains__(self, day: object) -> bool:
        """Whether the day lies within."""
        return isinstance(day, date) and self.first <= day <= self.last
