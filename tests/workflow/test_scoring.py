"""What evaluations on the scale 1 to 5 say together."""

from collections.abc import Callable, Mapping, Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from workflow.scoring import (
    Agreement,
    Spread,
    agreement,
    median,
    spread,
    together,
    weighted_mean,
    weighted_median,
)

Weighted = Callable[[Mapping[str, Sequence[int]], Mapping[str, int]], float | None]
SCORES = st.lists(st.integers(1, 5), min_size=2)
WEIGHTS = {"customer": 3, "effort": 1}
OF_EACH = st.fixed_dictionaries({name: st.lists(st.integers(1, 5), min_size=1) for name in WEIGHTS})


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


@pytest.mark.parametrize(
    ("scores", "middle"),
    [
        ({}, None),
        ({"customer": [], "effort": []}, None),
        ({"customer": [4], "effort": []}, 4.0),
        ({"customer": [5], "effort": [1]}, 5.0),
        ({"customer": [4, 4, 2], "effort": [1]}, 3.0),
        ({"customer": [5, 1, 1], "effort": [5]}, 3.0),
        ({"customer": [5, 5, 1], "effort": [1]}, 3.0),
        ({"customer": [1, 2, 5], "effort": [3]}, 2.5),
        ({"customer": [1, 2, 5], "effort": [3, 1]}, 2.0),
    ],
)
def test_the_weighted_median_has_half_the_weight_on_either_side(
    scores: dict[str, list[int]], middle: float | None
) -> None:
    assert weighted_median(scores, WEIGHTS) == middle


def test_many_evaluators_of_one_criterion_do_not_outweigh_the_others() -> None:
    scores = {"customer": [5], "effort": [1] * 40}
    assert weighted_median(scores, WEIGHTS) == 5.0
    assert weighted_median(scores, {"customer": 1, "effort": 1}) == 3.0


@pytest.mark.parametrize("of", [weighted_mean, weighted_median])
def test_criteria_of_no_weight_alone_say_nothing(of: Weighted) -> None:
    assert of({"customer": [5]}, {"customer": 0}) is None
    assert of({"customer": [5], "effort": [2]}, {"customer": 0, "effort": 1}) == 2.0


@pytest.mark.parametrize("of", [weighted_mean, weighted_median])
def test_a_weight_below_zero_or_unknown_is_refused(of: Weighted) -> None:
    with pytest.raises(ValueError, match="zero or more"):
        of({"customer": [5]}, {"customer": -1})
    with pytest.raises(KeyError):
        of({"customer": [5]}, {})


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
    for weighs in (weighted_mean, weighted_median):
        with pytest.raises(ValueError, match="1 to 5"):
            weighs({"customer": [score]}, WEIGHTS)


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


@given(OF_EACH)
def test_the_weighted_median_lies_between_the_lowest_and_the_highest(scores: dict[str, list[int]]) -> None:
    middle = weighted_median(scores, WEIGHTS)
    every = [score for values in scores.values() for score in values]
    assert middle is not None
    assert min(every) <= middle <= max(every)


@given(SCORES, st.integers(1, 100))
def test_of_one_criterion_the_weighted_median_is_the_median(scores: list[int], weight: int) -> None:
    assert weighted_median({"effort": scores}, {"effort": weight}) == median(scores)


@given(SCORES)
def test_of_equal_weights_and_as_many_scores_it_is_the_median_of_them_all(scores: list[int]) -> None:
    turned = [6 - score for score in scores]
    equal = {"customer": 7, "effort": 7}
    assert weighted_median({"customer": scores, "effort": turned}, equal) == median([*scores, *turned])


@given(OF_EACH)
def test_neither_the_order_nor_the_unit_of_the_weights_changes_the_weighted_median(
    scores: dict[str, list[int]],
) -> None:
    turned = {name: list(reversed(values)) for name, values in reversed(scores.items())}
    tenfold = {name: 10 * weight for name, weight in WEIGHTS.items()}
    assert weighted_median(turned, tenfold) == weighted_median(scores, WEIGHTS)


@given(OF_EACH)
def test_turning_the_scale_round_turns_the_weighted_median(scores: dict[str, list[int]]) -> None:
    middle = weighted_median(scores, WEIGHTS)
    turned = {name: [6 - value for value in values] for name, values in scores.items()}
    assert middle is not None
    assert weighted_median(turned, WEIGHTS) == 6 - middle


@given(st.lists(st.integers(1, 5), min_size=3))
def test_one_lone_voice_does_not_move_the_weighted_median(scores: list[int]) -> None:
    assume(max(scores) < 5)
    raised = [*sorted(scores)[:-1], 5]
    assert weighted_median({"effort": raised}, WEIGHTS) == weighted_median({"effort": scores}, WEIGHTS)
    assert weighted_mean({"effort": raised}, WEIGHTS) != weighted_mean({"effort": scores}, WEIGHTS)


@pytest.mark.parametrize(
    ("criteria", "round_is"),
    [
        ([], None),
        ([None, None], None),
        ([None, Agreement.AGREE], Agreement.AGREE),
        ([Agreement.AGREE, Agreement.MIXED, None], Agreement.MIXED),
        ([Agreement.AGREE, Agreement.DIVIDED, Agreement.MIXED], Agreement.DIVIDED),
    ],
)
def test_a_round_is_seen_as_its_criterion_that_is_seen_most_differently(
    criteria: list[Agreement | None], round_is: Agreement | None
) -> None:
    assert together(criteria) == round_is
