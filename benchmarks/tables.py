"""Owns how rows reach a table many at once."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert

from ideas.extensions import db
from ideas.models import Base

Rows = list[dict[str, Any]]


def put(model: type[Base], rows: Rows) -> None:
    """Insert rows, if there are any."""
    if rows:
        db.session.execute(insert(model.__table__), rows)  # type: ignore[arg-type]


def put_numbered(model: type[Base], rows: Rows) -> Sequence[int]:
    """Insert rows and return the ids they got, in the same order."""
    table = model.__table__
    if not rows:
        return []
    statement = insert(table).returning(table.c.id, sort_by_parameter_order=True)  # type: ignore[arg-type]
    return db.session.scalars(statement, rows).all()
