"""Owns what leads promise of each open state, and until when somebody is promised an answer."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from ideas.cells import closed_days
from ideas.extensions import db, settings
from ideas.history import record
from ideas.models.flow import Commitment
from workflow.calendar import promise_date
from workflow.events import Kind
from workflow.flow import FIRST
from workflow.lifecycles.idea_states import OPEN_STATES, IdeaState
from workflow.lifecycles.work_step_states import OPEN_STEP_STATES, WorkStepState

Place = tuple[str, str]
"""A kind of case and an open state of it."""
PLACES: tuple[Place, ...] = (
    *(("idea", state) for state in IdeaState if state in OPEN_STATES),
    *(("work-step", state) for state in WorkStepState if state in OPEN_STEP_STATES),
)
"""Every state of which something can be promised, in the order in which a case goes through them."""

UNFLUSHED = {"autoflush": False}


class Held(NamedTuple):
    """Within how many working days a case leaves the state, and how many are in it; None is unsaid."""

    promised_days: int | None = None
    most_cases: int | None = None


def commitments() -> Mapping[Place, Held]:
    """What is promised of every open state; of the state in which cases arrive there always is a promise."""
    return {place: _with_answer(place, held) for place, held in stored().items()}


def stored() -> Mapping[Place, Held]:
    """What the leads themselves have set for every open state."""
    columns = (Commitment.kind, Commitment.state, Commitment.promised_days, Commitment.most_cases)
    rows = {(kind, state): Held(*set_) for kind, state, *set_ in db.session.execute(select(*columns))}
    return {place: rows.get(place, Held()) for place in PLACES}


def promised_days(kind: str, state: str) -> int:
    """Within how many working days something is promised to happen in the state, or to be answered at all."""
    statement = select(Commitment.promised_days).where(Commitment.kind == kind, Commitment.state == state)
    # A case that is moving is written once, when its next date is known.
    return db.session.scalar(statement, execution_options=UNFLUSHED) or settings().promise_days


def answer_days(kind: str) -> int:
    """Within how many working days somebody who brings a case of that kind is answered."""
    return promised_days(kind, FIRST[kind])


def promised_on(kind: str, state: str, today: date) -> date:
    """The last day of what is promised to a case that comes into the state today."""
    return promise_date(today, promised_days(kind, state), closed_days())


def commit_to(place: Place, held: Held, *, actor_id: int | None, at: datetime) -> None:
    """Promise so much of the state from now on; nothing is told where nothing changes."""
    kind, state = place
    row = db.session.get(Commitment, place) or Commitment(kind=kind, state=state)
    before = Held(row.promised_days, row.most_cases)
    if held == before:
        return
    row.promised_days, row.most_cases = held
    db.session.add(row)
    data = {"kind": kind, "state": state, **_said(held), **_said(before, "_before")}
    record(Kind.COMMITMENT_SET, at=at, actor_id=actor_id, data=data)


def _with_answer(place: Place, held: Held) -> Held:
    kind, state = place
    is_silent = held.promised_days is None and state == FIRST[kind]
    return held._replace(promised_days=settings().promise_days) if is_silent else held


def _said(held: Held, suffix: str = "") -> dict[str, Any]:
    return {f"days{suffix}": held.promised_days, f"most{suffix}": held.most_cases}
