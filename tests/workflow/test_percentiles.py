"""Percentiles of whole numbers, and shares of a whole."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.percentiles import Share, Spread, percentile, spread

NUMBERS = st.lists(st.integers(0, 400), min_size=1, max_size=60)
SHARES = st.fractions(Fraction(1, 1000), 1)


@pytest.mark.parametrize(
    ("numbers", "share", "expected"),
    [
        ([7], 0.01, 7),
        ([7], 1, 7),
        ([15, 20, 35, 40, 50], 0.05, 15),
        ([15, 20, 35, 40, 50], 0.3, 20),
        ([15, 20, 35, 40, 50], 0.4, 20),
        ([15, 20, 35, 40, 50], 0.5, 35),
        ([15, 20, 35, 40, 50], 1, 50),
        (range(1, 101), 0.85, 85),
        (range(1, 101), Fraction(85, 100), 85),
        (range(1, 21), 0.85, 17),
        (range(1, 11), 0.07, 1),
        (range(1, 101), 0.07, 7),
        ([3] * 1_000_000 + [9], 0.999, 3),
    ],
)
def test_the_nearest_rank_is_taken(numbers: list[int], share: float, expected: int) -> None:
    assert percentile(Counter(numbers), share) == expected


@pytest.mark.parametrize(
    ("counts", "share"), [({}, 0.5), ({3: 0}, 0.5), ({3: 1}, 0), ({3: 1}, -0.5), ({3: 1}, 1.01)]
)
def test_nothing_and_other_shares_have_no_percentile(counts: dict[int, int], share: float) -> None:
    with pytest.raises(ValueError, match=r"percentile|share"):
        percentile(counts, share)


@given(NUMBERS, SHARES)
def test_enough_lie_up_to_a_percentile_and_not_enough_below_it(numbers: list[int], share: Fraction) -> None:
    found = percentile(Counter(numbers), share)
    assert sum(number < found for number in numbers) < share * len(numbers)
    assert sum(number <= found for number in numbers) >= share * len(numbers)


@given(NUMBERS, SHARES, SHARES)
def test_a_larger_share_has_no_smaller_percentile(numbers: list[int], one: Fraction, other: Fraction) -> None:
    less, more = sorted([one, other])
    counts = Counter(numbers)
    assert min(numbers) <= percentile(counts, less) <= percentile(counts, more) <= max(numbers)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([], Spread(0)),
        ([4], Spread(1, dots=(4,))),
        ([9, 1, 4, 4], Spread(4, dots=(1, 4, 4, 9))),
        (range(1, 10), Spread(9, dots=(1, 2, 3, 4, 5, 6, 7, 8, 9))),
        (range(1, 11), Spread(10, 5, 9)),
        ([30] * 9 + [2] * 2, Spread(11, 30, 30)),
    ],
)
def test_fewer_than_ten_are_shown_one_by_one(numbers: list[int], expected: Spread) -> None:
    assert spread(Counter(numbers)) == expected


def test_of_nothing_there_is_no_share() -> None:
    assert [Share(0, 0).value, Share(0, 4).value, Share(1, 4).value] == [None, 0.0, 0.25]
