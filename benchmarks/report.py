"""Owns how measurements become figures and a table that people can read."""

import os
import platform
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

HEADER = (
    *("page", "ideas", "connections", "requests/s", "p50 ms", "p99 ms", "CPU ms"),
    *("rate of bare", "CPU of bare", "CPU of the smallest", "statements"),
)


@dataclass(slots=True)
class Measured:
    """What all rounds of one page gave; rates are kept by round, so that noise can be taken out."""

    rates: list[float] = field(default_factory=list)
    taken: list[float] = field(default_factory=list)
    cpu_seconds: float = 0

    @property
    def rate(self) -> float:
        """Requests per second in the middle round."""
        return median(self.rates)

    @property
    def cpu(self) -> float:
        """Milliseconds of a processor that the server used for one answer."""
        return 1000 * self.cpu_seconds / len(self.taken)

    def percentile(self, share: float) -> float:
        """The milliseconds within which this share of the answers came."""
        ordered = sorted(self.taken)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def cells(
    page: str, ideas: int, connections: int, found: Measured, bare: Measured, smallest: Measured
) -> list[str]:
    """One line of the table, all but its statements."""
    return [
        *(page, f"{ideas:,}", str(connections)),
        f"{found.rate:.0f}",
        f"{found.percentile(0.5):.1f}",
        f"{found.percentile(0.99):.1f}",
        f"{found.cpu:.2f}",
        f"{100 * found.rate / bare.rate:.0f} %",
        f"{found.cpu / bare.cpu:.1f} ×" if bare.cpu else "",
        f"{found.cpu / smallest.cpu:.2f} ×" if smallest.cpu else "",
    ]


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The rows below their header, as Markdown with aligned columns."""
    lines = [header, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    drawn = [
        " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines
    ]
    drawn.insert(1, " | ".join("-" * width for width in widths))
    return "\n".join(f"| {line} |" for line in drawn)


def write(path: Path, title: str, told: str) -> None:
    """Put a section into a file in the place of the one with the same title."""
    text = path.read_text() if path.exists() else ""
    sections = dict(part.split("\n\n", 1) for part in re.split(r"^# ", text, flags=re.MULTILINE) if part)
    sections[title] = told + "\n"
    path.write_text("\n".join(f"# {name}\n\n{said.strip()}\n" for name, said in sections.items()))


def machine() -> str:
    """What it was measured on."""
    return f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors"
