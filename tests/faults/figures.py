"""Owns benchmarks/faults.md: what the long forms measured, one line for each case and database."""

import fcntl
import re
from collections.abc import Callable
from datetime import UTC, datetime

from tests.faults.houses import PROJECT

Tell = Callable[[str, str], None]
"""Takes what was put to the test, and what was found."""
Line = tuple[str, str, str]
REPORT = PROJECT / "benchmarks" / "faults.md"
HEAD = """# Under fire

Written by `make faults`. Each line is what one case found when it was measured last.

| what | database | found | on |
|---|---|---|---|
"""
ROW = re.compile(r"\| (.+) \| (\S+) \| (.+) \| (.+) \|")


def write(told: list[Line]) -> None:
    """Put these lines in the place of the older ones about the same; both databases may write at once."""
    with REPORT.open("a+") as report:
        fcntl.flock(report, fcntl.LOCK_EX)
        report.seek(0)
        text = _with(told, report.read())
        report.truncate(0)
        report.write(text)


def _with(told: list[Line], written: str) -> str:
    on = datetime.now(UTC).date()
    rows = [match.groups() for match in ROW.finditer(written)]
    known = {row[:2]: row[2:] for row in rows if row[0] != "what"}
    known |= {(case, kind): (found, f"{on.day}.{on.month}.{on.year}") for case, kind, found in told}
    return HEAD + "".join(
        f"| {case} | {kind} | {found} | {on} |\n" for (case, kind), (found, on) in sorted(known.items())
    )
