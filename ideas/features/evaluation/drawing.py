"""The geometry of a criterion's picture: a column of scores for each step of the scale."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, BASE, TOP = 200, 50, 16
"""In a view box of 200 by 70: how wide it is, and between which heights columns stand."""
UNIT = 11
"""How high one score stands where there are few, so that a single one does not look like many."""


@dataclass(frozen=True, slots=True)
class Column:
    """One step of the scale: its value, how many gave it, and the box that stands for them."""

    value: int
    count: int
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Where its numbers are centred."""
        return self.x + self.width / 2


def draw(counts: Sequence[int]) -> tuple[Column, ...]:
    """Place a column for each step, the first step's count first; the highest fills the picture at most."""
    room = WIDTH / len(counts) if counts else 0
    width = round(room * 0.7, 1)
    unit = min(UNIT, (BASE - TOP) / max([1, *counts]))
    heights = [round(count * unit, 1) for count in counts]
    return tuple(
        Column(step + 1, count, round(room * (step + 0.15), 1), BASE - height, width, height)
        for step, (count, height) in enumerate(zip(counts, heights, strict=True))
    )
