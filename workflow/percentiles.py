"""Owns how numbers of cases are summed up: percentiles of whole numbers, and shares of a whole."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import accumulate
from math import ceil
from typing import NamedTuple

FEW = 10
"""Fewer cases than this are shown one by one: a percentile of them would say more than is known."""
MEDIAN = Fraction(1, 2)
P85 = Fraction(85, 100)


class Spread(NamedTuple):
    """How whole numbers lie: median and P85 of at least ten of them, the sorted numbers of fewer."""

    n: int
    median: int | None = None
    p85: int | None = None
    dots: tuple[int, ...] = ()


class Share(NamedTuple):
    """Some cases of all that are asked about."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; None of nothing."""
        return self.part / self.whole if self.whole else None


def percentile(counts: Mapping[int, int], share: Fraction | float) -> int:
    """Return the smallest number that at least this share of the cases does not exceed.

    `counts` is a number of cases by number, `share` above 0 and at most 1. Raises ValueError for another
    share, or where there is no case. Source: the nearest-rank method (Hyndman and Fan 1996, definition 1).
    """
    exact = Fraction(str(share))
    if not 0 < exact <= 1:
        raise ValueError("a share is above 0 and at most 1")
    numbers = sorted(counts)
    until = list(accumulate(counts[number] for number in numbers))
    if not until or not until[-1]:
        raise ValueError("nothing has no percentile")
    rank = ceil(exact * until[-1])
    return next(number for number, reached in zip(numbers, until, strict=True) if reached >= rank)


def spread(counts: Mapping[int, int]) -> Spread:
    """Return median and P85 of a number of cases by number, or the numbers where there are fewer than ten."""
    n = sum(counts.values())
    if n < FEW:
        return Spread(n, dots=tuple(number for number in sorted(counts) for _ in range(counts[number])))
    return Spread(n, percentile(counts, MEDIAN), percentile(counts, P85))
