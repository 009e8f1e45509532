"""Makes ideas that are planned, in a pilot or measured, inside an app context."""

from datetime import date
from decimal import Decimal
from typing import Any

from ideas.extensions import db
from ideas.models import (
    Conclusion,
    Experiment,
    ExperimentMember,
    ExperimentUnit,
    Idea,
    Measure,
    Reading,
    Unit,
    User,
)
from ideas.models.experiment import ExperimentKind, Recommendation
from ideas.models.measure import Better, Cadence, Scope
from ideas.transaction import command
from tests import factories
from workflow.lifecycles.idea_states import GiveUp, Size


def planned(author: User, lead: User, people: list[User] | None = None, **texts: Any) -> Idea:
    """A small idea that waits for a decision, with a plan that holds everything."""
    idea = factories.evaluated(author, lead, size=Size.SMALL, **texts)
    plan(idea, factories.unit("Yhteyskeskus"), people or [factories.person() for _ in range(2)])
    return idea


def piloted(author: User, lead: User, **texts: Any) -> Idea:
    """An idea in a pilot, its one measure not yet read."""
    return started(planned(author, lead, **texts), lead)


def started(idea: Idea, lead: User) -> Idea:
    """The planned pilot is started."""
    return factories.move(idea, "pilot", lead)


def measured(author: User, lead: User, **texts: Any) -> Idea:
    """An idea in a pilot whose one measure has a reading."""
    idea = piloted(author, lead, **texts)
    read(idea)
    conclude(idea, lead)
    return idea


@command
def plan(idea: Idea, where: Unit, people: list[User]) -> None:
    """A whole plan with one measure from the customer's side."""
    measure = Measure(
        scope=Scope.CUSTOMER, name="Odotusaika", unit_of_measure="min",
        baseline=Decimal("12.5"), target=Decimal(5), better=Better.LOWER, cadence=Cadence.WEEKLY,
        how="Puhelinjärjestelmän tilastosta.",
    )  # fmt: skip
    pilot = Experiment(
        kind=ExperimentKind.PILOT, aim="Lyhyempi jono", our_vision="Rauha", customer_vision="Vastaus heti",
        starts_on=date(2026, 4, 1), ends_on=date(2026, 6, 1), measures=[measure],
        units=[ExperimentUnit(unit_id=where.id)], stop_rule="Jono ylittää tunnin.",
        hours_set_aside=Decimal(20), members=[member(person) for person in people],
    )  # fmt: skip
    row = db.session.get_one(Idea, idea.id)
    row.give_up, row.give_up_words = GiveUp.NOTHING, "Se ei vie kenenkään aikaa."
    row.experiments.append(pilot)


def member(person: User) -> ExperimentMember:
    """Somebody who takes part, and has said the aim in their own words."""
    words = "Kokeillaan, lyheneekö jono."
    return ExperimentMember(user_id=person.id, words=words, told_at=factories.NOW)


@command
def conclude(idea: Idea, by: User) -> None:
    """The verdict in words, without which nothing is decided about a pilot."""
    pilot = db.session.get_one(Idea, idea.id).experiment
    assert pilot is not None
    pilot.conclusion = Conclusion(
        verdict="Jono lyheni.", learnt="Maanantai on vaikein.", recommendation=Recommendation.ADOPT,
        concluded_by_id=by.id, at=factories.NOW,
    )  # fmt: skip


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
