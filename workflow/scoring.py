"""Owns what evaluations on the scale 1 to 5 say together: mean, median, spread and agreement."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate
from statistics import median as middle
from statistics import quantiles
from typing import NamedTuple

LOWEST, HIGHEST = 1, 5
MIDDLE = 3


class Agreement(StrEnum):
    """How far two or more people see one criterion alike.

    AGREE: the scores lie at most one step apart. DIVIDED: the lowest and the highest lie at least three steps
    apart, and at least a quarter of the scores lies on either side of the middle (1-2 and 4-5), so that one
    lone voice divides nobody. MIXED: everything between. The limits are our own.
    """

    AGREE = "agree"
    MIXED = "mixed"
    DIVIDED = "divided"


class Spread(NamedTuple):
    """How wide scores lie, in steps of the scale."""

    full: int
    interquartile: float


def weighted_mean(scores: Mapping[str, Sequence[int]], weights: Mapping[str, int]) -> float | None:
    """Return the mean of the criteria's means, 1 to 5, each counted by its weight; None when nobody scored.

    A criterion without scores is left out together with its weight. Raises KeyError for a criterion without
    weight, ValueError for a weight below zero or a score off the scale.
    """
    counted = _counted(scores, weights)
    total = sum(counted.values())
    return float(sum(score * share for score, share in counted.items()) / total) if total else None


def weighted_median(scores: Mapping[str, Sequence[int]], weights: Mapping[str, int]) -> float | None:
    """Return the middle, 1 to 5 in half steps, of the scores as weighted_mean counts them; None without any.

    The weighted median of Edgeworth (1888): half of the weight lies on either side of it. Where a score ends
    exactly at half, it is the mean of that score and the next. Leaves out and raises as weighted_mean does.
    """
    counted = _counted(scores, weights)
    half = sum(counted.values()) / 2
    if not half:
        return None
    values = sorted(score for score, share in counted.items() if share)
    until = list(accumulate(counted[value] for value in values))
    lower, upper = values[bisect_left(until, half)], values[bisect_right(until, half)]
    return (lower + upper) / 2


def median(scores: Sequence[int]) -> float | None:
    """Return the middle score, 1 to 5 in half steps; None when nobody scored. ValueError off the scale."""
    return float(middle(_checked(scores))) if scores else None


def spread(scores: Sequence[int]) -> Spread | None:
    """Return range and interquartile range; None when nobody scored. Raises ValueError off the scale.

    The quartiles are those of the inclusive method (Hyndman and Fan 1996, definition 7).
    """
    if not _checked(scores):
        return None
    lower, _, upper = quantiles(scores, n=4, method="inclusive") if len(scores) > 1 else (0.0, 0.0, 0.0)
    return Spread(max(scores) - min(scores), upper - lower)


def agreement(scores: Sequence[int]) -> Agreement | None:
    """Say how far people see one criterion alike; None for fewer than two. ValueError off the scale."""
    if len(_checked(scores)) < 2:
        return None
    distance = max(scores) - min(scores)
    if distance <= 1:
        return Agreement.AGREE
    smaller_side = min(sum(score < MIDDLE for score in scores), sum(score > MIDDLE for score in scores))
    return Agreement.DIVIDED if distance >= 3 and smaller_side * 4 >= len(scores) else Agreement.MIXED


def together(criteria: Iterable[Agreement | None]) -> Agreement | None:
    """Sum up how the criteria of one round are seen: as the one that is seen most differently.

    A criterion that fewer than two people scored is left out; None where that leaves none.
    """
    seen = {alike for alike in criteria if alike is not None}
    return next((alike for alike in _APART if alike in seen), None)


_APART = (Agreement.DIVIDED, Agreement.MIXED, Agreement.AGREE)


def _checked(scores: Sequence[int]) -> Sequence[int]:
    """Return the scores when all lie on the scale."""
    if any(not LOWEST <= score <= HIGHEST for score in scores):
        raise ValueError(f"a score is {LOWEST} to {HIGHEST}")
    return scores


def _counted(scores: Mapping[str, Sequence[int]], weights: Mapping[str, int]) -> dict[int, Fraction]:
    """Return how much each score weighs: every one of a criterion the same part of its weight.

    Fractions, so that the order in which people scored never shows in the last digit.
    """
    counted: dict[int, Fraction] = {}
    for criterion, values in scores.items():
        for value in _checked(values):
            if weights[criterion] < 0:
                raise ValueError("a weight is zero or more")
            share = Fraction(weights[criterion], len(values))
            counted[value] = counted.get(value, Fraction()) + share
    return counted
