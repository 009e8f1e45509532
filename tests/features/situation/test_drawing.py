"""Where the marks of charts stand: nothing hides anything, and nothing stands outside."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideas.features.situation.drawing import (
    FIELD,
    INSET,
    LABEL,
    NARROW,
    SPAN,
    WIDE,
    Column,
    Dot,
    Mark,
    Named,
    Piece,
    across,
    areas,
    columns,
    dots,
    lane_scale,
    named_months,
    scale,
)

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
NUMBERS = st.integers(0, 5000)


@pytest.mark.parametrize(
    ("most", "values"),
    [
        (0, (0, 1)),
        (1, (0, 1)),
        (4, (0, 1, 2, 3, 4)),
        (7, (0, 2, 4, 6, 8)),
        (9, (0, 5, 10)),
        (40, (0, 10, 20, 30, 40)),
        (4003, (0, 2000, 4000, 6000)),
    ],
)
def test_a_scale_has_few_round_numbers(most: int, values: tuple[int, ...]) -> None:
    assert scale(most) == values


@given(st.integers(0, 10**7), st.integers(2, 6))
def test_a_scale_reaches_the_highest_number(most: int, parts: int) -> None:
    values = scale(most, parts)
    assert (values[0], values[-2] < max(most, 1) <= values[-1], len(values) <= parts + 1) == (0, True, True)


def test_bands_lie_on_each_other() -> None:
    days = (date(2026, 5, 3), date(2026, 5, 10), date(2026, 5, 17))
    drawn = areas(days, [(0, 1, 2), (4, 3, 2)])
    assert [area.outline for area in drawn.areas] == [
        "0,200 200,150 400,100 400,200 200,200 0,200",
        "0,0 200,0 400,0 400,100 200,150 0,200",
    ]
    assert [area.middle for area in drawn.areas] == [150.0, 50.0]
    assert drawn.scale == (Mark(0, 200.0), Mark(1, 150.0), Mark(2, 100.0), Mark(3, 50.0), Mark(4, 0.0))


def test_one_day_reaches_from_side_to_side() -> None:
    drawn = areas([date(2026, 5, 1)], [(1,)])
    assert drawn.areas[0].outline == f"0,0 {WIDE},0 {WIDE},200 0,200"
    assert drawn.months == (Named(date(2026, 5, 1), 0.0),)


@given(st.lists(NUMBERS, min_size=1, max_size=5))
def test_words_beside_bands_stand_apart_and_inside(numbers: list[int]) -> None:
    labels = [area.label for area in areas([date(2026, 5, 1)], [(n,) for n in numbers]).areas]
    assert all(round(below - above, 1) >= LABEL for below, above in pairwise(labels))
    assert (max(labels) <= FIELD - LABEL / 2, min(labels) >= LABEL / 2) == (True, True)


def test_words_stand_at_the_middle_of_their_band_where_there_is_room() -> None:
    drawn = areas([date(2026, 5, 1)], [(5,), (5,)])
    assert [area.label for area in drawn.areas] == [area.middle for area in drawn.areas]


def test_parts_of_a_column_stand_on_each_other() -> None:
    months = (date(2026, 4, 1), date(2026, 5, 1))
    drawn = columns(months, [(0, 0), (1, 3)])
    assert drawn.columns == (
        Column(6.2, 37.5, (Piece(120.0, 0.0), Piece(120.0, 0.0)), 120.0),
        Column(56.2, 37.5, (Piece(90.0, 30.0), Piece(0.0, 90.0)), 0.0),
    )
    assert drawn.months == (Named(date(2026, 4, 1), 0.0), Named(date(2026, 5, 1), 50.0))


@given(DAYS, DAYS)
def test_few_months_are_named_and_all_lie_within(one: date, other: date) -> None:
    first, last = sorted((one, other))
    named = named_months(first, last)
    assert len(named) <= 3
    assert all((first <= each.month <= last, 0 <= each.x <= 100) == (True, True) for each in named)
    assert all(left.x < right.x for left, right in pairwise(named))


def test_every_fourth_month_of_a_year_is_named() -> None:
    months = [each.month for each in named_months(date(2025, 12, 1), date(2026, 11, 21))]
    assert months == [date(2026, 1, 1), date(2026, 5, 1), date(2026, 9, 1)]


def test_a_lane_begins_and_ends_inside_its_place() -> None:
    assert lane_scale(90) == (Mark(0, INSET), Mark(50, 51.0), Mark(100, INSET + SPAN))


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([], ()),
        ([(50, 1)], (Dot(51.0, 1, 4),)),
        ([(50, 2)], (Dot(51.0, 2, 10),)),
        ([(10, 1), (90, 1)], (Dot(15.0, 1, 4), Dot(87.0, 1, 4))),
        ([(10, 1), (12, 1)], (Dot(15.9, 2, 10),)),
        ([(10, 1), (12, 1), (14, 1), (90, 12)], (Dot(16.8, 3, 10), Dot(87.0, 12, 14))),
        ([(0, 4003)], (Dot(6.0, 4003, 22),)),
    ],
)  # fmt: skip
def test_dots_at_one_place_become_one_with_their_number(
    values: list[tuple[int, int]], found: tuple[Dot, ...]
) -> None:
    assert dots(values, 100) == found


@given(st.dictionaries(st.integers(1, 400), st.integers(1, 300), max_size=60))
def test_no_case_is_lost_among_dots_and_none_hides_another(ages: dict[int, int]) -> None:
    found = dots(ages.items(), 400)
    assert sum(dot.n for dot in found) == Counter(ages).total()
    # Half a per cent is what rounding the places may take.
    for left, right in pairwise(found):
        assert (right.x - left.x) / 100 * NARROW > left.radius + right.radius - 0.5


@given(
    st.dictionaries(st.integers(1, 40), st.integers(1, 300)),
    st.dictionaries(st.integers(41, 100), st.integers(1, 300)),
)
def test_dots_keep_to_their_side_of_what_parts_a_lane(young: dict[int, int], old: dict[int, int]) -> None:
    parted = across(40, 100)
    for dot in dots(young.items(), 100, (None, parted)):
        assert dot.x / 100 * NARROW + dot.radius <= parted / 100 * NARROW
    for dot in dots(old.items(), 100, (parted, None)):
        assert dot.x / 100 * NARROW - dot.radius >= parted / 100 * NARROW


def test_what_is_longer_stands_further_right() -> None:
    days = [across(n, 50) for n in range(51)]
    assert (days == sorted(set(days)), days[0], days[-1]) == (True, INSET, INSET + SPAN)


def test_a_week_is_as_wide_as_any_other() -> None:
    days = [date(2026, 1, 4) + timedelta(weeks=n) for n in range(5)]
    outline = areas(days, [(1, 1, 1, 1, 1)]).areas[0].outline
    assert outline.split()[:5] == ["0,0", "100,0", "200,0", "300,0", "400,0"]
