"""Posts to the pages of trial stops, and reads what became of it, inside an app context."""

from datetime import date

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from ideas.extensions import db
from ideas.models import Entry, Experiment, Measure, Notification, WorkStep
from ideas.transaction import command
from workflow.events import Kind

PLAN = {
    "aim": "Raporttia ei koosteta, äö €.", "starts_on": "2027-04-01", "days": "60",
    "instead": "Luvut katsotaan järjestelmästä.", "if_asked": "Ohjataan järjestelmään.", "is_harmless": "y",
}  # fmt: skip
SIGNAL = {
    "name": "Palautteet", "unit_of_measure": "kpl viikossa", "baseline": "2",
    "danger": "rises", "target": "4,5",
}  # fmt: skip


def place(step: WorkStep, page: str = "") -> str:
    """The address of the work step, or of a page about it."""
    return f"/work-steps/{step.public_id}{page and '/'}{page}"


def post(client: FlaskClient, step: WorkStep, page: str, **data: str) -> TestResponse:
    """Post to a page about the work step."""
    return client.post(place(step, page), data=data)


def read(step: WorkStep) -> WorkStep:
    """The row as it is now."""
    return db.session.get_one(WorkStep, step.id)


def trial(step: WorkStep) -> Experiment:
    """The latest trial."""
    found = read(step).experiment
    assert found is not None
    return found


def signal(step: WorkStep) -> Measure:
    """The first signal of the latest trial."""
    return trial(step).measures[0]


def told(step: WorkStep, kind: Kind) -> list[Entry]:
    """The entries of that kind, oldest first."""
    found = select(Entry).where(Entry.case_id == step.id, Entry.kind == kind).order_by(Entry.n)
    return list(db.session.scalars(found))


def hearers(step: WorkStep, kind: Kind) -> set[int]:
    """Who was told of the latest entry of that kind."""
    entry = told(step, kind)[-1]
    return set(db.session.scalars(select(Notification.user_id).where(Notification.entry_id == entry.id)))


@command
def ends(step: WorkStep, day: date) -> None:
    """Let the trial end on another day than was planned."""
    trial(step).ends_on = day
