"""Keeps what is decided about a work step: its hours are locked when it goes, and let go when it returns."""

from datetime import date, datetime, timedelta

from ideas.extensions import settings
from ideas.models.decision import Decision
from ideas.models.work_step import WorkStep
from workflow.actors import Actor
from workflow.calendar import months_after
from workflow.lifecycles.work_step_states import VERIFIED_AFTER, VERIFIED_EARLY, Ending, Keeping


def decide(
    step: WorkStep, kind: Ending | Keeping, *, actor: Actor, at: datetime, review_on: date | None = None
) -> Decision:
    """Lock the hours of a step that is given up as they are estimated now; a kept step has none."""
    hours = step.estimate if isinstance(kind, Ending) else None
    decision = Decision(
        kind=kind,
        decided_by_id=actor.id,
        on=settings().local_day(at),
        review_on=review_on,
        evidence_class=step.evidence_class if hours else None,
        hours_low=hours.low if hours else None,
        hours_likely=hours.likely if hours else None,
        hours_high=hours.high if hours else None,
    )
    step.decisions.append(decision)
    step.review_on = review_on
    return decision


def end(step: WorkStep, at: datetime) -> None:
    """The decision holds no longer: the step is looked at again, or is back in use."""
    if step.decision is not None:
        step.decision.ended_at = at
    step.review_on = None


def next_look(decision: Decision, today: date) -> date | None:
    """The next day on which it is verified or looked at again; none where all have passed.

    A verification that comes a little early counts for the day of verifying that is near.
    """
    verifying = (months_after(decision.on, months) for months in VERIFIED_AFTER)
    planned = [day for day in verifying if day - today > timedelta(days=VERIFIED_EARLY)]
    reviews = [decision.review_on] if decision.review_on and decision.review_on > today else []
    return min([*planned, *reviews], default=None)
