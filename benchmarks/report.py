"""Owns how measurements become figures and a table that people can read."""

import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

HEADER = (
    "page",
    "ideas",
    "connections",
    "requests/s",
    "p50 ms",
    "p99 ms",
    "of bare",
    "of 10,000",
    "statements",
)


@dataclass(slots=True)
class Measured:
    """What all rounds of one page gave; rates are kept by round, so that noise can be taken out."""

    rates: list[float] = field(default_factory=list)
    taken: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Requests per second in the middle round."""
        return median(self.rates)

    def percentile(self, share: float) -> float:
        """The milliseconds within which this share of the answers came."""
        ordered = sorted(self.taken)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def cells(
    name: str, ideas: int, connections: int, found: Measured, beside: Mapping[str, float | None]
) -> list[str]:
    """One line of the table; `beside` holds the ratios and the count of statements, where there are any."""
    figures = [f"{found.rate:.0f}", f"{found.percentile(0.5):.1f}", f"{found.percentile(0.99):.1f}"]
    ratios = [_percent(beside.get("bare")), _times(beside.get("smaller")), _count(beside.get("statements"))]
    return [name, f"{ideas:,}", str(connections), *figures, *ratios]


def table(rows: Iterable[Sequence[str]]) -> str:
    """The rows below their header, as Markdown with aligned columns."""
    lines = [HEADER, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADER))]
    drawn = [
        " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines
    ]
    drawn.insert(1, " | ".join("-" * width for width in widths))
    return "\n".join(f"| {line} |" for line in drawn)


def machine() -> str:
    """What it was measured on."""
    return f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors"


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.0f} %"


def _times(share: float | None) -> str:
    return "" if share is None else f"{share:.2f} ×"


def _count(number: float | None) -> str:
    return "" if number is None else f"{number:.0f}"
