"""Reads what a decision brought: what was decided, what was verified, and where the time went."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ideas.access import demand, find
from ideas.figures import locked
from ideas.models.decision import Decision
from ideas.models.work_step import WorkStep
from workflow.actors import Actor
from workflow.hours import Range
from workflow.lifecycles.work_step_states import WorkStepState
from workflow.machine import Refused
from workflow.permissions import Action
from workflow.problems import Problem


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the decision that holds brought, in hours a year.

    `decided` is what was estimated when it was made, `verified` what was found last; `left` lies below zero
    where more was placed than was found since. `due_on` is the day on which somebody looks again.
    """

    decision: Decision
    decided: Range | None
    verified: Decimal | None
    placed: Decimal
    for_customers: Decimal
    left: Decimal | None
    due_on: date | None


def given_up(public_id: str, action: Action, actor: Actor) -> WorkStep:
    """The work step while it is given up, for somebody who may do this; Forbidden and Refused say why not."""
    step = find(WorkStep, public_id, actor)
    demand(action, actor, step)
    if step.state != WorkStepState.GIVEN_UP:
        raise Refused(Problem.WRONG_STATE)
    return step


def held(step: WorkStep) -> Decision:
    """The decision that holds; Refused where there is none."""
    if step.decision is None:
        raise Refused(Problem.WRONG_STATE)
    return step.decision


def outcome(step: WorkStep) -> Outcome | None:
    """What the decision that holds brought; None where nothing is decided."""
    decision = step.decision
    if decision is None:
        return None
    return Outcome(
        decision=decision,
        decided=locked(decision),
        verified=decision.verified_hours,
        placed=decision.placed_hours,
        for_customers=sum((use.hours for use in decision.reallocations if use.is_for_customers), Decimal()),
        left=free(decision),
        due_on=step.next_date,
    )


def free(decision: Decision) -> Decimal | None:
    """Verified hours a year that have no use yet; None before anybody has verified."""
    verified = decision.verified_hours
    return None if verified is None else verified - decision.placed_hours
