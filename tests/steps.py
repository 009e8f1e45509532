"""Makes work steps at every place of their way, by the application's own doors, inside an app context."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from ideas.extensions import db, settings
from ideas.lifecycle import advance, begin
from ideas.models import (
    CaseAuthor,
    Decision,
    Experiment,
    ExperimentUnit,
    Measure,
    Reading,
    SealedAuthor,
    User,
)
from ideas.models.experiment import ExperimentKind
from ideas.models.measure import Danger, Scope
from ideas.models.work_step import WorkStep
from tests.factories import NOW, actor, makes, unit
from workflow.hours import Basis
from workflow.lifecycles.work_step_states import Level, Origin, Shift
from workflow.machine import Note

TODAY = NOW.date()
EXAMINED: dict[str, Any] = {
    "origin": Origin.HABIT, "customer_benefit": Level.NONE, "staff_success": Level.NONE,
    "who_would_notice": "Kukaan ei ole kysynyt raporttia.", "basis": Basis.PER_PERSON,
    "minutes_low": Decimal(20), "minutes_likely": Decimal(25), "minutes_high": Decimal(30), "people": 6,
    "times_per_year": Decimal(48), "shifted_to": Shift.NOBODY, "touches_customer": False,
    "share_removed": Decimal(1),
}  # fmt: skip
"""Six people, 48 times a year, 25 minutes: 120 hours a year."""


@makes
def recorded(author: User, *, hidden: bool = False, **more: Any) -> WorkStep:
    """A work step that somebody has named."""
    step = WorkStep(**{"title": "Viikkoraportti, jota kukaan ei lue", "unit_id": author.unit_id, **more})
    step.hides_author = hidden
    step.refold()
    begin(step, "work-step", NOW)
    if hidden:
        step.sealed_authors.append(SealedAuthor(user_id=author.id, position=0))
    else:
        step.named_authors.append(CaseAuthor(user_id=author.id, position=0))
    advance(step, "record", actor=actor(author), note=Note(), at=NOW)
    return step


@makes
def advanced(step: WorkStep, name: str, by: User, words: str = "", **data: str) -> WorkStep:
    """Make one move with what it asks."""
    row = db.session.get_one(WorkStep, step.id)
    advance(row, name, actor=actor(by), note=Note(words, data), at=NOW)
    return row


@makes
def written(step: WorkStep, **found: Any) -> WorkStep:
    """Write what was found out, whatever else it is."""
    row = db.session.get_one(WorkStep, step.id)
    for name, value in found.items():
        setattr(row, name, value)
    row.reckon()
    return row


def examined(author: User, lead: User, **found: Any) -> WorkStep:
    """A work step of which everything is found out; the lead answers for it."""
    step = recorded(author)
    written(step, **{**EXAMINED, "owner_id": lead.id, **found})
    return advanced(step, "examine", lead)


@makes
def planned(step: WorkStep, days: int = 30, **more: Any) -> WorkStep:
    """The plan of a trial stop with one signal."""
    row = db.session.get_one(WorkStep, step.id)
    signal = Measure(
        scope=Scope.OPERATION, name="Palautteet", unit_of_measure="kpl viikossa", baseline=Decimal(2),
        target=Decimal(5), danger=Danger.RISES,
    )  # fmt: skip
    plan = {
        "aim": "Raporttia ei tehdä.", "instead": "Luvut katsotaan järjestelmästä.",
        "if_asked": "Ohjataan järjestelmään.", "starts_on": TODAY, "ends_on": TODAY + timedelta(days=days),
        "is_harmless": True,
    }  # fmt: skip
    places = [ExperimentUnit(unit_id=row.unit_id or unit().id)]
    row.experiments.append(
        Experiment(kind=ExperimentKind.TRIAL_STOP, measures=[signal], units=places, **{**plan, **more})
    )
    return row


def trialled(author: User, lead: User, **found: Any) -> WorkStep:
    """A work step that is being left out for a while."""
    return advanced(planned(examined(author, lead, **found)), "try-without", lead)


@makes
def read(step: WorkStep, value: int = 2, on: date = TODAY) -> WorkStep:
    """A reading of every signal."""
    row = db.session.get_one(WorkStep, step.id)
    for signal in row.experiment.measures if row.experiment else ():
        signal.readings.append(Reading(on=on, value=Decimal(value), note="", at=NOW))
    return row


def given_up(author: User, lead: User, **found: Any) -> WorkStep:
    """A work step that is given up, with its decision."""
    step = advanced(examined(author, lead, **found), "give-up", lead, "Kukaan ei lue sitä.", ending="stop")
    return decided(step, "stop", lead)


def kept(author: User, lead: User, review_on: date = TODAY + timedelta(days=365)) -> WorkStep:
    """A work step that is kept, and looked at again on a day."""
    step = examined(author, lead)
    day = review_on.isoformat()
    step = advanced(step, "keep", lead, "Tätä tarvitaan vielä.", keeping="keep", review_on=day)
    return decided(step, "keep", lead, review_on=review_on)


@makes
def decided(step: WorkStep, kind: str, by: User, review_on: date | None = None) -> WorkStep:
    """The row of a decision, with the hours as they are estimated now."""
    row = db.session.get_one(WorkStep, step.id)
    hours = row.estimate if review_on is None else None
    row.review_on = review_on
    row.decisions.append(
        Decision(
            kind=kind,
            decided_by_id=by.id,
            on=settings().local_day(NOW),
            review_on=review_on,
            evidence_class=row.evidence_class if hours else None,
            hours_low=hours.low if hours else None,
            hours_likely=hours.likely if hours else None,
            hours_high=hours.high if hours else None,
        )
    )
    return row


@makes
def prolonged(step: WorkStep, until: date) -> WorkStep:
    """A trial that ends later than was planned."""
    row = db.session.get_one(WorkStep, step.id)
    assert row.experiment is not None
    row.experiment.extended_from, row.experiment.ends_on = row.experiment.ends_on, until
    return row
