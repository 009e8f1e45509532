"""Carries out what has become due, each case by itself, so that any number of workers may try."""

import logging
from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy.exc import SQLAlchemyError

from ideas.decisions import end
from ideas.extensions import db, settings
from ideas.features.rounds.queries import ending, is_told, overdue, returning
from ideas.history import record
from ideas.i18n import format_date
from ideas.lifecycle import advance
from ideas.models.work_step import WorkStep
from ideas.transaction import command, hold
from workflow.actors import Actor, Role
from workflow.events import Kind
from workflow.lifecycles.work_step_states import WorkStepState
from workflow.machine import Forbidden, Note, Refused

Deed = Callable[[int, datetime], bool]
_log = logging.getLogger(__name__)
CLOCK = Actor(None, Role.EMPLOYEE)
"""The system itself."""


def daily_round(at: datetime) -> int:
    """Everything that is due on the day of that moment; how many things were done."""
    today = settings().local_day(at)
    due: list[tuple[Deed, list[int]]] = [
        (call_back, returning(today)),
        (remind, ending(today)),
        (warn, overdue(today)),
    ]
    return sum(_is_done(deed, case_id, at) for deed, cases in due for case_id in cases)


def _is_done(deed: Deed, case_id: int, at: datetime) -> bool:
    """Whether it was done to this case; what fails is told, and tried again in the next round."""
    try:
        return deed(case_id, at)
    except (SQLAlchemyError, Refused, Forbidden) as error:
        # The kind of the fault alone: what it says may tell of people.
        _log.warning("%s at case %d during the round", type(error).__name__, case_id)
        return False


@command
def call_back(case_id: int, at: datetime) -> bool:
    """A kept work step whose review date has come is looked at again."""
    step = _held(case_id)
    if not step.facts(today=settings().local_day(at)).is_due:
        return False
    advance(step, "return", actor=CLOCK, note=Note(), at=at)
    end(step, at)
    return True


@command
def remind(case_id: int, at: datetime) -> bool:
    """The trial stop ends within a week."""
    return _tell(Kind.TRIAL_ENDS_SOON, case_id, at)


@command
def warn(case_id: int, at: datetime) -> bool:
    """The trial stop has ended, and nobody has decided."""
    return _tell(Kind.TRIAL_OVERDUE, case_id, at)


def _tell(kind: Kind, case_id: int, at: datetime) -> bool:
    """Say it once of each planned end; an extension is called to mind again."""
    step = _held(case_id)
    ends_on: date | None = step.experiment.ends_on if step.experiment else None
    day = format_date(ends_on)
    if step.state != WorkStepState.TRIALLED or is_told(step, kind, day):
        return False
    record(kind, at=at, actor_id=None, case=step, data={"day": day})
    return True


def _held(case_id: int) -> WorkStep:
    """The work step as it is now, kept from other workers until the command ends."""
    step = db.session.get_one(WorkStep, case_id)
    hold(step)
    db.session.refresh(step)
    return step
