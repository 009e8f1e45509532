"""Reads the whole log and the rows it tells of, batch by batch, as of one moment."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import Select, select, tuple_

from ideas.extensions import db
from ideas.models.case import Case
from ideas.models.entry import Entry

CASES_AT_ONCE = 500
ENTRIES_AT_ONCE = 5_000


class CaseRow(NamedTuple):
    """What the row of a case says of itself."""

    id: int
    public_id: str
    kind: str
    state: str
    owner_id: int | None
    next_date: date | None


Told = tuple[CaseRow, list[Entry]]


def stand_still() -> None:
    """Let every query that follows see the database as it is now; a case read twice must be the same one."""
    db.session.rollback()
    if db.engine.dialect.name == "postgresql":
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def cases() -> Iterator[Told]:
    """Every case with its entries in the order of their numbers."""
    last = 0
    while rows := _next_cases(last):
        last = rows[-1].id
        entries = _entries_of_cases(rows[0].id, last)
        yield from ((row, entries.get(row.id, [])) for row in rows)
        db.session.expunge_all()


def other_streams() -> Iterator[tuple[str, Iterator[Entry]]]:
    """The entries that belong to no case: those of each person, and the house's own."""
    return groupby(_other_entries(), key=lambda entry: entry.stream)


def _next_cases(last: int) -> list[CaseRow]:
    columns = (Case.id, Case.public_id, Case.kind, Case.state, Case.owner_id, Case.next_date)
    statement = select(*columns).where(Case.id > last).order_by(Case.id).limit(CASES_AT_ONCE)
    return [CaseRow(*row) for row in db.session.execute(statement)]


def _entries_of_cases(first: int, last: int) -> dict[int | None, list[Entry]]:
    statement = select(Entry).where(Entry.case_id.between(first, last)).order_by(Entry.case_id, Entry.n)
    return {case_id: list(of_case) for case_id, of_case in groupby(_all(statement), key=lambda e: e.case_id)}


def _other_entries() -> Iterator[Entry]:
    after = ("", 0)
    statement = select(Entry).where(Entry.case_id.is_(None)).order_by(Entry.stream, Entry.n)
    while batch := _all(statement.where(tuple_(Entry.stream, Entry.n) > after).limit(ENTRIES_AT_ONCE)):
        yield from batch
        after = (batch[-1].stream, batch[-1].n)
        db.session.expunge_all()


def _all(statement: Select[Entry]) -> list[Entry]:
    return list(db.session.scalars(statement))
