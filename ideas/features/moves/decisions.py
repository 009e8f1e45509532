"""What a move of a work step decides: hours are locked when it goes, and let go when it comes back."""

from datetime import date, datetime

from ideas.decisions import decide, end
from ideas.models.work_step import WorkStep
from workflow.actors import Actor
from workflow.events import Kind
from workflow.lifecycles.work_step_states import Ending, Keeping
from workflow.machine import Ask, Note

BACK = frozenset({Kind.RESUMED, Kind.RECONSIDERED, Kind.RETURNED})
"""The kinds with which a decision ends."""


def settle(step: WorkStep, kind: Kind, note: Note, *, actor: Actor, at: datetime) -> None:
    """Write the decision that the move is, or end the one that held."""
    review_on = _day(note.data.get(Ask.REVIEW_ON))
    if kind is Kind.GIVEN_UP:
        decide(step, Ending(note.data[Ask.ENDING]), actor=actor, at=at, review_on=review_on)
    elif kind is Kind.KEPT:
        decide(step, Keeping(note.data[Ask.KEEPING]), actor=actor, at=at, review_on=review_on)
    elif kind in BACK:
        end(step, at)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
