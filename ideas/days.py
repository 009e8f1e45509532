"""Days as people write them in tables: 5.3.2026 or 2026-03-05."""

import re
from datetime import date

DAY = re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})|(?P<iso>\d{4}-\d{2}-\d{2})")
TIME_OF_DAY = re.compile(r"(?:[T ,]|\s+klo\s+|\s+kl\.?\s+)\s*\d{1,2}[.:]\d{2}.*")


def day(text: str) -> date | None:
    """The day of 5.3.2026 or 2026-03-05, whatever time of day follows; None where it is no day."""
    found = DAY.match(text)
    rest = text[found.end() :] if found else ""
    if not found or (rest and not TIME_OF_DAY.fullmatch(rest)):
        return None
    try:
        if iso := found["iso"]:
            return date.fromisoformat(iso)
        return date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return None
