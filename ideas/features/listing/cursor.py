"""Where a page of the list ends: written into the address, and checked when it comes back."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, date, datetime

Value = datetime | date | int
LONGEST = 200
LARGEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row of a page: the value it is sorted by, and its id."""

    value: Value
    id: int


def write(sort: str, cursor: Cursor) -> str:
    """The cursor as a word for the address; it holds for this order alone."""
    value = cursor.value if isinstance(cursor.value, int) else cursor.value.isoformat()
    return urlsafe_b64encode(json.dumps([sort, value, cursor.id]).encode()).decode().rstrip("=")


def read(text: str | None, sort: str, kind: type[Value]) -> Cursor | None:
    """The cursor, or None, which is the first page, where the word is none of ours or of another order."""
    if not text or len(text) > LONGEST:
        return None
    try:
        said, value, number = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if said != sort or type(number) is not int or not 0 < number <= LARGEST:
            return None
        return Cursor(_value(value, kind), number)
    except (ValueError, TypeError, OverflowError, RecursionError):
        return None


def _value(value: object, kind: type[Value]) -> Value:
    if kind is int:
        if type(value) is not int or not 0 <= value <= LARGEST:
            raise ValueError(value)
        return value
    if kind is datetime:
        moment = datetime.fromisoformat(str(value))
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return date.fromisoformat(str(value))
