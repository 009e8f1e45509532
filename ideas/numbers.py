"""Numbers as people write them: a comma or a point for decimals, spaces between thousands."""

import re
from decimal import Decimal

# As many digits as the column holds.
WRITTEN = re.compile(r"-?[0-9]{1,10}(?:\.[0-9]{1,4})?")
LARGEST = Decimal(100_000_000)
"""More than any amount of one work step, its hours a year too; a longer number has a digit too many."""


def read(text: str) -> Decimal:
    """The number; ValueError where it is none, or has more digits than are kept."""
    plain = re.sub(r"\s", "", text).replace(",", ".").replace("−", "-")
    if not WRITTEN.fullmatch(plain):
        raise ValueError(text)
    return Decimal(plain)


def written(number: Decimal | None) -> str:
    """The number as it stays in the log whatever language is read: with a comma."""
    if number is None:
        return ""
    whole, _point, decimals = f"{number:f}".partition(".")
    decimals = decimals.rstrip("0")
    return f"{whole},{decimals}" if decimals else whole
