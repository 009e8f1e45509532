"""Turns the value of a column into JSON and back, the same on every database."""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, Enum, Numeric, Time
from sqlalchemy.types import TypeEngine

from ideas.models.base import UtcDateTime

Reader = Callable[[Any], Any]


def written(value: Any, kind: TypeEngine[Any]) -> Any:
    """The value as JSON knows it; moments in UTC, decimal numbers as text with all their places."""
    if value is None:
        return None
    if isinstance(kind, UtcDateTime):
        return value.isoformat(timespec="microseconds")
    if isinstance(kind, (Date, Time)):
        return value.isoformat()
    if isinstance(kind, Numeric):
        return f"{value:.{kind.scale}f}"
    return value.value if isinstance(kind, Enum) else value


def read(value: Any, kind: TypeEngine[Any]) -> Any:
    """The value as the column takes it; raises ValueError where it is none of its kind."""
    if value is None:
        return None
    for of_kind, reader in READERS:
        if isinstance(kind, of_kind):
            return reader(value)
    return kind.enum_class(value) if isinstance(kind, Enum) and kind.enum_class else value


READERS: list[tuple[type[TypeEngine[Any]], Reader]] = [
    (UtcDateTime, datetime.fromisoformat),
    (Date, date.fromisoformat),
    (Time, time.fromisoformat),
    (Numeric, Decimal),
]
