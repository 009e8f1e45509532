"""How promises are kept: equal to a count of working days by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflow.figures.courses import (
    CLOSED_DAYS,
    COURSES,
    ENOUGH,
    TODAY,
    WINDOWS,
    Courses,
    case,
    counted,
    counts_of,
    counts_since,
    stays,
)  # fmt: skip
from tests.workflow.figures.test_times import spread_of
from workflow.calendar import working_days_between
from workflow.figures.counts import STAGES
from workflow.figures.promises import FirstAnswer, Late, Promise, first_answer, promises
from workflow.figures.windows import Window
from workflow.flow import OPEN, Course, Visit
from workflow.percentiles import Share, Spread

NOVEMBER = Window(date(2026, 11, 1), TODAY)
PROMISED = st.integers(0, 60)


def worked(first: date, last: date) -> int:
    return working_days_between(first, last, CLOSED_DAYS)


@ENOUGH
@given(COURSES, WINDOWS, st.lists(st.none() | PROMISED, min_size=3, max_size=3))
def test_a_promise_is_kept_to_those_that_left_in_time(
    courses: Courses, window: Window, days: list[int | None]
) -> None:
    promised = dict(zip(STAGES[courses[0].kind], days, strict=True))
    asked = {state: n for state, n in promised.items() if n is not None}
    expected = []
    for state, n in asked.items():
        of = list(stays(courses, state))
        took = [worked(s.entered, s.left) for s in of if s.left and window.first <= s.left <= window.last]
        late = [s for s in of if s.left is None and worked(s.entered, window.last) > n]
        kept = sum(each <= n for each in took)
        expected.append((state, n, Share(kept, len(took) + len(late)), late))
    found = promises(counts_of(courses), window, asked, CLOSED_DAYS)
    assert [(*each[:3], began_before(each.late, each.state, courses)) for each in found] == expected
    assert [each.late.n for each in found] == [len(late) for _state, _n, _kept, late in expected]


def began_before(late: Late, state: str, courses: Courses) -> list[Visit]:
    """Those that stand in the state and began before the day that is told."""
    return [stay for stay in stays(courses, state) if stay.left is None and stay.entered < late.before]


@ENOUGH
@given(COURSES, WINDOWS, PROMISED)
def test_an_answer_is_in_time_or_still_awaited(courses: Courses, window: Window, promised: int) -> None:
    every = list(counted(courses))
    answers = [(each.visits[0].entered, each.answered) for each in every]
    took = [worked(begun, at) for begun, at in answers if at and window.first <= at <= window.last]
    waiting = [each for each in every if not each.answered and each.visits[-1].state in OPEN[each.kind]]
    late = [each for each in waiting if worked(each.visits[0].entered, window.last) > promised]
    kept = Share(sum(each <= promised for each in took), len(took) + len(late))
    found = first_answer(counts_of(courses), window, promised, CLOSED_DAYS)
    assert found[:3] == (spread_of(took), promised, kept)
    before = [each for each in waiting if each.visits[0].entered < found.late.before]
    assert (found.late.n, before) == (len(late), late)


@ENOUGH
@given(COURSES, WINDOWS, PROMISED)
def test_no_older_month_is_needed(courses: Courses, window: Window, promised: int) -> None:
    every, since = counts_of(courses), counts_since(courses, window.first)
    asked = dict.fromkeys(STAGES[courses[0].kind], promised)
    assert promises(since, window, asked, CLOSED_DAYS) == promises(every, window, asked, CLOSED_DAYS)
    assert first_answer(since, window, promised) == first_answer(every, window, promised)


@pytest.mark.parametrize(
    ("entered", "promised", "expected"),
    [
        (date(2026, 11, 13), 5, Share(0, 0)),
        (date(2026, 11, 12), 5, Share(0, 1)),
        (date(2026, 11, 13), 4, Share(0, 1)),
        (TODAY, 0, Share(0, 0)),
        (date(2026, 11, 19), 0, Share(0, 1)),
    ],
)
def test_a_case_that_waits_breaks_its_promise_the_day_after(
    entered: date, promised: int, expected: Share
) -> None:
    counts = counts_of([case(("submitted", entered))])
    (found,) = promises(counts, NOVEMBER, {"submitted": promised})
    assert found[:3] == ("submitted", promised, expected)
    assert (found.late.n, entered < found.late.before) == (expected.whole, bool(expected.whole))
    assert first_answer(counts, NOVEMBER, promised).kept == expected


def test_an_answer_keeps_the_promise_to_an_idea_that_still_waits() -> None:
    moves = (Visit("submitted", date(2026, 11, 2)),)
    found = first_answer(counts_of([Course("idea", moves, answered=date(2026, 11, 5))]), NOVEMBER, 3)
    assert found[:3] == (Spread(1, dots=(3,)), 3, Share(1, 1))


def test_nothing_is_said_of_a_state_without_a_promise() -> None:
    counts = counts_of([case(("submitted", TODAY))])
    assert promises(counts, NOVEMBER, {"adopted": 3}) == ()


def test_a_merged_idea_breaks_no_promise() -> None:
    counts = counts_of([case(("submitted", date(2026, 1, 2)), ("merged", date(2026, 11, 10)))])
    late = Late(0, date(2026, 11, 13))
    assert promises(counts, NOVEMBER, {"submitted": 5}) == (Promise("submitted", 5, Share(0, 0), late),)
    assert first_answer(counts, NOVEMBER, 5) == FirstAnswer(Spread(0), 5, Share(0, 0), late)
