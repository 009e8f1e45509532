"""Makes work steps that are given up and verified, and posts to the pages of verifying."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from ideas.extensions import db
from ideas.models import Decision, Entry, Notification, User, WorkStep
from ideas.models.decision import Reallocation, Remainder, Verification
from ideas.transaction import command
from tests import factories
from tests.factories import sign_in
from workflow.events import Kind

FOUND = {"remainder": "gone", "hours": "96", "how": "Lokista laskettu, 3 kuukautta.", "words": ""}
USED = {
    "hours": "40",
    "purpose": "Pidemmät keskustelut asiakkaan kanssa",
    "is_for_customers": "yes",
    "unit": "",
}


def verify(client: FlaskClient, step: WorkStep, **changed: str) -> TestResponse:
    """Post what was found."""
    return client.post(f"/work-steps/{step.public_id}/verification", data={**FOUND, **changed})


def verify_on(day: datetime, app: Flask, person: User, step: WorkStep, **changed: str) -> TestResponse:
    """Post what was found, on that day."""
    with time_machine.travel(day, tick=False):
        return verify(sign_in(app, person), step, **changed)


def place(client: FlaskClient, step: WorkStep, **changed: str) -> TestResponse:
    """Post where hours went."""
    return client.post(f"/work-steps/{step.public_id}/freed-time", data={**USED, **changed})


def read(step: WorkStep) -> WorkStep:
    """The row as it is now."""
    return db.session.get_one(WorkStep, step.id)


def decision(step: WorkStep) -> Decision:
    """The latest decision, whether it holds or not."""
    return read(step).decisions[-1]


def told(step: WorkStep, kind: Kind) -> list[Entry]:
    """The entries of that kind, oldest first."""
    found = select(Entry).where(Entry.case_id == step.id, Entry.kind == kind).order_by(Entry.n)
    return list(db.session.scalars(found))


def data_of(step: WorkStep, kind: Kind) -> list[dict[str, Any]]:
    """What those entries keep."""
    return [entry.data for entry in told(step, kind)]


def hearers(step: WorkStep, kind: Kind) -> set[int]:
    """Who was told of the one entry of that kind."""
    (entry,) = told(step, kind)
    return set(db.session.scalars(select(Notification.user_id).where(Notification.entry_id == entry.id)))


@command
def verified(step: WorkStep, hours: int, by: User) -> None:
    """A verification of so many hours a year, without its entry in the log."""
    found = Verification(remainder=Remainder.GONE, hours=Decimal(hours), how="Kysytty.", at=factories.NOW)
    found.verified_by_id = by.id
    held = decision(step)
    held.verifications.append(found)


@command
def placed(step: WorkStep, hours: int, by: User, *, is_for_customers: bool = True) -> None:
    """So many hours a year that found their use, without their entry in the log."""
    use = Reallocation(hours=Decimal(hours), purpose="Soitot", is_for_customers=is_for_customers)
    use.placed_by_id, use.at = by.id, factories.NOW
    held = decision(step)
    held.reallocations.append(use)


@command
def reviewed(step: WorkStep, day: date) -> None:
    """Give the decision a review date."""
    held = decision(step)
    held.review_on = read(step).review_on = day
