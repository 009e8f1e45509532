"""Carries out what has become due, each case by itself, so that any number of workers may try."""

import logging
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from ideas import cells, retention
from ideas.decisions import end
from ideas.extensions import db, settings
from ideas.features.rounds import promising, queries, reminders
from ideas.feedback import remind_of_feedback
from ideas.lifecycle import advance
from ideas.models.case import Case
from ideas.models.work_step import WorkStep
from ideas.transaction import command, hold, let_go
from workflow.actors import Actor, Role
from workflow.machine import Note

C = TypeVar("C", bound=Case)
Deed = Callable[[int, datetime], bool]
Due = Callable[[date], list[int]]
_log = logging.getLogger(__name__)
CLOCK = Actor(None, Role.EMPLOYEE)
"""The system itself."""


def daily_round(at: datetime) -> int:
    """Everything that is due on the day of that moment; how many things were done to cases.

    What fails is told, and tried again in the next round; everything else is done.
    """
    due: list[tuple[Deed, Due]] = [
        (call_back, queries.returning),
        (remind, queries.ending),
        (warn, queries.overdue),
        (ask_for_readings, queries.unread),
        (ask_what_changed, queries.unanswered),
        (ask_how_it_went, queries.applied),
        (remind_of_promise, promising.due),
    ]
    done = sum(_times_done(deed, cases, at) for deed, cases in due)
    try:
        cells.melt_all()
    finally:
        _keep_house(at)
    return done


def _keep_house(at: datetime) -> None:
    """What is done once a day and about no case."""
    try:
        remind_of_feedback(at)
    finally:
        retention.daily(at)


def _times_done(deed: Deed, due: Due, at: datetime) -> int:
    """To how many cases it was done."""
    try:
        cases = due(settings().local_day(at))
    except Exception as error:
        _log.warning("%s before %s during the round", type(error).__name__, deed.__name__)
        let_go()
        return 0
    return sum(_is_done(deed, case_id, at) for case_id in cases)


def _is_done(deed: Deed, case_id: int, at: datetime) -> bool:
    """Whether it was done to this case."""
    try:
        return deed(case_id, at)
    except Exception as error:
        # The kind of the fault alone: what it says may tell of people.
        _log.warning("%s at case %d during the round", type(error).__name__, case_id)
        return False


@command
def call_back(case_id: int, at: datetime) -> bool:
    """A kept work step whose review date has come is looked at again."""
    step = _held(WorkStep, case_id)
    if not step.facts(today=settings().local_day(at)).is_due:
        return False
    advance(step, "return", actor=CLOCK, note=Note(), at=at)
    end(step, at)
    return True


@command
def remind(case_id: int, at: datetime) -> bool:
    """The experiment ends within a week."""
    return reminders.ends_soon(_held(Case, case_id), at)


@command
def warn(case_id: int, at: datetime) -> bool:
    """The experiment has ended, and nobody has decided."""
    return reminders.is_overdue(_held(Case, case_id), at)


@command
def ask_for_readings(case_id: int, at: datetime) -> bool:
    """The day has come on which its measures are read."""
    return reminders.readings_due(_held(Case, case_id), at)


@command
def ask_what_changed(case_id: int, at: datetime) -> bool:
    """The day has come on which somebody tells what changed."""
    return reminders.follow_up_due(_held(Case, case_id), at)


@command
def ask_how_it_went(case_id: int, at: datetime) -> bool:
    """The day has come on which somebody tells how it went elsewhere."""
    return reminders.applications_due(_held(Case, case_id), at)


@command
def remind_of_promise(case_id: int, at: datetime) -> bool:
    """The day of what is promised to it is near, or has passed."""
    return promising.call_to_mind(_held(Case, case_id), at)


def _held(kind: type[C], case_id: int) -> C:
    """The case as it is now, kept from other workers until the command ends."""
    case = db.session.get_one(kind, case_id)
    hold(case)
    db.session.refresh(case)
    return case
