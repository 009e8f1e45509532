"""Owns which days are working days in Finland, and every date that is counted in them."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

NO_DAYS: frozenset[date] = frozenset()
SATURDAY = 5
ONE_DAY = timedelta(days=1)

# Epiphany, May Day, Independence Day and Christmas, as (month, day).
FIXED_HOLIDAYS = ((1, 1), (1, 6), (5, 1), (12, 6), (12, 24), (12, 25), (12, 26))
# Good Friday, Easter Sunday and Monday, Ascension Day and Whit Sunday, as days from Easter Sunday.
HOLIDAYS_FROM_EASTER = (-2, 0, 1, 39, 49)
# Midsummer Day and All Saints' Day: the first Saturday on or after (month, day).
SATURDAY_HOLIDAYS = ((6, 20), (10, 31))


def easter_sunday(year: int) -> date:
    """Return Easter Sunday of a Gregorian year.

    Source: the anonymous Gregorian algorithm (Nature, 20.4.1876; Meeus, Astronomical Algorithms, ch. 8).
    """
    golden = year % 19
    century, year_of_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_correction + 15) % 30
    leap_years, year_rest = divmod(year_of_century, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    late_moon = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late_moon + 114, 31)
    return date(year, month, day + 1)


@cache
def holidays(year: int) -> frozenset[date]:
    """Return the days of a year on which Finnish offices are closed, weekends aside.

    Midsummer Eve and Christmas Eve are no public holidays by law, but offices are closed on them, so they
    count. All Saints' Day always is a Saturday; it is here so that the list is whole.
    """
    easter = easter_sunday(year)
    fixed = {date(year, month, day) for month, day in FIXED_HOLIDAYS}
    moving = {easter + timedelta(days=days) for days in HOLIDAYS_FROM_EASTER}
    saturdays = {_first_saturday(date(year, month, day)) for month, day in SATURDAY_HOLIDAYS}
    midsummer_eve = _first_saturday(date(year, 6, 20)) - ONE_DAY
    return frozenset(fixed | moving | saturdays | {midsummer_eve})


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, or the last of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def is_working_day(day: date, extra_holidays: frozenset[date] = NO_DAYS) -> bool:
    """Say whether an office works on this day; `extra_holidays` are the organisation's own closed days."""
    return day.weekday() < SATURDAY and day not in holidays(day.year) and day not in extra_holidays


def working_days_between(start: date, end: date, extra_holidays: frozenset[date] = NO_DAYS) -> int:
    """Count the working days after `start` up to and including `end`; negative when `end` comes first."""
    if end < start:
        return -working_days_between(end, start, extra_holidays)
    closed = extra_holidays.union(*(holidays(year) for year in range(start.year, end.year + 1)))
    missed = sum(1 for day in closed if start < day <= end and day.weekday() < SATURDAY)
    return _weekdays_until(end) - _weekdays_until(start) - missed


def add_working_days(day: date, n: int, extra_holidays: frozenset[date] = NO_DAYS) -> date:
    """Return the `n`-th working day after `day` (before it when `n` is negative; `day` when it is 0)."""
    step = ONE_DAY if n >= 0 else -ONE_DAY
    for _ in range(abs(n)):
        day = next(later for later in _days_from(day, step) if is_working_day(later, extra_holidays))
    return day


def promise_date(submitted_on: date, working_days: int, extra_holidays: frozenset[date] = NO_DAYS) -> date:
    """Return the last day of a promise of so many working days; the day of submission is not counted.

    Raises ValueError when the promise is negative.
    """
    if working_days < 0:
        raise ValueError("a promise cannot end before it begins")
    return add_working_days(submitted_on, working_days, extra_holidays)


def prolonged(
    next_date: date, paused_on: date, resumed_on: date, extra_holidays: frozenset[date] = NO_DAYS
) -> date:
    """Return `next_date` moved on by the working days between `paused_on` and `resumed_on`.

    It stays within the calendar, which ends with the year 9999.
    Raises ValueError when `resumed_on` is before `paused_on`.
    """
    if resumed_on < paused_on:
        raise ValueError("a clock cannot resume before it was paused")
    paused = working_days_between(paused_on, resumed_on, extra_holidays)
    try:
        return add_working_days(next_date, paused, extra_holidays)
    except OverflowError:
        return date.max


def age_in_days(since: date, today: date) -> int:
    """Count the days that something has lasted, the first day and today included: 1 on the day it began."""
    return (today - since).days + 1


def _first_saturday(day: date) -> date:
    """Return the first Saturday on or after a day."""
    return day + timedelta(days=(SATURDAY - day.weekday()) % 7)


def _weekdays_until(day: date) -> int:
    """Count the days from Monday to Friday since 1.1.0001, which was a Monday, `day` included."""
    weeks, days = divmod(day.toordinal(), 7)
    return 5 * weeks + min(days, 5)


def _days_from(day: date, step: timedelta) -> Iterator[date]:
    """Yield the days after a day, one step at a time."""
    while True:
        day += step
        yield day
