"""What evaluations on the scale 1 to 5 say together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.scoring import Agreement, Spread, agreement, median, spread, weighted_mean

SCORES = st.lists(st.integers(1, 5), min_size=2)
WEIGHTS = {"customer": 3, "effort": 1}


@pytest.mark.parametrize(
    ("scores", "mean"),
    [
        ({}, None),
        ({"customer": [], "effort": []}, None),
        ({"customer": [4], "effort": []}, 4.0),
        ({"customer": [5], "effort": [1]}, 4.0),
        ({"customer": [5, 4, 3], "effort": [2, 2]}, 3.5),
    ],
)
def test_each_criterion_counts_by_its_weight(scores: dict[str, list[int]], mean: float | None) -> None:
    assert weighted_mean(scores, WEIGHTS) == mean


def test_criteria_of_no_weight_alone_give_no_mean() -> None:
    assert weighted_mean({"customer": [5]}, {"customer": 0}) is None


def test_a_weight_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="zero or more"):
        weighted_mean({"customer": [5]}, {"customer": -1})


@pytest.mark.parametrize(
    ("scores", "middle", "wide"),
    [
        ([], None, None),
        ([4], 4.0, Spread(0, 0.0)),
        ([2, 4], 3.0, Spread(2, 1.0)),
        ([3, 4], 3.5, Spread(1, 0.5)),
        ([1, 3, 3, 3, 5], 3.0, Spread(4, 0.0)),
        ([1, 2, 3, 4, 5], 3.0, Spread(4, 2.0)),
    ],
)
def test_median_and_spread(scores: list[int], middle: float | None, wide: Spread | None) -> None:
    assert median(scores) == middle
    assert spread(scores) == wide


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([], None),
        ([5], None),
        ([4, 4], Agreement.AGREE),
        ([2, 3, 3, 2], Agreement.AGREE),
        ([2, 4], Agreement.MIXED),
        ([3, 5], Agreement.MIXED),
        ([2, 5], Agreement.DIVIDED),
        ([1, 5], Agreement.DIVIDED),
        ([1, 4, 4, 5], Agreement.DIVIDED),
        ([1, 4, 4, 4, 5], Agreement.MIXED),
        ([1, 3, 3, 3, 3, 3, 5], Agreement.MIXED),
    ],
)
def test_people_agree_are_mixed_or_divided(scores: list[int], expected: Agreement | None) -> None:
    assert agreement(scores) is expected


@pytest.mark.parametrize("score", [0, 6])
def test_a_score_off_the_scale_is_refused(score: int) -> None:
    for refuses in (median, spread, agreement):
        with pytest.raises(ValueError, match="1 to 5"):
            refuses([3, score])
    with pytest.raises(ValueError, match="1 to 5"):
        weighted_mean({"customer": [score]}, WEIGHTS)


@given(SCORES)
def test_the_order_of_the_scores_changes_nothing(scores: list[int]) -> None:
    turned = list(reversed(scores))
    assert (median(turned), spread(turned), agreement(turned)) == (
        median(scores),
        spread(scores),
        agreement(scores),
    )


@given(SCORES)
def test_turning_the_scale_round_keeps_the_agreement(scores: list[int]) -> None:
    assert agreement([6 - score for score in scores]) is agreement(scores)
