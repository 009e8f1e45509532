"""Owns which rows stand behind which figure: by its name, the condition that makes a row belong to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, select, true
from sqlalchemy.orm import aliased

from ideas.counting import BEGINNING
from ideas.figures import verified_hours
from ideas.models.case import Case
from ideas.models.decision import Decision
from ideas.models.flow import CourseRow, VisitRow
from ideas.models.follow_up import FollowUp
from ideas.scope import Scope
from workflow.calendar import months_after
from workflow.flow import ENDS, FIRST, OPEN, month_of
from workflow.lifecycles.idea_states import IdeaState
from workflow.lifecycles.work_step_states import Ending, WorkStepState

Condition = ColumnElement[bool]
LAST = aliased(VisitRow, name="last")
"""The visit that lasts; there is one of each case."""
LONGEST_DAYS = 100_000
STILL_OPEN = "open"
"""Asks for those of a cohort that are in no end."""

OPENED = tuple(sorted(map(str, chain(*OPEN.values()))))
ENDED = tuple(map(str, chain(*ENDS.values())))
ARRIVED = tuple(map(str, FIRST.values()))
ENTERED = (*OPENED, *ENDED)
REACHED = (*ENTERED, STILL_OPEN)
IN_USE, GONE, TRIED = (IdeaState.ADOPTED.value,), (WorkStepState.GIVEN_UP.value,), (IdeaState.PILOTED.value,)


class Took(StrEnum):
    """What is told of how long it took, beside the days on which a row entered and left its state."""

    IN_STATE = "in-state"
    IN_ALL = "in-all"
    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    NOTHING = ""


@dataclass(frozen=True, slots=True, eq=False)
class Behind:
    """The rows of one figure: each is a visit of a case to a state, or what hangs on the visit that lasts.

    `day` orders the rows and says in which month each belongs, `n` parts those of one case. `states` can be
    asked for and are `meant` of the visit where nothing else is said; without any it is in whatever state.
    What `lasts` is there now, however long ago it began, and begins with the oldest. `hours` are a year.
    """

    states: tuple[str, ...]
    are: Condition
    day: Any = VisitRow.entered_on
    n: Any = VisitRow.n
    meant: Callable[[tuple[str, ...]], Condition] = VisitRow.state.in_
    took: Took = Took.NOTHING
    lasts: bool = False
    takes_days: bool = False
    hours: Any = None
    beside: Any = None
    is_past: bool = False
    """Whether only days that have passed count."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which figure the rows are asked for; what is empty narrows nothing down."""

    scope: Scope
    figure: str = "standing"
    state: str = ""
    month: date | None = None
    longer_than: int | None = None

    @property
    def behind(self) -> Behind:
        """What stands behind the figure."""
        return FIGURES[self.figure]

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day of the months asked for; None where it is told what is there now."""
        if self.month is not None:
            return self.month, _end(self.month)
        if self.behind.lasts:
            return None
        window = self.scope.window(BEGINNING)
        return window.first, _end(window.last)

    @property
    def is_from_beginning(self) -> bool:
        """Whether the months reach back to the first that there is."""
        return self.days is not None and self.days[0] == BEGINNING

    @property
    def address(self) -> dict[str, str]:
        """What the address says of it, scope and all."""
        said = {
            "figure": self.figure,
            "state": self.state,
            "month": self.month.isoformat()[:7] if self.month else "",
            "days": "" if self.longer_than is None else str(self.longer_than),
        }
        return {**{name: value for name, value in said.items() if value}, **self.scope.address}


def asked_of(said: Mapping[str, str], scope: Scope) -> Asked:
    """What the address asks for; what it says wrongly is left out."""
    figure = said.get("figure", "")
    figure = figure if figure in FIGURES else "standing"
    state = said.get("state", "")
    return Asked(
        scope, figure,
        state=state if state in FIGURES[figure].states else "",
        month=_month(said.get("month", "")),
        longer_than=_number(said.get("days", "")) if FIGURES[figure].takes_days else None,
    )  # fmt: skip


def rows_behind(asked: Asked, *columns: Any) -> Select[Any]:
    """Every row of the figure in its scope, in no order; a case that was merged counts in another."""
    behind = asked.behind
    statement = select(*columns).select_from(VisitRow)
    statement = statement.join(CourseRow, CourseRow.case_id == VisitRow.case_id)
    statement = statement.join(Case, Case.id == VisitRow.case_id)
    statement = statement.join(LAST, and_(LAST.case_id == VisitRow.case_id, LAST.left_on.is_(None)))
    if behind.beside is not None:
        statement = statement.join(behind.beside, behind.beside.case_id == VisitRow.case_id)
    return statement.where(LAST.state != IdeaState.MERGED, behind.are, *asked.scope.cases, *_narrowed(asked))


def _narrowed(asked: Asked) -> list[Condition]:
    behind = asked.behind
    found = [behind.meant((asked.state,) if asked.state else behind.states or ENTERED)]
    if (days := asked.days) is not None:
        found.append(behind.day.between(*days))
    if behind.is_past:
        found.append(behind.day < asked.scope.today)
    if asked.longer_than is not None:
        found.append(_older(asked))
    return found


def _older(asked: Asked) -> Condition:
    """Since the visit began there were more days than these, the first and today counted."""
    return VisitRow.entered_on <= asked.scope.today - timedelta(days=asked.longer_than or 0)


def _reached(states: tuple[str, ...]) -> Condition:
    """Those that ever came to the state; of the ends only the one that holds."""
    if len(states) > 1:
        return VisitRow.state.in_(ENTERED)
    (state,) = states
    if state == STILL_OPEN:
        return LAST.state.in_(OPENED)
    if state in ENDED:
        return LAST.state == state
    if state in ARRIVED:
        return Case.kind.in_([kind for kind, first in FIRST.items() if first == state])
    other = aliased(VisitRow)
    return exists().where(other.case_id == VisitRow.case_id, other.state == state).correlate(VisitRow)


def _month(text: str) -> date | None:
    """The month of 2026-05, or of a day in it."""
    try:
        return month_of(date.fromisoformat(f"{text}-01" if len(text) == len("2026-05") else text))
    except ValueError:
        return None


def _number(text: str) -> int | None:
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(LONGEST_DAYS))
    return min(int(text), LONGEST_DAYS) if is_number else None


def _end(day: date) -> date:
    """The last day of the month."""
    return months_after(month_of(day), 1) - timedelta(days=1) if day.month < 12 else day.replace(day=31)


_EVERY: Condition = true()
_LASTS: Condition = VisitRow.left_on.is_(None)
_FIRST: Condition = VisitRow.n == 1
_OF_CUSTOMERS: Condition = and_(_FIRST, CourseRow.is_from_front_line.is_(True))
_HOLDS: Condition = and_(_LASTS, Decision.ended_at.is_(None), Decision.kind.in_([*Ending]))
_USED = and_(_LASTS, CourseRow.needed_hours.is_not(None), CourseRow.needed_hours != 0)

FIGURES: Mapping[str, Behind] = {
    "standing": Behind(OPENED, _LASTS, took=Took.IN_STATE, lasts=True),
    "stayed-longer": Behind(OPENED, _LASTS, took=Took.IN_STATE, lasts=True, takes_days=True),
    "entered": Behind(ENTERED, _EVERY, took=Took.IN_STATE),
    "left": Behind(ENTERED, _EVERY, day=VisitRow.left_on, took=Took.IN_STATE),
    "stayed": Behind(OPENED, _EVERY, day=VisitRow.left_on, took=Took.IN_STATE),
    "closed": Behind(ENDED, _LASTS, took=Took.IN_ALL),
    "answered": Behind((), _FIRST, day=CourseRow.answered_on, took=Took.ANSWERED),
    "unanswered": Behind(
        (),
        and_(_FIRST, CourseRow.answered_on.is_(None), LAST.state.in_(OPENED)),
        took=Took.UNANSWERED,
        lasts=True,
        takes_days=True,
    ),
    "cohort": Behind(REACHED, _FIRST, meant=_reached),
    "front-line": Behind((IdeaState.SUBMITTED.value, *IN_USE), _OF_CUSTOMERS, meant=_reached),
    "piloted": Behind(TRIED, _EVERY),
    "directed": Behind(TRIED, CourseRow.is_directed.is_(True)),
    "undirected": Behind(TRIED, CourseRow.is_directed.is_(False)),
    "adopted": Behind(IN_USE, _LASTS, took=Took.IN_ALL),
    "paired": Behind(IN_USE, and_(_LASTS, CourseRow.is_paired.is_(True))),
    "unpaired": Behind(IN_USE, and_(_LASTS, CourseRow.is_paired.is_(False))),
    "taken-on": Behind(IN_USE, _USED, hours=CourseRow.needed_hours),
    "untold": Behind(IN_USE, and_(_LASTS, CourseRow.needed_hours.is_(None))),
    "asked": Behind(
        IN_USE, and_(_LASTS, FollowUp.answered_at.is_(None)), FollowUp.due_on, FollowUp.number,
        beside=FollowUp, is_past=True,
    ),
    "told": Behind(
        IN_USE, and_(_LASTS, FollowUp.answered_at.is_not(None)), FollowUp.due_on, FollowUp.number,
        beside=FollowUp, is_past=True,
    ),
    "given-up": Behind(GONE, _LASTS, took=Took.IN_ALL),
    "verified": Behind(
        (), and_(_HOLDS, verified_hours().is_not(None)), Decision.on, Decision.id,
        hours=verified_hours(), beside=Decision,
    ),
}  # fmt: skip
"""Every figure that has rows."""
