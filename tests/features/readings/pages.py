"""Sends readings, tables and corrections, and reads what became of them, inside an app context."""

from io import BytesIO
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from ideas.extensions import db
from ideas.models import Case, Entry, Measure, Notification, Reading
from workflow.events import Kind


def place(case: Case, page: str = "") -> str:
    """The address of the readings of an idea, or of a page beneath."""
    return f"/ideas/{case.public_id}/readings{page}"


def measures(case: Case) -> list[Measure]:
    """What its experiment measures."""
    tried = db.session.get_one(Case, case.id).experiment
    return tried.measures if tried else []


def send(app: Flask, client: FlaskClient, case: Case, *values: str, **more: str) -> TestResponse:
    """Enter a number for each measure, in their order."""
    with app.app_context():
        names = [f"value_{measure.id}" for measure in measures(case)]
    return client.post(
        place(case), data={"on": "2026-05-04", **dict(zip(names, values, strict=False)), **more}
    )


def bring(client: FlaskClient, case: Case, content: str | bytes, name: str = "luvut.csv") -> TestResponse:
    """Send a table."""
    sent = content.encode() if isinstance(content, str) else content
    return client.post(place(case, "/import"), data={"file": (BytesIO(sent), name)})


def correct(client: FlaskClient, reading_id: int, **said: str) -> TestResponse:
    """Correct a reading."""
    return client.post(f"/readings/{reading_id}/correction", data={"reason": "Näppäilyvirhe.", **said})


def readings() -> list[Reading]:
    """Every reading, in the order in which they were added."""
    return list(db.session.scalars(select(Reading).order_by(Reading.id)).unique())


def values() -> list[str]:
    """What every reading says, in the order in which they were added."""
    return [f"{reading.on.isoformat()} {reading.value.normalize():f}" for reading in readings()]


def told(case: Case, kind: Kind = Kind.READING_ADDED) -> list[dict[str, Any]]:
    """The data of the entries of that kind, oldest first."""
    found = select(Entry).where(Entry.case_id == case.id, Entry.kind == kind).order_by(Entry.n)
    return [dict(entry.data) for entry in db.session.scalars(found)]


def hearers(case: Case, kind: Kind) -> set[int]:
    """Who was told of any entry of that kind."""
    found = select(Notification.user_id).join(Notification.entry)
    return set(db.session.scalars(found.where(Entry.case_id == case.id, Entry.kind == kind)))
