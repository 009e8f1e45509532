"""What is written into the forms of a pilot, and where they lie."""

from datetime import date

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ideas.extensions import db
from ideas.models import Entry, Experiment, Idea, Notification, User
from ideas.transaction import command
from tests.features.pilot import cases
from workflow.events import Kind

PLAN = {
    "aim": "A shorter queue", "our_vision": "Calm", "customer_vision": "An answer at once",
    "starts_on": "2026-04-01", "ends_on": "2026-06-01", "hours_set_aside": "20",
    "stop_rule": "The queue grows beyond an hour.",
    "give_up": "nothing", "give_up_words": "It takes nobody's time.",
}  # fmt: skip
MEASURE = {
    "scope": "customer", "name": "Waiting time", "unit_of_measure": "min", "baseline": "12,5", "target": "5",
    "better": "lower", "stop_at": "60", "how": "From the telephone system", "cadence": "weekly",
}  # fmt: skip
CONCLUSION = {"verdict": "The queue is shorter.", "learnt": "Mondays are hard.", "recommendation": "adopt"}


def post(client: FlaskClient, path: str, **data: str) -> int:
    """The code of the answer."""
    return client.post(path, data=data).status_code


def page_of(idea: Idea, name: str) -> str:
    """The address of one of the pages of its pilot."""
    return f"/ideas/{idea.public_id}/pilot-{name}"


def plan_of(idea: Idea) -> str:
    """The address of its plan."""
    return page_of(idea, "plan")


def addresses(*people: User) -> str:
    """Their e-mail addresses, one on each line."""
    return "\n".join(person.email for person in people)


def pilot_of(idea: Idea) -> Experiment:
    """The latest pilot, as it is stored."""
    pilot = db.session.get_one(Idea, idea.id).experiment
    assert pilot is not None
    return pilot


def kinds(idea: Idea) -> list[str]:
    """What the log tells, in order."""
    return list(db.session.scalars(select(Entry.kind).where(Entry.case_id == idea.id).order_by(Entry.n)))


def entry_of(idea: Idea, kind: Kind) -> Entry:
    """The one entry of that kind."""
    return db.session.scalars(select(Entry).where(Entry.case_id == idea.id, Entry.kind == kind)).one()


def heard(person: User, kind: Kind) -> int:
    """How often the person was told of this kind."""
    statement = select(Notification.id).join(Entry, Entry.id == Notification.entry_id)
    found = statement.where(Entry.kind == kind, Notification.user_id == person.id)
    return len(list(db.session.scalars(found)))


def piloted_until(app: Flask, people: dict[str, User], ends_on: date) -> Idea:
    """An idea in a pilot of the two members that ends on that day."""
    with app.app_context():
        idea = cases.planned(people["author"], people["lead"], people=[people["maija"], people["matti"]])
        idea = cases.started(idea, people["lead"])
        _end(idea, ends_on)
        return idea


@command
def _end(idea: Idea, ends_on: date) -> None:
    row = db.session.get_one(Idea, idea.id)
    assert row.experiment is not None
    row.experiment.ends_on = row.next_date = ends_on
