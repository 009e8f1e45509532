"""Makes cases whose whole history is in the log, and corrects them through the page."""

from datetime import timedelta
from itertools import count
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from ideas.extensions import db
from ideas.features.audit.service import check_history
from ideas.features.desk import service as desk
from ideas.features.moves import service as moves
from ideas.models import Case, Entry, Idea, User, WorkStep
from ideas.web.clock import today
from tests import factories, steps
from tests.features.pilot import cases
from workflow.events import Kind
from workflow.lifecycles.idea_states import Size
from workflow.machine import Note

REASON = {"reason": "The minutes say otherwise."}
_minutes = count(1)


def assigned(case: Case, lead: User) -> None:
    """Somebody answers for it, and the log says so."""
    owner = factories.person()
    desk.assign(case.public_id, owner.email, None, actor=factories.actor(lead), at=factories.NOW)
    dated(case, lead)


def dated(case: Case, lead: User) -> None:
    """A next date that is still to come."""
    actor, later = factories.actor(lead), today() + timedelta(60)
    desk.set_next_date(case.public_id, later, "", None, actor=actor, at=factories.NOW)


def evaluated(author: User, lead: User, **texts: Any) -> Idea:
    """An idea that is evaluated, with a plan."""
    idea = factories.submitted(author, size=Size.SMALL, **texts)
    factories.evaluate(idea, lead)
    assigned(idea, lead)
    idea = factories.move(idea, "evaluate", lead)
    cases.plan(idea, factories.unit("Yhteyskeskus"), [factories.person() for _ in range(2)])
    return idea


def measured(author: User, lead: User) -> Idea:
    """An idea in a pilot about which something can be decided."""
    idea = factories.move(evaluated(author, lead), "pilot", lead)
    cases.read(idea)
    cases.conclude(idea, lead)
    return idea


def examined(author: User, lead: User) -> WorkStep:
    """A work step about which something can be decided."""
    step = steps.recorded(author)
    assigned(step, lead)
    steps.written(step, **steps.EXAMINED)
    return steps.advanced(step, "examine", lead)


def moved(case: Case, name: str, by: User, words: str = "", **data: str) -> Case:
    """A move with everything that follows from its answers, each a minute after the one before."""
    at = factories.NOW + timedelta(minutes=next(_minutes))
    return moves.move(case.public_id, name, Note(words, data), None, actor=factories.actor(by), at=at)


def dropped(author: User, lead: User, **texts: Any) -> Idea:
    """An idea that is not carried out."""
    idea = factories.submitted(author, **texts)
    moved(idea, "drop", lead, "No money.", reason_code="not-now", condition="A budget.")
    return idea


def last(case: Case, kind: Kind | None = None) -> Entry:
    """The newest entry of the case, or the newest of that kind."""
    statement = select(Entry).where(Entry.case_id == case.id)
    statement = statement.where(Entry.kind == kind) if kind else statement
    return db.session.scalars(statement.order_by(Entry.n.desc()).limit(1)).one()


def correct(app: Flask, client: FlaskClient, case: Case, kind: Kind, **said: str) -> TestResponse:
    """Correct the newest entry of that kind; what is not said stays."""
    with app.app_context():
        number = last(case, kind).n
    return client.post(path(case, number), data={**REASON, **said})


def take_back(app: Flask, client: FlaskClient, case: Case, kind: Kind) -> TestResponse:
    """Take the newest decision of that kind back."""
    with app.app_context():
        number = last(case, kind).n
    return client.post(path(case, number), data={"take-back": "yes", "why": "The wrong idea."})


def path(case: Case, number: int) -> str:
    """Where an entry is corrected."""
    folder = "work-steps" if case.public_id.startswith("L") else "ideas"
    return f"/{folder}/{case.public_id}/entries/{number}/correction"


def is_true(app: Flask) -> bool:
    """Whether the history is true."""
    with app.app_context():
        return check_history(lambda cases: None).difference is None
