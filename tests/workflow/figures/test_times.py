"""How long cases take, and how long the open ones have taken: equal to a count by hand."""

from datetime import date, timedelta

from hypothesis import given

from tests.workflow.figures.courses import (
    COURSES,
    ENOUGH,
    TODAY,
    WINDOWS,
    Courses,
    case,
    counts_of,
    counts_since,
    ended,
    nearest,
    open_days,
    stays,
)  # fmt: skip
from workflow.figures.counts import SIZES, STAGES
from workflow.figures.times import Age, Ages, Limit, Times, ages, times, times_by_size
from workflow.figures.windows import Window
from workflow.percentiles import Spread

NOVEMBER = Window(date(2026, 11, 1), TODAY)


def day(number: int, month: int = 11) -> date:
    return date(2026, month, number)


def spread_of(numbers: list[int]) -> Spread:
    if len(numbers) < 10:
        return Spread(len(numbers), dots=tuple(sorted(numbers)))
    return Spread(len(numbers), nearest(numbers, 50), nearest(numbers, 85))


def times_of(courses: Courses, kind: str, window: Window) -> Times:
    def in_state(state: str) -> list[int]:
        left = [(stay.left, stay) for stay in stays(courses, state) if stay.left is not None]
        return [(end - stay.entered).days + 1 for end, stay in left if window.first <= end <= window.last]

    return Times(
        tuple((state, spread_of(in_state(state))) for state in STAGES[kind]),
        spread_of([open_days(each) for each in ended(courses, window)]),
    )


@ENOUGH
@given(COURSES, WINDOWS)
def test_times_are_those_of_the_stays_that_ended(courses: Courses, window: Window) -> None:
    assert times(counts_of(courses), window) == times_of(courses, courses[0].kind, window)


@ENOUGH
@given(COURSES, WINDOWS)
def test_times_by_size_are_those_of_the_cases_of_the_size(courses: Courses, window: Window) -> None:
    assert times_by_size(counts_of(courses), window) == tuple(
        (size, times_of([each for each in courses if each.size == size], courses[0].kind, window))
        for size in SIZES
    )


@ENOUGH
@given(COURSES, WINDOWS)
def test_every_open_case_has_its_age(courses: Courses, window: Window) -> None:
    found = ages(counts_of(courses), window, TODAY)
    stages = STAGES[courses[0].kind]
    open_now = [stay for stay in stays(courses) if stay.left is None and stay.state in stages]
    everyone = [(age.state, age.days) for age in found.cases for _ in range(age.n)]
    assert sorted(everyone) == sorted((stay.state, (TODAY - stay.entered).days + 1) for stay in open_now)
    assert [age.days for age in found.cases] == sorted((age.days for age in found.cases), reverse=True)
    assert len({(age.state, age.days) for age in found.cases}) == len(found.cases)


@ENOUGH
@given(COURSES, WINDOWS)
def test_past_the_limit_are_the_cases_older_than_the_p85_of_their_state(
    courses: Courses, window: Window
) -> None:
    found = ages(counts_of(courses), window, TODAY)
    limits = dict(times_of(courses, courses[0].kind, window).states)
    assert found.limits == tuple(
        Limit(
            state,
            limits[state].p85,
            sum(
                age.n for age in found.cases if age.state == state and age.days > (limits[state].p85 or 10**9)
            ),
            sum(stay.left is None for stay in stays(courses, state)),
        )
        for state in STAGES[courses[0].kind]
    )


@ENOUGH
@given(COURSES, WINDOWS)
def test_no_older_month_is_needed(courses: Courses, window: Window) -> None:
    every, since = counts_of(courses), counts_since(courses, window.first)
    assert times_by_size(since, window) == times_by_size(every, window)
    assert ages(since, window, TODAY) == ages(every, window, TODAY)


def test_a_re_opened_idea_counts_both_stays_and_not_the_time_between() -> None:
    moves = [("submitted", day(2)), ("dropped", day(4)), ("submitted", day(10)), ("adopted", day(11))]
    found = times(counts_of([case(*moves)]), NOVEMBER)
    assert found == Times(
        (("submitted", Spread(2, dots=(2, 3))), ("evaluated", Spread(0)), ("piloted", Spread(0))),
        Spread(1, dots=(5,)),
    )


def test_one_window_after_another_has_its_own_times() -> None:
    counts = counts_of([case(("submitted", day(1, 9)), ("dropped", day(n, 9 + n))) for n in (1, 2)])
    found = [times(counts, Window(day(1, month), day(28, month))).total for month in (10, 11)]
    assert found == [Spread(1, dots=(31,)), Spread(1, dots=(63,))]


def test_a_merged_idea_takes_no_time_and_has_no_age() -> None:
    counts = counts_of([case(("submitted", day(2)), ("evaluated", day(4)), ("merged", day(10)))])
    assert times(counts, NOVEMBER).states[0] == ("submitted", Spread(0))
    assert ages(counts, NOVEMBER, TODAY).cases == ()


def test_ten_that_left_make_a_limit_and_the_oldest_open_case_comes_first() -> None:
    left = [case(("submitted", day(1)), ("evaluated", day(n))) for n in range(1, 11)]
    waiting = [case(("submitted", TODAY - timedelta(days=n))) for n in (8, 9, 9, 20)]
    late = case(("submitted", day(1, 1)), ("evaluated", day(1, 1)), ("piloted", day(3, 1)))
    found = ages(counts_of([*left, *waiting, late]), NOVEMBER, TODAY)
    assert found == Ages(
        (
            Age("piloted", 322, 1),
            Age("submitted", 21, 1),
            *(Age("evaluated", 21 - n, 1) for n in range(1, 11)),
            Age("submitted", 10, 2),
            Age("submitted", 9, 1),
        ),
        (Limit("submitted", 9, 3, 4), Limit("evaluated", None, 0, 10), Limit("piloted", None, 0, 1)),
    )
