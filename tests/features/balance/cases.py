"""Makes both sides of the balance: ideas in use and work steps given up, inside an app context."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from ideas.decisions import end
from ideas.extensions import db
from ideas.features.balance.queries import Report, report
from ideas.features.balance.scope import scope_of
from ideas.lifecycle import advance
from ideas.models import Decision, Idea, Pairing, Reallocation, Unit, User, Verification
from ideas.models.decision import Remainder
from ideas.models.work_step import WorkStep
from ideas.transaction import command
from ideas.units import unit_tree
from tests import factories, steps
from workflow.evidence import EvidenceClass
from workflow.lifecycles.idea_states import Size
from workflow.machine import Note

TODAY = date(2026, 3, 20)


def adopted(
    author: User, lead: User, needs: str | None = "100", at: datetime = factories.NOW, **texts: Any
) -> Idea:
    """An idea in use that needs so many hours a year."""
    hours = None if needs is None else Decimal(needs)
    idea = factories.evaluated(author, lead, size=Size.SMALL, needed_hours=hours, **texts)
    _adopt(idea, lead, at)
    return idea


@command
def _adopt(idea: Idea, lead: User, at: datetime) -> None:
    note = Note("Tehdään heti.", {"doer": "Aino", "deadline": "2026-04-01"})
    advance(db.session.get_one(Idea, idea.id), "adopt-at-once", actor=factories.actor(lead), note=note, at=at)


def given_up(author: User, lead: User, verified: str | None = None, **found: Any) -> WorkStep:
    """A work step of 120 hours a year that is given up, verified if so said."""
    step = steps.given_up(author, lead, **found)
    if verified is not None:
        verify(step, lead, verified)
    return step


@command
def verify(step: WorkStep, by: User, hours: str) -> None:
    """Somebody looked, and found so many hours a year."""
    found = {"remainder": Remainder.GONE, "how": "Laskettu.", "verified_by_id": by.id, "at": factories.NOW}
    db.session.add(Verification(decision_id=_decision(step).id, hours=Decimal(hours), **found))


@command
def place(step: WorkStep, by: User, hours: str, purpose: str, for_customers: bool) -> None:
    """Somebody told where some of the hours went."""
    said = {"purpose": purpose, "is_for_customers": for_customers, "placed_by_id": by.id, "at": factories.NOW}
    db.session.add(Reallocation(decision_id=_decision(step).id, hours=Decimal(hours), **said))


@command
def decide_on(step: WorkStep, day: date) -> None:
    """Let the decision have been made on another day."""
    _decision(step).on = day


@command
def measure(step: WorkStep) -> None:
    """Let the hours have been measured when the decision was made."""
    _decision(step).evidence_class = EvidenceClass.A


@command
def resume(step: WorkStep, by: User) -> None:
    """The work step comes back into use."""
    row = db.session.get_one(WorkStep, step.id)
    note = Note("Asiakas kaipasi sitä.", {})
    advance(row, "resume", actor=factories.actor(by), note=note, at=factories.NOW)
    end(row, factories.NOW)


@command
def pair(idea: Idea, step: WorkStep, by: User) -> None:
    """Let the work step make room for the idea."""
    db.session.add(Pairing(idea_id=idea.id, work_step_id=step.id, paired_by_id=by.id, at=factories.NOW))


@command
def hide(step: WorkStep) -> None:
    """Let nobody but its author know of it."""
    db.session.get_one(WorkStep, step.id).visibility = "private"  # type: ignore[assignment]


def seen(by: User, year: str | None = "all", unit: Unit | None = None) -> Report:
    """The page as this person sees it in March 2026."""
    of = unit.id if unit else None
    actor = factories.actor(by)
    return report(scope_of(year, of, unit_tree("fi"), actor=actor, today=TODAY, zone="Europe/Helsinki"))


def _decision(step: WorkStep) -> Decision:
    holding = select(Decision).where(Decision.case_id == step.id, Decision.ended_at.is_(None))
    return db.session.scalars(holding).one()
