"""Makes adopted ideas, and posts to the pages of following up."""

from datetime import date
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from ideas.extensions import db
from ideas.models import Entry, Idea, User
from ideas.models.follow_up import FollowUp, Pulse
from ideas.transaction import command
from tests import factories
from tests.features.pilot import cases
from workflow.events import Kind

SAID = {"customer": "Kukaan ei enää jonota.", "staff": "Rauhallisempaa.", "operation": ""}
FIRST, SECOND = date(2026, 4, 4), date(2026, 6, 3)
"""30 and 90 days after the adoption on 5.3.2026."""


def adopted(author: User, lead: User, **texts: Any) -> Idea:
    """An idea that was adopted after its pilot, with two follow-ups to come."""
    idea = cases.measured(author, lead, **texts)
    answers = {"needed_hours": "0", "give_up": "nothing", "give_up_words": "Se ei vie aikaa."}
    return factories.move(idea, "adopt", lead, "Jono lyheni.", **answers)


def done_at_once(author: User, lead: User) -> Idea:
    """An idea that was done at once, without a pilot."""
    idea = cases.planned(author, lead)
    return factories.move(idea, "adopt-at-once", lead, "Vaihdetaan.", doer="Anna", deadline="2026-03-20")


def path(idea: Idea, number: int | None = None) -> str:
    """The address of the follow-ups, or of one."""
    return f"/ideas/{idea.public_id}/follow-ups" + (f"/{number}" if number is not None else "")


def tell(client: FlaskClient, idea: Idea, number: int, **changed: str) -> TestResponse:
    """Post what changed."""
    return client.post(path(idea, number), data={**SAID, **changed})


def feel(client: FlaskClient, idea: Idea, value: int | str) -> TestResponse:
    """Post an answer to the pulse."""
    return client.post(f"/ideas/{idea.public_id}/pulse", data={"value": str(value)})


def read(idea: Idea) -> Idea:
    """The row as it is now."""
    return db.session.get_one(Idea, idea.id)


def follow_ups(idea: Idea) -> list[FollowUp]:
    """Every follow-up, by number."""
    found = select(FollowUp).where(FollowUp.case_id == idea.id).order_by(FollowUp.number)
    return list(db.session.scalars(found))


def entries(idea: Idea, kind: Kind) -> list[Entry]:
    """The entries of that kind, oldest first."""
    found = select(Entry).where(Entry.case_id == idea.id, Entry.kind == kind).order_by(Entry.n)
    return list(db.session.scalars(found))


def pulse(idea: Idea) -> list[tuple[int, int]]:
    """How many answers of each step are counted, and how many of those are shown."""
    rows = select(Pulse.count, Pulse.shown).where(Pulse.case_id == idea.id).order_by(Pulse.value)
    return [(count, shown) for count, shown in db.session.execute(rows)]


@command
def owned(idea: Idea, owner: User | None) -> None:
    """Name who answers for it, or nobody."""
    db.session.get_one(Idea, idea.id).owner_id = owner.id if owner else None


@command
def without_follow_ups(idea: Idea) -> None:
    """As an idea that was adopted before anybody asked what changed."""
    row = db.session.get_one(Idea, idea.id)
    for each in follow_ups(idea):
        db.session.delete(each)
    row.next_date = None
