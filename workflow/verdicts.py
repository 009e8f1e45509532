"""Owns what the readings of a measure say against its baseline and target when an experiment ends."""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum


class Verdict(StrEnum):
    """How a measure ended.

    MET: the last reading reached the target. PARTLY: it is better than the baseline, and short of the target.
    NOT: it is no better than the baseline. NOT_MEASURED: there is no reading, or nothing to hold it against.
    """

    MET = "met"
    PARTLY = "partly"
    NOT = "not"
    NOT_MEASURED = "not-measured"


def verdict(
    readings: Sequence[Decimal], baseline: Decimal | None, target: Decimal | None, *, is_higher_better: bool
) -> Verdict:
    """Judge the last reading, in the unit of the measure; readings come in the order of their days.

    The last reading decides, not the best one: what a pilot had for a while it may have lost again.
    """
    if not readings or target is None:
        return Verdict.NOT_MEASURED
    sign = 1 if is_higher_better else -1
    last = readings[-1] * sign
    if last >= target * sign:
        return Verdict.MET
    return Verdict.PARTLY if baseline is not None and last > baseline * sign else Verdict.NOT
