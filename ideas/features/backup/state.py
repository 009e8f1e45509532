"""Owns what a database is compared by: the rows of each table, the head of the log, the files named."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, func, inspect, select, table, text

from ideas.heads import broken_link, head
from ideas.models.attachment import Attachment
from ideas.parcels import Unusable

FILES = Attachment.__table__.c


@dataclass(frozen=True, slots=True)
class State:
    """What there is in a database at one moment, in the schema of that revision."""

    revision: str
    counts: dict[str, int]
    head: str

    def facts(self) -> dict[str, Any]:
        """As it is written down."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A copy of a database that was found whole, and the names and hashes of the files its rows name."""

    state: State
    files: list[tuple[str, str]]


def snapshot_of(connection: Connection) -> Snapshot:
    """What this connection sees, once the chain of its log is found whole."""
    if (place := broken_link(connection)) is not None:
        raise Unusable(f"the log is not true at {place}: ask `flask check-history`")
    names = sorted(inspect(connection).get_table_names())
    counts = {name: connection.scalar(select(func.count()).select_from(table(name))) or 0 for name in names}
    revision = connection.scalar(text("select version_num from alembic_version"))
    rows = select(FILES.stored_as, FILES.sha256).where(FILES.removed_at.is_(None)).order_by(FILES.stored_as)
    named = [(name, sha256) for name, sha256 in connection.execute(rows)]
    return Snapshot(State(str(revision), counts, str(head(connection))), named)


def compare(found: State, expected: State) -> None:
    """Raise with the first thing in which the two differ."""
    if found.revision != expected.revision:
        raise Unusable(f"the schema is {found.revision}, not {expected.revision}")
    for name in sorted({*found.counts, *expected.counts}):
        rows, wanted = found.counts.get(name), expected.counts.get(name)
        if rows != wanted:
            raise Unusable(f"{name} has {rows} rows, not {wanted}")
    if found.head != expected.head:
        raise Unusable(f"the log ends with {found.head}, not {expected.head}")
