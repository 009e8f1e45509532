"""Owns what an export holds: all but secrets, the queue of mail, and what follows from the log."""

import secrets
from collections.abc import Callable
from datetime import datetime
from functools import partial

from sqlalchemy import Column, Table

from ideas.models import Base

LEFT_OUT = frozenset(
    {
        # What opens a door; in the new house everybody chooses a password anew.
        *("user_session", "invitation", "calendar_feed", "second_step", "recovery_code", "half_sign_in"),
        # Traces of attempts and of forms, which mean nothing elsewhere.
        *("sign_in_attempt", "feedback_attempt", "post"),
        # The queue: the old house may have sent it.
        *("mail", "answer_mail"),
        # Counted anew out of the log.
        *("course", "visit", "flow_cell"),
    }
)
LEFT_OUT_COLUMNS = frozenset(
    {
        ("person", "password_hash"),
        ("feedback", "token_hash"),
        ("notification", "mail_id"),
        ("notification", "weighed_at"),
    }
)
NEW: dict[tuple[str, str], Callable[[datetime], object]] = {
    # Nobody has the token of such a hash.
    ("feedback", "token_hash"): lambda at: secrets.token_hex(32),
    # The old house may have mailed it; whoever looks at any moment finds nothing to mail.
    ("notification", "weighed_at"): lambda at: at,
}
"""What a column holds instead, given the moment at which it arrives."""


def exported_tables() -> list[Table]:
    """The tables of an export, each after those that it refers to."""
    return [table for table in Base.metadata.sorted_tables if table.name not in LEFT_OUT]


def exported_columns(table: Table) -> list[Column[object]]:
    """The columns of an export, as the models list them."""
    return [column for column in table.columns if (table.name, column.name) not in LEFT_OUT_COLUMNS]


def new_columns(table: Table, at: datetime) -> dict[str, Callable[[], object]]:
    """The columns of a table that get something new when its rows arrive at that moment."""
    return {column: partial(make, at) for (name, column), make in NEW.items() if name == table.name}


def own_references(table: Table) -> list[str]:
    """The columns that refer to rows of the same table, which may arrive later."""
    return [
        column.name for column in table.columns for key in column.foreign_keys if key.column.table is table
    ]
