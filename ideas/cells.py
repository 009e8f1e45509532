"""Adds, reads and melts together the numbers of cases from which the figures of the whole house are made."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import Select, delete, func, insert, or_, select, tuple_

from ideas.extensions import Reader, db, settings
from ideas.models.flow import FlowCell
from ideas.transaction import command, wait_for_turn
from workflow.flow import Cells, Figure, Key, added

COLUMNS = (FlowCell.month, FlowCell.figure, FlowCell.kind, FlowCell.state, FlowCell.size)
LASTING = (Figure.STANDING, Figure.UNANSWERED)
"""What is there now, however long ago it began."""
KEYS_AT_ONCE = 200


def closed_days() -> frozenset[date]:
    """The organisation's own days without work."""
    return frozenset(settings().closed_days)


def add(change: Cells) -> None:
    """Append what has to be added to the numbers; no row is touched that anybody else writes."""
    if rows := list(_rows(change)):
        # Without the session, which keeps nothing of this and takes longer than the database.
        db.session.connection().execute(insert(FlowCell.__table__), rows)  # type: ignore[arg-type]


def read(first: date | None = None, reader: Reader = db.session) -> Cells:
    """The numbers of the whole house from that month on, and all of what is there now."""
    statement: Select[Any] = select(*COLUMNS, FlowCell.counts)
    if first is not None:
        statement = statement.where(or_(FlowCell.month >= first, FlowCell.figure.in_(LASTING)))
    return _summed(reader.execute(statement))


def melt_all() -> None:
    """Make one row of the rows of each key, some keys at a time so that no move waits for long."""
    while melt():
        pass


def version(reader: Reader = db.session) -> tuple[int, int]:
    """What is another as soon as anything was added or melted, also where a lower number comes later."""
    highest, number = reader.execute(select(func.max(FlowCell.id), func.count())).one()
    return highest or 0, number


@command
def melt() -> int:
    """Make one row of the rows of some keys; return of how many keys, 0 where nothing is left to melt."""
    wait_for_turn("flow-cells")
    keys = [tuple(row) for row in db.session.execute(_scattered())]
    if keys:
        gone = delete(FlowCell).where(tuple_(*COLUMNS).in_(keys)).returning(*COLUMNS, FlowCell.counts)
        add(_summed(db.session.execute(gone, execution_options={"synchronize_session": False})))
    return len(keys)


def _scattered() -> Select[date, str, str, str, str]:
    """The keys that have more than one row."""
    return select(*COLUMNS).group_by(*COLUMNS).having(func.count() > 1).limit(KEYS_AT_ONCE)


def _summed(rows: Iterable[Any]) -> Cells:
    """The rows of each key added up; most keys have one, so that is not built twice."""
    total: Cells = {}
    scattered: set[Key] = set()
    for month, figure, kind, state, size, counts in rows:
        key = Key(month, Figure(figure), kind, state, size)
        if key in total:
            scattered.add(key)
        else:
            total[key] = Counter()
        held = total[key]
        for at, n in counts.items():
            held[int(at)] += n
    mended = added({key: total.pop(key)} for key in scattered)
    return {**total, **mended}


def _rows(change: Cells) -> Iterator[dict[str, Any]]:
    for key, counts in change.items():
        yield {**key._asdict(), "counts": {str(at): n for at, n in counts.items()}}
