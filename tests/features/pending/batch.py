"""Prepares decisions through the page of a move, and releases them through the batch."""

import re

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from ideas.extensions import db
from ideas.features.audit.service import check_history
from ideas.models import Entry, Idea, Notification
from ideas.models.base import Base
from ideas.models.pending import PendingDecision

BATCH = "/decisions/pending"
SECRET = "Hushed: we lack the money."
DROP = {"words": SECRET, "reason_code": "not-now", "condition": "A secret budget."}


def prepare(client: FlaskClient, idea: Idea, name: str = "drop", **answers: str) -> TestResponse:
    """Press the second button."""
    path = f"/ideas/{idea.public_id}/moves?name={name}"
    return client.post(path, data={**(answers or DROP), "later": "yes"})


def choices(client: FlaskClient) -> list[str]:
    """What the check boxes of the batch would send."""
    return re.findall(r'name="chosen" value="([^"]+)"', client.get(BATCH).text)


def release(client: FlaskClient, chosen: list[str]) -> TestResponse:
    """Release these."""
    return client.post(BATCH, data={"chosen": chosen})


def count(app: Flask, table: type[Base]) -> int:
    """How many rows there are."""
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table)) or 0


def rows(app: Flask) -> tuple[int, int, int]:
    """How many entries, notifications and prepared decisions there are."""
    return count(app, Entry), count(app, Notification), count(app, PendingDecision)


def state(app: Flask, idea: Idea) -> tuple[str, int, object]:
    """The state of the idea, its version and its next date."""
    with app.app_context():
        row = db.session.get_one(Idea, idea.id)
        return row.state, row.version, row.next_date


def is_true(app: Flask) -> bool:
    """Whether the history is true."""
    with app.app_context():
        return check_history(lambda cases: None).difference is None
