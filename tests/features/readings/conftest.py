"""Owns a pilot with two measures that runs, and the people around it, on the 10th of May 2026."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from ideas.extensions import db
from ideas.models import ExperimentMember, Idea, Measure, User
from ideas.models.measure import Better, Cadence, Scope
from ideas.transaction import command
from tests import factories
from tests.features.pilot import cases
from tests.snapshots import made_once
from workflow.actors import Role

SignIn = Callable[[User], FlaskClient]


@pytest.fixture(autouse=True)
def in_may() -> Iterator[None]:
    """The pilot runs from 1.4. to 1.6.2026."""
    with time_machine.travel("2026-05-10T10:00:00+00:00", tick=False):
        yield


@pytest.fixture
@made_once
def people(app: Flask) -> dict[str, User]:
    """An author, a lead, who answers for it, somebody who takes part, and a stranger."""
    with app.app_context():
        return {
            "lead": factories.person(Role.LEAD, name="Leena Lead", language="en"),
            **{
                who: factories.person(name=f"{who.title()} Person", language="en")
                for who in ("author", "owner", "member", "stranger")
            },
        }


@pytest.fixture
def idea(app: Flask, people: dict[str, User]) -> Idea:
    """The idea in its pilot: waiting in minutes, stopped at 60, and satisfaction in points."""
    with app.app_context():
        found = cases.piloted(people["author"], people["lead"])
        factories.answer_for(found, people["owner"])
        _enlarge(found, people["member"])
        return found


@command
def _enlarge(idea: Idea, member: User) -> None:
    pilot = db.session.get_one(Idea, idea.id).experiment
    assert pilot is not None
    pilot.measures[0].stop_at = Decimal(60)
    pilot.measures.append(
        Measure(
            scope=Scope.STAFF, name="=Tyytyväisyys", unit_of_measure="pistettä (1–5)", baseline=Decimal(3),
            target=Decimal(4), better=Better.HIGHER, cadence=Cadence.DAILY, how="Kysely.",
        )
    )  # fmt: skip
    pilot.members.append(ExperimentMember(user_id=member.id, words="Jono.", told_at=factories.NOW))


@pytest.fixture
def lead(client_of: SignIn, people: dict[str, User]) -> FlaskClient:
    """The browser of the lead."""
    return client_of(people["lead"])


MAY_4 = date(2026, 5, 4)
