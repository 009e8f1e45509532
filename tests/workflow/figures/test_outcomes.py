"""What becomes of cases: equal to a count by hand."""

from datetime import date
from decimal import Decimal

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
    counted,
    counts_of,
    counts_since,
    ended,
    nearest,
    open_days,
)  # fmt: skip
from workflow.figures.outcomes import (
    Cohort,
    Conversion,
    FrontLine,
    Room,
    conversion,
    directed,
    front_line,
    implementation,
    room,
    told,
)  # fmt: skip
from workflow.figures.windows import Window
from workflow.flow import ENDS, OPEN, Course, Visit
from workflow.percentiles import Share

NOVEMBER = Window(date(2026, 11, 1), TODAY)
LATER = {
    "idea": ("evaluated", "piloted", "adopted", "dropped"),
    "work-step": ("examined", "trialled", "given-up", "kept"),
}


def month_of(each: Course) -> date:
    return each.visits[0].entered.replace(day=1)


def yes(answers: list[bool | None]) -> Share:
    return Share(answers.count(True), len(answers) - answers.count(None))


@ENOUGH
@given(COURSES, WINDOWS)
def test_conversion_is_what_became_of_those_that_arrived_in_a_month(courses: Courses, window: Window) -> None:
    kind = courses[0].kind
    for cohort in conversion(counts_of(courses), window, TODAY).cohorts:
        arrived = [each for each in counted(courses) if month_of(each) == cohort.month]
        ever = [{stay.state for stay in each.visits} - {*ENDS[kind]} for each in arrived]
        now = [each.visits[-1].state for each in arrived]
        reached = tuple(
            (state, now.count(state) if state in ENDS[kind] else sum(state in each for each in ever))
            for state in LATER[kind]
        )
        still_open = sum(state in OPEN[kind] for state in now)
        assert cohort[:4] == (cohort.month, len(arrived), reached, still_open)


@ENOUGH
@given(COURSES, WINDOWS)
def test_conversion_adds_up(courses: Courses, window: Window) -> None:
    kind = courses[0].kind
    found = conversion(counts_of(courses), window, TODAY)
    assert tuple(cohort.month for cohort in found.cohorts) == window.months
    for cohort in found.cohorts:
        assert sum(dict(cohort.reached)[end] for end in ENDS[kind]) + cohort.open == cohort.arrived
        assert all(0 <= n <= cohort.arrived for _, n in cohort.reached)


@ENOUGH
@given(COURSES, WINDOWS)
def test_a_cohort_is_young_until_most_would_be_decided(courses: Courses, window: Window) -> None:
    found = conversion(counts_of(courses), window, TODAY)
    took = [open_days(each) for each in ended(courses, window)]
    assert found.p85 == (nearest(took, 85) if len(took) >= 10 else None)
    if found.p85 is None:
        assert [each.is_young for each in found.cohorts] == [each.open > 0 for each in found.cohorts]
    else:
        young = [each.is_young for each in found.cohorts]
        assert young == sorted(young)


@ENOUGH
@given(COURSES, WINDOWS)
def test_shares_are_those_of_the_cases(courses: Courses, window: Window) -> None:
    counts, (good, _) = counts_of(courses), ENDS[courses[0].kind]
    ends = [each.visits[-1].state for each in ended(courses, window)]
    assert implementation(counts, window) == Share(ends.count(good), len(ends))
    arrived = [each for each in counted(courses) if each.visits[0].entered >= window.first]
    arrived = [each for each in arrived if each.visits[0].entered <= window.last]
    carried_out = [each for each in arrived if each.visits[-1].state == good]
    assert front_line(counts, window) == FrontLine(
        yes([each.is_from_front_line for each in arrived]),
        yes([each.is_from_front_line for each in carried_out]),
    )
    assert directed(counts, window) == yes(
        [each.is_directed for each in counted(courses) for stay in each.visits if _begins_pilot(stay, window)]
    )


@ENOUGH
@given(COURSES, WINDOWS)
def test_what_changed_is_asked_on_days_that_have_passed(courses: Courses, window: Window) -> None:
    asked = [pair for each in counted(courses) for pair in each.asked]
    passed = [is_told for day, is_told in asked if window.first <= day <= window.last and day < TODAY]
    assert told(counts_of(courses), window, TODAY) == Share(sum(passed), len(passed))


@ENOUGH
@given(COURSES, WINDOWS)
def test_room_is_that_of_the_ideas_in_use(courses: Courses, window: Window) -> None:
    in_use = [each for each in ended(courses, window) if each.visits[-1].state == "adopted"]
    paired = sum(each.is_paired for each in in_use)
    assert room(counts_of(courses), window) == Room(
        sum((each.needed_hours or Decimal(0) for each in in_use), Decimal(0)),
        sum(each.needed_hours is None for each in in_use),
        paired,
        len(in_use) - paired,
    )


@ENOUGH
@given(COURSES, WINDOWS)
def test_no_older_month_is_needed(courses: Courses, window: Window) -> None:
    every, since = counts_of(courses), counts_since(courses, window.first)
    for figure in (implementation, front_line, directed, room):
        assert figure(since, window) == figure(every, window)
    assert conversion(since, window, TODAY) == conversion(every, window, TODAY)
    assert told(since, window, TODAY) == told(every, window, TODAY)


@given(st.lists(st.sampled_from(["adopted", "dropped", "merged"]), min_size=1, max_size=20))
def test_a_merged_idea_is_counted_nowhere(ends: list[str]) -> None:
    courses = [case(("submitted", date(2026, 11, 2)), (end, TODAY)) for end in ends]
    assert implementation(counts_of(courses), NOVEMBER).whole == len(ends) - ends.count("merged")
    (cohort,) = conversion(counts_of(courses), NOVEMBER, TODAY).cohorts
    assert cohort.arrived == len(ends) - ends.count("merged")


@pytest.mark.parametrize(
    ("last", "open_days", "is_young"),
    [(date(2026, 11, 30), 31, True), (date(2026, 11, 30), 30, False), (date(2026, 11, 1), 2, True)],
)
def test_a_cohort_grows_up_when_its_last_day_is_old_enough(
    last: date, open_days: int, is_young: bool
) -> None:
    """The last day of October is 31 days old on 30.11., and 2 days old on 1.11."""
    begun = date.fromordinal(last.toordinal() - open_days)
    decided = [case(("submitted", begun), ("adopted", last))] * 10
    counts = counts_of([*decided, case(("submitted", date(2026, 10, 5)))])
    found = conversion(counts, Window(date(2026, 10, 1), last), last)
    assert (found.p85, found.cohorts[0].is_young) == (open_days + 1, is_young)


def test_a_re_opened_idea_stays_in_the_month_of_its_arrival() -> None:
    moves = [
        ("submitted", date(2026, 10, 2)),
        ("dropped", date(2026, 10, 5)),
        ("submitted", date(2026, 11, 9)),
    ]
    window = Window(date(2026, 10, 1), TODAY)
    nothing = (("evaluated", 0), ("piloted", 0), ("adopted", 0), ("dropped", 0))
    assert conversion(counts_of([case(*moves)]), window, TODAY) == Conversion(
        (
            Cohort(date(2026, 10, 1), 1, nothing, 1, is_young=True),
            Cohort(date(2026, 11, 1), 0, nothing, 0, is_young=False),
        ),
        None,
    )


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ((date(2026, 11, 19), True), Share(1, 1)),
        ((date(2026, 11, 19), False), Share(0, 1)),
        ((TODAY, False), Share(0, 0)),
        ((TODAY, True), Share(0, 0)),
        ((date(2026, 12, 1), True), Share(0, 0)),
        ((date(2026, 10, 31), True), Share(0, 0)),
    ],
)
def test_a_day_that_has_not_passed_is_not_asked_about(asked: tuple[date, bool], expected: Share) -> None:
    course = Course("idea", (Visit("adopted", date(2026, 10, 1)),), asked=(asked,))
    assert told(counts_of([course]), NOVEMBER, TODAY) == expected


def test_hours_are_added_to_the_last_digit() -> None:
    courses = [
        case(("submitted", TODAY), ("adopted", TODAY), hours=hours)
        for hours in (Decimal("0.0001"), Decimal("12.5"), Decimal(0), None)
    ]
    assert room(counts_of(courses), NOVEMBER) == Room(Decimal("12.5001"), untold=1, paired=0, unpaired=4)


def _begins_pilot(stay: Visit, window: Window) -> bool:
    return stay.state == "piloted" and window.first <= stay.entered <= window.last
