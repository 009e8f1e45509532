"""Makes ideas that are planned, in a pilot or measured, inside an app context."""

from datetime import date
from decimal import Decimal
from typing import Any

from ideas.extensions import db
from ideas.models import Experiment, ExperimentUnit, Idea, Measure, Reading, Unit, User
from ideas.models.experiment import ExperimentKind, Scope
from ideas.transaction import command
from tests import factories
from workflow.lifecycles.idea_states import GiveUp, Size


def planned(author: User, lead: User, **texts: Any) -> Idea:
    """A small idea that waits for a decision, with a plan that holds everything."""
    idea = factories.evaluated(author, lead, size=Size.SMALL, **texts)
    plan(idea, factories.unit("Yhteyskeskus"))
    return idea


def piloted(author: User, lead: User, **texts: Any) -> Idea:
    """An idea in a pilot, its one measure not yet read."""
    return factories.move(planned(author, lead, **texts), "pilot", lead)


def measured(author: User, lead: User, **texts: Any) -> Idea:
    """An idea in a pilot whose one measure has a reading."""
    idea = piloted(author, lead, **texts)
    read(idea)
    return idea


@command
def plan(idea: Idea, where: Unit) -> None:
    """A whole plan with one measure from the customer's side."""
    measure = Measure(
        scope=Scope.CUSTOMER, name="Odotusaika", unit_of_measure="min",
        baseline=Decimal("12.5"), target=Decimal(5),
    )  # fmt: skip
    pilot = Experiment(
        kind=ExperimentKind.PILOT, aim="Lyhyempi jono", our_vision="Rauha", customer_vision="Vastaus heti",
        starts_on=date(2026, 4, 1), ends_on=date(2026, 6, 1), measures=[measure],
        units=[ExperimentUnit(unit_id=where.id)],
    )  # fmt: skip
    row = db.session.get_one(Idea, idea.id)
    row.give_up, row.give_up_words = GiveUp.NOTHING, "Se ei vie kenenkään aikaa."
    row.experiments.append(pilot)


@command
def read(idea: Idea) -> None:
    """A reading of 6,5 for every measure."""
    pilot = db.session.get_one(Idea, idea.id).experiment
    assert pilot is not None
    for measure in pilot.measures:
        measure.readings.append(Reading(on=date(2026, 5, 1), value=Decimal("6.5"), at=factories.NOW))


def measure_id(idea: Idea) -> int:
    """The id of the one measure."""
    pilot = db.session.get_one(Idea, idea.id).experiment
    assert pilot is not None
    return pilot.measures[0].id
