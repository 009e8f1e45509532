"""How soon cases are decided, and when those that wait are: from what was decided before."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflow.figures.courses import (
    COURSES,
    ENOUGH,
    TODAY,
    WINDOWS,
    Courses,
    case,
    cells_of,
    counts_of,
    counts_since,
    ended,
    nearest,
    open_days,
    stays,
)  # fmt: skip
from workflow.figures.counts import Counts
from workflow.figures.windows import Period, Window
from workflow.flow import ENDS, OPEN, Course
from workflow.forecast import (
    Chance,
    Lack,
    Outlook,
    ServiceLevel,
    closings,
    needed_from,
    outlook,
    service_level,
    weeks_until,
)  # fmt: skip
from workflow.percentiles import Share

YEAR = Window.of(Period.YEAR, TODAY)
WEEKLY = st.lists(st.integers(0, 40), min_size=26, max_size=26).map(lambda numbers: tuple(sorted(numbers)))
FIVE_YEARS = 260


def decided(day: date, n: int = 1, open_days: int = 10) -> Courses:
    return [case(("submitted", day - timedelta(days=open_days - 1)), ("adopted", day))] * n


def later(weeks: int | None) -> int:
    return FIVE_YEARS + 1 if weeks is None else weeks


@ENOUGH
@given(COURSES, WINDOWS)
def test_the_service_level_is_made_before_three_months_and_tried_on_them(
    courses: Courses, window: Window
) -> None:
    tried = Window(date(2026, 8, 1), date(2026, 10, 31))
    if window.last < TODAY:
        tried = Window(date(2025, 10, 1), date(2025, 12, 31))
    before = Window(window.first, tried.first - timedelta(days=1))
    took, since = ([open_days(each) for each in ended(courses, within)] for within in (before, tried))
    if len(took) < 10:
        expected = ServiceLevel(None, len(took), None, Lack.TOO_FEW_BEFORE)
    else:
        days = nearest(took, 85)
        hits = Share(sum(each <= days for each in since), len(since)) if len(since) >= 10 else None
        expected = ServiceLevel(days, len(took), hits, None if hits else Lack.TOO_FEW_SINCE)
    assert service_level(counts_of(courses), window, TODAY) == expected


@pytest.mark.parametrize(
    ("courses", "expected"),
    [
        ([], ServiceLevel(None, 0, None, Lack.TOO_FEW_BEFORE)),
        (decided(date(2026, 7, 31), 9), ServiceLevel(None, 9, None, Lack.TOO_FEW_BEFORE)),
        (decided(date(2026, 8, 1), 10), ServiceLevel(None, 0, None, Lack.TOO_FEW_BEFORE)),
        (decided(date(2026, 7, 31), 10), ServiceLevel(10, 10, None, Lack.TOO_FEW_SINCE)),
        (
            decided(date(2026, 7, 31), 10) + decided(date(2026, 11, 2), 10),
            ServiceLevel(10, 10, None, Lack.TOO_FEW_SINCE),
        ),
        (
            decided(date(2025, 12, 1), 10)
            + decided(date(2026, 8, 1), 8)
            + decided(date(2026, 10, 31), 4, 11),
            ServiceLevel(10, 10, Share(8, 12)),
        ),
        (
            decided(date(2026, 7, 31), 10) + decided(date(2026, 8, 1), 10, 11),
            ServiceLevel(10, 10, Share(0, 10)),
        ),
        (decided(date(2025, 11, 30), 10), ServiceLevel(None, 0, None, Lack.TOO_FEW_BEFORE)),
    ],
)
def test_ten_before_and_ten_since_make_a_service_level(courses: Courses, expected: ServiceLevel) -> None:
    assert service_level(Counts.of(cells_of(courses), "idea"), YEAR, TODAY) == expected


@pytest.mark.parametrize(
    ("period", "today", "expected"),
    [
        (Period.YEAR, TODAY, date(2025, 12, 1)),
        (Period.THIS_YEAR, TODAY, date(2026, 1, 1)),
        (Period.THIS_YEAR, date(2026, 2, 10), date(2025, 8, 1)),
        (Period.LAST_YEAR, TODAY, date(2025, 1, 1)),
    ],
)
def test_the_outlook_needs_26_weeks_whatever_the_window(period: Period, today: date, expected: date) -> None:
    assert needed_from(Window.of(period, today), today) == expected


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 30)])
def test_a_window_without_months_before_the_three_says_nothing(today: date) -> None:
    window = Window.of(Period.THIS_YEAR, today)
    counts = counts_of(decided(date(2026, 1, 1), 20))
    assert service_level(counts, window, today) == ServiceLevel(None, 0, None, Lack.TOO_FEW_BEFORE)


@ENOUGH
@given(COURSES)
def test_closings_are_the_ends_that_were_reached_in_26_whole_weeks(courses: Courses) -> None:
    weeks = [date(2026, 5, 18) + timedelta(weeks=n) for n in range(26)]
    assert weeks[-1] + timedelta(days=7) == date(2026, 11, 16)
    reached = [stay.entered for stay in stays(courses) if stay.state in ENDS[courses[0].kind]]
    expected = sorted(sum(monday <= day < monday + timedelta(days=7) for day in reached) for monday in weeks)
    assert closings(counts_of(courses), TODAY) == tuple(expected)


@ENOUGH
@given(COURSES, WINDOWS)
def test_no_older_month_is_needed(courses: Courses, window: Window) -> None:
    every, since = counts_of(courses), counts_since(courses, needed_from(window, TODAY))
    assert closings(since, TODAY) == closings(every, TODAY)
    assert outlook(since, TODAY) == outlook(every, TODAY)
    assert service_level(since, window, TODAY) == service_level(every, window, TODAY)


@ENOUGH
@given(COURSES)
def test_what_waits_is_what_is_open_today(courses: Courses) -> None:
    found = outlook(counts_of(courses), TODAY)
    assert found.waiting == sum(
        stay.left is None and stay.state in OPEN[courses[0].kind] for stay in stays(courses)
    )
    assert (found.chances is None) == (found.closings < 10)


@pytest.mark.parametrize(
    ("weekly", "waiting", "expected"),
    [
        ((2,) * 26, 0, (0, 0, 0)),
        ((2,) * 26, 1, (1, 1, 1)),
        ((2,) * 26, 20, (10, 10, 10)),
        ((2,) * 26, 21, (11, 11, 11)),
        ((2,) * 26, 520, (260, 260, 260)),
        ((2,) * 26, 521, (None, None, None)),
        ((70_000,) * 26, 700_000, (10, 10, 10)),
    ],
)
def test_weeks_that_are_all_alike_leave_nothing_to_chance(
    weekly: tuple[int, ...], waiting: int, expected: tuple[int | None, ...]
) -> None:
    assert weeks_until(weekly, waiting) == expected


@pytest.mark.parametrize(
    ("per_cent", "exactly"),
    [(0, 18), (1, 49), (2, 77)],
)
def test_the_runs_come_close_to_what_can_be_reckoned(per_cent: int, exactly: int) -> None:
    """One case in one week of 26: it comes within n weeks with a chance of 1 − (25/26)ⁿ."""
    found = weeks_until((*[0] * 25, 1), 1)[per_cent]
    assert found is not None
    assert abs(found - exactly) <= exactly // 6


@ENOUGH
@given(WEEKLY, st.integers(0, 3_000), st.integers(0, 3_000))
def test_more_that_wait_are_never_decided_sooner(weekly: tuple[int, ...], one: int, other: int) -> None:
    fewer, more = (weeks_until(weekly, n) for n in sorted([one, other]))
    assert all(later(soon) <= later(late) for soon, late in zip(fewer, more, strict=True))
    assert sorted(map(later, more)) == [later(weeks) for weeks in more]


@ENOUGH
@given(WEEKLY, st.integers(0, 25), st.integers(1, 3_000))
def test_one_more_decided_never_makes_it_later(weekly: tuple[int, ...], week: int, waiting: int) -> None:
    better = tuple(sorted(n + (place == week) for place, n in enumerate(weekly)))
    before, after = weeks_until(weekly, waiting), weeks_until(better, waiting)
    assert all(later(soon) <= later(late) for soon, late in zip(after, before, strict=True))


@ENOUGH
@given(WEEKLY, st.integers(0, 3_000))
def test_the_same_numbers_give_the_same_answer(weekly: tuple[int, ...], waiting: int) -> None:
    first = weeks_until(weekly, waiting)
    weeks_until.cache_clear()
    assert weeks_until(weekly, waiting) == first


def test_the_days_are_told_from_today() -> None:
    weekly = [each for n in range(26) for each in decided(date(2026, 5, 20) + timedelta(weeks=n), 2)]
    waiting: list[Course] = [case(("submitted", TODAY))] * 7
    chances = tuple(Chance(per_cent, date(2026, 12, 18)) for per_cent in (50, 85, 95))
    assert outlook(counts_of(weekly + waiting), TODAY) == Outlook(7, 52, chances)


def test_beyond_five_years_nothing_is_told() -> None:
    waiting: list[Course] = [case(("submitted", TODAY))] * 300
    found = outlook(counts_of(decided(date(2026, 11, 12), 10) + waiting), TODAY)
    assert found == Outlook(300, 10, tuple(Chance(each, None) for each in (50, 85, 95)))


def test_a_re_opened_idea_that_is_decided_again_took_the_work_of_two() -> None:
    moves = [
        ("submitted", date(2026, 10, 1)),
        ("dropped", date(2026, 10, 6)),
        ("submitted", date(2026, 10, 8)),
    ]
    again = case(*moves, ("adopted", date(2026, 10, 9)))
    assert closings(counts_of([again]), TODAY)[-1] == 2


def test_nine_closings_make_no_outlook() -> None:
    assert outlook(counts_of(decided(date(2026, 11, 15), 9)), TODAY) == Outlook(0, 9, None)
    assert outlook(counts_of(decided(date(2026, 11, 16), 10)), TODAY) == Outlook(0, 0, None)
