"""Which days a period has, and on which of them a curve is drawn."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.figures.windows import Period, Window, beginning
from workflow.flow import Course, Visit, tally

FRIDAY = date(2026, 11, 20)
DAYS = st.dates(date(1995, 1, 1), date(2080, 1, 1))


@pytest.mark.parametrize(
    ("period", "today", "expected"),
    [
        (Period.YEAR, FRIDAY, (date(2025, 12, 1), FRIDAY)),
        (Period.YEAR, date(2026, 12, 31), (date(2026, 1, 1), date(2026, 12, 31))),
        (Period.YEAR, date(2024, 2, 29), (date(2023, 3, 1), date(2024, 2, 29))),
        (Period.THIS_YEAR, FRIDAY, (date(2026, 1, 1), FRIDAY)),
        (Period.THIS_YEAR, date(2026, 1, 1), (date(2026, 1, 1), date(2026, 1, 1))),
        (Period.LAST_YEAR, FRIDAY, (date(2025, 1, 1), date(2025, 12, 31))),
        (Period.ALL, FRIDAY, (date(2019, 5, 1), FRIDAY)),
    ],
)
def test_a_period_is_made_of_whole_months(period: Period, today: date, expected: tuple[date, date]) -> None:
    assert Window.of(period, today, date(2019, 5, 17)) == Window(*expected)


@pytest.mark.parametrize("begun", [None, FRIDAY, date(2027, 1, 1)])
def test_everything_begins_this_month_where_nothing_came_before(begun: date | None) -> None:
    assert Window.of(Period.ALL, FRIDAY, begun) == Window(date(2026, 11, 1), FRIDAY)


def test_everything_begins_with_the_first_move() -> None:
    late, early = (Course("idea", (Visit("submitted", day),)) for day in (FRIDAY, date(2021, 3, 9)))
    assert beginning([*tally(late), *tally(early)]) == date(2021, 3, 1)
    assert beginning([]) is None


def test_a_month_that_runs_is_not_over_even_on_its_last_day() -> None:
    window = Window(date(2026, 8, 1), date(2026, 10, 31))
    assert window.months == (date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1))
    assert window.months_over(date(2026, 10, 31)) == (date(2026, 8, 1), date(2026, 9, 1))
    assert window.months_over(date(2026, 11, 1)) == window.months


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        (Window(date(2026, 11, 1), date(2026, 11, 1)), (date(2026, 11, 1),)),
        (Window(date(2026, 10, 1), date(2026, 10, 3)), (date(2026, 10, 3),)),
        (
            Window(date(2026, 10, 1), date(2026, 10, 18)),
            (date(2026, 10, 4), date(2026, 10, 11), date(2026, 10, 18)),
        ),
        (
            Window(date(2026, 11, 1), FRIDAY),
            (date(2026, 11, 1), date(2026, 11, 8), date(2026, 11, 15), FRIDAY),
        ),
    ],
)
def test_a_curve_has_the_sundays_and_the_last_day(window: Window, expected: tuple[date, ...]) -> None:
    assert window.points == expected


@pytest.mark.parametrize(("last", "points"), [(date(2026, 11, 7), 54), (date(2026, 11, 14), 28)])
def test_54_sundays_before_the_last_day_are_one_too_many(last: date, points: int) -> None:
    assert len(Window(date(2025, 11, 1), last).points) == points


@given(DAYS, st.sampled_from(Period), DAYS)
def test_a_curve_has_at_most_54_points_in_order(today: date, period: Period, begun: date) -> None:
    window = Window.of(period, today, begun)
    points = window.points
    assert len(points) <= 54
    assert sorted(set(points)) == list(points)
    assert window.first <= points[0]
    assert points[-1] == window.last
    assert {day.weekday() for day in points[:-1]} <= {6}
    assert len({(later - day).days for day, later in pairwise(points[:-1])}) <= 1
