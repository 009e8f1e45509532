"""What the pages of naming a work step are sent in the tests, and what came of it."""

from typing import Any

from sqlalchemy import select

from ideas.extensions import db
from ideas.models import Entry, WorkStep
from workflow.events import Kind

NEW = "/work-steps/new"
TITLE = "Viikkoraportti, jota kukaan ei lue"


def step() -> WorkStep:
    """The one work step there is."""
    return db.session.scalars(select(WorkStep)).unique().one()


def count() -> int:
    """How many work steps there are."""
    return len(db.session.scalars(select(WorkStep.id)).all())


def edits() -> list[dict[str, Any]]:
    """What every entry about an edit says of the fields."""
    entries = db.session.scalars(select(Entry).where(Entry.kind == Kind.EDITED).order_by(Entry.n))
    return [entry.data["changes"] for entry in entries]


def values(row: WorkStep, *names: str) -> dict[str, Any]:
    """Some of its columns."""
    return {name: getattr(row, name) for name in names}
