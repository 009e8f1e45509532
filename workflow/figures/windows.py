"""Owns which days a figure is asked for: whole months, of which the last may still be running."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple, Self

from workflow.calendar import ONE_DAY, months_after
from workflow.flow import Figure, Key, month_of

MOST_POINTS = 54
"""The most points of a curve: the weeks of a year, and the last day."""
WEEK = 7


class Period(StrEnum):
    """The periods to ask for: the running month and the eleven before it, a year, or everything."""

    YEAR = "12-months"
    THIS_YEAR = "this-year"
    LAST_YEAR = "last-year"
    ALL = "all"


class Window(NamedTuple):
    """Days, both counted; `first` begins a month, `last` ends one or is today."""

    first: date
    last: date

    @classmethod
    def of(cls, period: Period, today: date, beginning: date | None = None) -> Self:
        """Return the days of a period; everything begins with the month of `beginning`, or with this one."""
        match period:
            case Period.YEAR:
                return cls(months_after(month_of(today), -11), today)
            case Period.THIS_YEAR:
                return cls(date(today.year, 1, 1), today)
            case Period.LAST_YEAR:
                return cls(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))
            case Period.ALL:
                return cls(month_of(min(beginning or today, today)), today)

    @property
    def months(self) -> tuple[date, ...]:
        """The first day of each month."""
        n = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        return tuple(months_after(self.first, ahead) for ahead in range(n + 1))

    @property
    def points(self) -> tuple[date, ...]:
        """Every Sunday and the last day; in a long window only every so many Sundays, at most 54 in all."""
        sunday = self.first.toordinal() + -self.first.toordinal() % WEEK
        last = self.last.toordinal()
        weeks = len(range(sunday, last, WEEK))
        step = WEEK * max(1, -(-weeks // (MOST_POINTS - 1)))
        return tuple(date.fromordinal(day) for day in (*range(sunday, last, step), last))

    def months_over(self, today: date) -> tuple[date, ...]:
        """The months of the window that are over today, the oldest first."""
        return tuple(month for month in self.months if last_of(month) < today)


def last_of(month: date) -> date:
    """Return the last day of the month that begins on this day."""
    return months_after(month, 1) - ONE_DAY


def monday_of(day: date) -> date:
    """Return the Monday of the week."""
    return day - timedelta(days=day.weekday())


def beginning(keys: Iterable[Key]) -> date | None:
    """Return the first month in which a case entered a state; None where there is no case."""
    return min((key.month for key in keys if key.figure == Figure.ENTERED), default=None)
