"""Working days, Finnish holidays and promise dates."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.calendar import (
    add_working_days,
    age_in_days,
    easter_sunday,
    holidays,
    is_working_day,
    months_after,
    prolonged,
    promise_date,
    working_days_between,
)

DAYS = st.dates(date(1995, 1, 1), date(2080, 1, 1))

EASTERS = [
    (1818, date(1818, 3, 22)),
    (1961, date(1961, 4, 2)),
    (2000, date(2000, 4, 23)),
    (2024, date(2024, 3, 31)),
    (2026, date(2026, 4, 5)),
    (2038, date(2038, 4, 25)),
]

CLOSED_2026 = {
    date(2026, 1, 1),
    date(2026, 1, 6),
    date(2026, 4, 3),
    date(2026, 4, 5),
    date(2026, 4, 6),
    date(2026, 5, 1),
    date(2026, 5, 14),
    date(2026, 5, 24),
    date(2026, 6, 19),
    date(2026, 6, 20),
    date(2026, 10, 31),
    date(2026, 12, 6),
    date(2026, 12, 24),
    date(2026, 12, 25),
    date(2026, 12, 26),
}


@pytest.mark.parametrize(("year", "sunday"), EASTERS)
def test_easter_falls_where_the_almanac_says(year: int, sunday: date) -> None:
    assert easter_sunday(year) == sunday


def test_the_closed_days_of_2026_are_these_and_no_others() -> None:
    assert holidays(2026) == CLOSED_2026


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 3, 5), True),
        (date(2026, 3, 7), False),
        (date(2026, 3, 8), False),
        (date(2026, 6, 19), False),
        (date(2027, 6, 25), False),
        (date(2026, 12, 23), True),
        (date(2026, 12, 24), False),
    ],
)
def test_offices_work_from_monday_to_friday_unless_a_holiday_closes_them(day: date, works: bool) -> None:
    assert is_working_day(day) is works


def test_an_organisation_may_close_on_days_of_its_own() -> None:
    bridge = frozenset({date(2026, 5, 15)})
    assert is_working_day(date(2026, 5, 15))
    assert not is_working_day(date(2026, 5, 15), bridge)
    assert working_days_between(date(2026, 5, 11), date(2026, 5, 18), bridge) == 3
    assert promise_date(date(2026, 5, 13), 1, bridge) == date(2026, 5, 18)


def test_the_first_day_is_not_counted_and_the_last_is() -> None:
    assert working_days_between(date(2026, 3, 2), date(2026, 3, 2)) == 0
    assert working_days_between(date(2026, 3, 2), date(2026, 3, 3)) == 1
    assert working_days_between(date(2026, 3, 6), date(2026, 3, 9)) == 1
    assert working_days_between(date(2026, 3, 9), date(2026, 3, 6)) == -1


def test_ten_working_days_over_christmas_take_three_weeks() -> None:
    assert promise_date(date(2026, 12, 18), 10) == date(2027, 1, 7)


def test_a_promise_given_on_a_saturday_counts_from_monday() -> None:
    assert promise_date(date(2026, 3, 7), 1) == date(2026, 3, 9)


def test_a_promise_of_negative_length_is_refused() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        promise_date(date(2026, 3, 2), -1)


def test_a_paused_clock_moves_the_next_date_by_the_working_days_paused() -> None:
    next_date = date(2026, 3, 31)
    assert prolonged(next_date, date(2026, 3, 2), date(2026, 3, 2)) == next_date
    assert prolonged(next_date, date(2026, 3, 6), date(2026, 3, 11)) == date(2026, 4, 7)


def test_a_clock_does_not_resume_before_it_was_paused() -> None:
    with pytest.raises(ValueError, match="before it was paused"):
        prolonged(date(2026, 3, 31), date(2026, 3, 11), date(2026, 3, 6))


@given(DAYS, st.integers(-300, 300))
def test_counting_finds_again_what_adding_gave(day: date, n: int) -> None:
    if n < 0:
        day = add_working_days(day, 1)
    assert working_days_between(day, add_working_days(day, n)) == n


@given(DAYS, st.integers(0, 900))
def test_counting_agrees_with_walking_day_by_day(start: date, length: int) -> None:
    days = [start + timedelta(days=step) for step in range(1, length + 1)]
    assert working_days_between(start, start + timedelta(days=length)) == sum(map(is_working_day, days))


@given(st.integers(1900, 2199))
def test_easter_is_a_sunday_from_22_march_to_25_april(year: int) -> None:
    sunday = easter_sunday(year)
    assert sunday.weekday() == 6
    assert date(year, 3, 22) <= sunday <= date(year, 4, 25)


def test_an_age_counts_the_first_day_and_today() -> None:
    assert age_in_days(date(2026, 3, 5), date(2026, 3, 5)) == 1
    assert age_in_days(date(2026, 2, 27), date(2026, 3, 5)) == 7


def test_a_date_is_prolonged_no_further_than_the_calendar_goes() -> None:
    assert prolonged(date.max, date(2026, 3, 2), date(2026, 3, 9)) == date.max


MONTHS_AFTER = [
    (date(2026, 3, 5), 3, date(2026, 6, 5)),
    (date(2026, 3, 5), 0, date(2026, 3, 5)),
    (date(2026, 3, 5), 6, date(2026, 9, 5)),
    (date(2026, 9, 15), 6, date(2027, 3, 15)),
    (date(2026, 12, 31), 12, date(2027, 12, 31)),
    (date(2026, 11, 30), 3, date(2027, 2, 28)),
    (date(2027, 11, 30), 3, date(2028, 2, 29)),
    (date(2026, 8, 31), 1, date(2026, 9, 30)),
    (date(2026, 3, 31), -1, date(2026, 2, 28)),
]


@pytest.mark.parametrize(("day", "months", "later"), MONTHS_AFTER)
def test_some_months_later_is_the_same_day_or_the_last_of_a_shorter_month(
    day: date, months: int, later: date
) -> None:
    assert months_after(day, months) == later


@given(DAYS, st.integers(0, 120))
def test_months_are_counted_whole(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1
