"""The cumulative flow, what is decided a month, and what is in progress: equal to a count by hand."""

from datetime import date

import pytest
from hypothesis import given

from tests.workflow.figures.courses import (
    COURSES,
    ENOUGH,
    TODAY,
    WINDOWS,
    Courses,
    case,
    counted,
    counts_of,
    counts_since,
    ended,
    stays,
    there,
)  # fmt: skip
from workflow.figures.counts import SIZES, STAGES
from workflow.figures.flow import Band, Decided, Load, cumulative_flow, in_progress, throughput
from workflow.figures.windows import Window
from workflow.flow import ENDS

NOVEMBER = Window(date(2026, 11, 1), TODAY)


def day(number: int, month: int = 11) -> date:
    return date(2026, month, number)


@ENOUGH
@given(COURSES, WINDOWS)
def test_an_open_state_has_whoever_is_there_at_the_end_of_the_day(courses: Courses, window: Window) -> None:
    flow = cumulative_flow(counts_of(courses), window)
    for band in flow.bands[2:]:
        assert band.numbers == tuple(
            sum(there(stay, each) for stay in stays(courses, band.state)) for each in flow.days
        )


@ENOUGH
@given(COURSES, WINDOWS)
def test_an_end_has_what_came_to_it_less_what_left_it(courses: Courses, window: Window) -> None:
    flow = cumulative_flow(counts_of(courses), window)
    for band in flow.bands[:2]:
        changes = [
            (moment, change)
            for stay in stays(courses, band.state)
            for moment, change in ((stay.entered, 1), (stay.left, -1))
            if moment is not None and moment >= window.first
        ]
        came = [sum(change for moment, change in changes if moment <= each) for each in flow.days]
        assert band.numbers == tuple(n - min(0, *came) for n in came)


@ENOUGH
@given(COURSES, WINDOWS)
def test_an_end_has_whoever_is_there_since_the_window_began(courses: Courses, window: Window) -> None:
    """Where nothing is re-opened that was decided before: the others are told by the test above."""
    fresh = [
        each
        for each in courses
        if not any(s.state in ENDS[each.kind] and s.left and s.entered < window.first for s in each.visits)
    ]
    for band in cumulative_flow(counts_of(fresh), window).bands[:2] if fresh else ():
        assert band.numbers == tuple(
            sum(there(stay, each) for stay in stays(fresh, band.state) if stay.entered >= window.first)
            for each in window.points
        )


@ENOUGH
@given(COURSES, WINDOWS)
def test_the_bands_together_grow_by_what_arrives(courses: Courses, window: Window) -> None:
    flow = cumulative_flow(counts_of(courses), window)
    together = [sum(numbers) for numbers in zip(*(band.numbers for band in flow.bands), strict=True)]
    begun = [each.visits[0].entered for each in counted(courses)]
    assert [n - together[0] for n in together] == [
        sum(flow.days[0] < moment <= each for moment in begun) for each in flow.days
    ]


@ENOUGH
@given(COURSES, WINDOWS)
def test_no_older_month_is_needed(courses: Courses, window: Window) -> None:
    every, since = counts_of(courses), counts_since(courses, window.first)
    assert cumulative_flow(since, window) == cumulative_flow(every, window)
    assert throughput(since, window) == throughput(every, window)
    assert in_progress(since, {}) == in_progress(every, {})


@ENOUGH
@given(COURSES, WINDOWS)
def test_a_month_has_the_cases_whose_last_word_it_said(courses: Courses, window: Window) -> None:
    last = [
        (each.visits[-1].state, each.visits[-1].entered.replace(day=1)) for each in ended(courses, window)
    ]
    assert throughput(counts_of(courses), window) == tuple(
        Decided(month, tuple((end, last.count((end, month))) for end in ENDS[courses[0].kind]))
        for month in window.months
    )


@ENOUGH
@given(COURSES)
def test_in_progress_is_what_has_not_left(courses: Courses) -> None:
    for size in (None, *SIZES):
        chosen = [each for each in courses if size in (None, each.size)]
        assert in_progress(counts_of(courses, size), {}) == tuple(
            Load(state, sum(stay.left is None for stay in stays(chosen, state)))
            for state in STAGES[courses[0].kind]
        )


def test_a_re_opened_idea_stands_in_one_band_at_a_time() -> None:
    moves = [("submitted", day(2)), ("dropped", day(5)), ("submitted", day(10)), ("adopted", day(17))]
    flow = cumulative_flow(counts_of([case(*moves)]), NOVEMBER)
    assert flow.days == (day(1), day(8), day(15), day(20))
    assert flow.bands == (
        Band("adopted", (0, 0, 0, 1), is_end=True),
        Band("dropped", (0, 1, 0, 0), is_end=True),
        Band("piloted", (0, 0, 0, 0)),
        Band("evaluated", (0, 0, 0, 0)),
        Band("submitted", (0, 0, 1, 0)),
    )


def test_what_was_decided_before_and_is_re_opened_lifts_its_band() -> None:
    old = [("submitted", day(2, 9)), ("dropped", day(5, 9)), ("submitted", day(10))]
    new = [("submitted", day(2)), ("dropped", day(17))]
    flow = cumulative_flow(counts_of([case(*old), case(*new)]), NOVEMBER)
    assert flow.bands[1] == Band("dropped", (1, 1, 0, 1), is_end=True)
    assert flow.bands[4] == Band("submitted", (0, 1, 2, 1))


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ([("submitted", day(8))], (0, 1, 1, 1)),
        ([("submitted", day(8)), ("evaluated", day(8))], (0, 0, 0, 0)),
        ([("submitted", day(7)), ("evaluated", day(8))], (0, 0, 0, 0)),
        ([("submitted", day(7)), ("evaluated", day(9))], (0, 1, 0, 0)),
        ([("submitted", day(20))], (0, 0, 0, 1)),
        ([("submitted", day(7)), ("merged", day(9))], (0, 0, 0, 0)),
    ],
)
def test_a_state_is_counted_at_the_end_of_the_day(
    moves: list[tuple[str, date]], expected: tuple[int, ...]
) -> None:
    assert cumulative_flow(counts_of([case(*moves)]), NOVEMBER).bands[4].numbers == expected


def test_a_window_of_the_past_leaves_out_what_happened_since() -> None:
    moves = [("submitted", day(2, 9)), ("evaluated", day(28, 9)), ("adopted", day(3))]
    september = Window(day(1, 9), day(30, 9))
    flow = cumulative_flow(counts_of([case(*moves)]), september)
    assert [(band.state, band.numbers[-1]) for band in flow.bands] == [
        ("adopted", 0), ("dropped", 0), ("piloted", 0), ("evaluated", 1), ("submitted", 0),
    ]  # fmt: skip
    assert throughput(counts_of([case(*moves)]), september)[0].total == 0


def test_a_state_is_over_its_limit_when_more_are_there() -> None:
    loads = in_progress(counts_of([case(("submitted", day(2)))] * 3), {"submitted": 2, "evaluated": 0})
    assert loads == (Load("submitted", 3, 2), Load("evaluated", 0, 0), Load("piloted", 0))
    assert [load.is_over for load in loads] == [True, False, False]
    assert Load("submitted", 2, 2).is_over is False
