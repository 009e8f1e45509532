"""Owns what the flow of cases is counted from: visits to states, and the cells in which each case is counted.

Cells of many cases add up. So a change of a case is the difference between its cells before and after, and
every figure is a function of the sum alone, however many cases there are.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from workflow.calendar import NO_DAYS, age_in_days, working_days_between
from workflow.events import Kind
from workflow.lifecycles.idea_states import OPEN_STATES, IdeaState
from workflow.lifecycles.work_step_states import OPEN_STEP_STATES, WorkStepState

OPEN: Mapping[str, frozenset[str]] = {"idea": OPEN_STATES, "work-step": OPEN_STEP_STATES}
"""By kind of case, the states in which somebody still has something to do."""
ENDS: Mapping[str, tuple[str, ...]] = {
    "idea": (IdeaState.ADOPTED, IdeaState.DROPPED),
    "work-step": (WorkStepState.GIVEN_UP, WorkStepState.KEPT),
}
"""By kind of case, the states in which it is decided."""
FIRST: Mapping[str, str] = {"idea": IdeaState.SUBMITTED, "work-step": WorkStepState.RECORDED}
"""By kind of case, the state in which it arrives."""
RESPONSES = frozenset(
    {
        Kind.COMMENTED, Kind.INFO_ASKED, Kind.EVALUATED, Kind.PILOTED, Kind.ADOPTED, Kind.ADOPTED_AT_ONCE,
        Kind.DROPPED, Kind.MERGED, Kind.THANKED, Kind.EXAMINED, Kind.TRIALLED, Kind.GIVEN_UP, Kind.KEPT,
    }
)  # fmt: skip
"""What answers an author in a person's words, when somebody else than an author does it."""
HOURS = 10_000
"""Hours a year are counted in ten-thousandths, so that cells stay whole numbers."""


class Figure(StrEnum):
    """What a cell counts, and at which number.

    At the day of the month: entered, left, standing (in an open state now), unanswered (by the month of
    arrival), asked (a follow-up that waits) and told (one that was answered). At days: stayed (in a
    state, first and last day counted), closed (open in all, by the state of the end) and, in working
    days, worked (in a state) and answered (to the first answer). At 0: reached (by the month of arrival),
    untold (no hours told) and taken-on (hours a year, in ten-thousandths). At 1 for yes and 0 for no:
    front-line (by the month of arrival), directed and paired.
    """

    ENTERED = "entered"
    LEFT = "left"
    STAYED = "stayed"
    WORKED = "worked"
    STANDING = "standing"
    CLOSED = "closed"
    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    REACHED = "reached"
    FRONT_LINE = "front-line"
    DIRECTED = "directed"
    TAKEN_ON = "taken-on"
    UNTOLD = "untold"
    PAIRED = "paired"
    ASKED = "asked"
    TOLD = "told"


class Visit(NamedTuple):
    """One stay in a state, from the day of entering to the day of leaving; `left` is None while it lasts."""

    state: str
    entered: date
    left: date | None = None


class Key(NamedTuple):
    """Under which a cell is counted; `month` is the first day of one."""

    month: date
    figure: Figure
    kind: str
    state: str = ""
    size: str = ""


Cells = dict[Key, Counter[int]]
"""Number of cases by key and by the number at which they are counted."""
Counted = Iterator[tuple[Key, int, int]]


@dataclass(frozen=True, slots=True)
class Course:
    """What is counted of one case: its visits in order, and what else the figures ask of it."""

    kind: str
    visits: tuple[Visit, ...]
    size: str = ""
    is_from_front_line: bool | None = None
    is_directed: bool = False
    answered: date | None = None
    needed_hours: Decimal | None = None
    is_paired: bool = False
    asked: tuple[tuple[date, bool], ...] = ()
    """The days on which it is asked what changed, and whether that has been told."""

    @property
    def is_counted(self) -> bool:
        """A case that was merged into another is counted there."""
        return bool(self.visits) and self.visits[-1].state != IdeaState.MERGED


def visits(moves: Iterable[tuple[str, date]]) -> tuple[Visit, ...]:
    """The stays that follow from the moves of a case, each a state and the day on which it was entered."""
    found: list[Visit] = []
    for state, day in moves:
        if found:
            last = found[-1]
            day = max(day, last.entered)
            found[-1] = last._replace(left=day)
        found.append(Visit(state, day))
    return tuple(found)


def tally(course: Course, closed: frozenset[date] = NO_DAYS) -> Cells:
    """The cells of one case; `closed` are the organisation's own days without work."""
    return tallied((course,), closed)


def tallied(courses: Iterable[Course], closed: frozenset[date] = NO_DAYS) -> Cells:
    """The cells of many cases: what those of each come to when they are added."""
    cells: defaultdict[Key, Counter[int]] = defaultdict(Counter)
    for course in courses:
        if course.is_counted:
            for key, at, n in _counted(course, closed):
                cells[key][at] += n
    return dict(cells)


def added(many: Iterable[Cells]) -> Cells:
    """The cells of many cases together; what comes to nothing is left out."""
    total: Cells = {}
    for cells in many:
        for key, counts in cells.items():
            total.setdefault(key, Counter()).update(counts)
    return {key: kept for key, counts in total.items() if (kept := _without_nothing(counts))}


def difference(before: Cells, after: Cells) -> Cells:
    """What has to be added to the first to make it the second."""
    undone = {key: Counter({at: -n for at, n in counts.items()}) for key, counts in before.items()}
    return added([undone, after])


def runs(course: Course) -> Iterator[tuple[date, date | None]]:
    """The stretches in which the case was open without a break, from the first day to the last."""
    begun: date | None = None
    for visit in course.visits:
        is_open = visit.state in OPEN[course.kind]
        if is_open and begun is None:
            begun = visit.entered
        elif not is_open and begun is not None:
            yield begun, visit.entered
            begun = None
    if begun is not None:
        yield begun, None


def open_days(course: Course) -> int:
    """How many days the case was open in all, each stretch counted with its first and last day."""
    return sum(age_in_days(first, last) for first, last in runs(course) if last is not None)


def month_of(day: date) -> date:
    """The first day of the month."""
    return day.replace(day=1)


def _without_nothing(counts: Mapping[int, int]) -> Counter[int]:
    return Counter({at: n for at, n in counts.items() if n})


def _counted(course: Course, closed: frozenset[date]) -> Counted:
    for visit in course.visits:
        yield from _stay(course, visit, closed)
    yield from _end(course)
    yield from _cohort(course)
    yield from _answer(course, closed)
    yield from _room(course)
    for day, is_told in course.asked:
        yield _key(course, day, Figure.TOLD if is_told else Figure.ASKED), day.day, 1


def _key(course: Course, day: date, figure: Figure, state: str = "") -> Key:
    return Key(month_of(day), figure, course.kind, state, course.size)


def _stay(course: Course, visit: Visit, closed: frozenset[date]) -> Counted:
    is_open = visit.state in OPEN[course.kind]
    yield _key(course, visit.entered, Figure.ENTERED, visit.state), visit.entered.day, 1
    if visit.state == IdeaState.PILOTED:
        yield _key(course, visit.entered, Figure.DIRECTED, visit.state), int(course.is_directed), 1
    if visit.left is None:
        if is_open:
            yield _key(course, visit.entered, Figure.STANDING, visit.state), visit.entered.day, 1
        return
    yield _key(course, visit.left, Figure.LEFT, visit.state), visit.left.day, 1
    if is_open:
        days = working_days_between(visit.entered, visit.left, closed)
        yield _key(course, visit.left, Figure.STAYED, visit.state), age_in_days(visit.entered, visit.left), 1
        yield _key(course, visit.left, Figure.WORKED, visit.state), days, 1


def _end(course: Course) -> Counted:
    last = course.visits[-1]
    if last.state in ENDS[course.kind]:
        yield _key(course, last.entered, Figure.CLOSED, last.state), open_days(course), 1


def _cohort(course: Course) -> Counted:
    """The month of arrival, with every state that was reached since; of the ends only the one that holds."""
    begun, ends = course.visits[0].entered, ENDS[course.kind]
    reached = {visit.state for visit in course.visits if visit.state not in ends}
    now = course.visits[-1].state
    for state in sorted(reached | ({now} if now in ends else set()) | {FIRST[course.kind]}):
        yield _key(course, begun, Figure.REACHED, state), 0, 1
        if course.is_from_front_line is not None and state in (FIRST[course.kind], *ends[:1]):
            yield _key(course, begun, Figure.FRONT_LINE, state), int(course.is_from_front_line), 1


def _answer(course: Course, closed: frozenset[date]) -> Counted:
    """Who took the case back before anybody answered waits for no answer."""
    begun = course.visits[0].entered
    if course.answered is not None:
        days = working_days_between(begun, course.answered, closed)
        yield _key(course, course.answered, Figure.ANSWERED), max(days, 0), 1
    elif course.visits[-1].state in OPEN[course.kind]:
        yield _key(course, begun, Figure.UNANSWERED), begun.day, 1


def _room(course: Course) -> Counted:
    """The hours a year that an idea in use takes, and whether a work step makes room for it."""
    last = course.visits[-1]
    if last.state != IdeaState.ADOPTED:
        return
    if course.needed_hours is None:
        yield _key(course, last.entered, Figure.UNTOLD), 0, 1
    elif course.needed_hours:
        yield _key(course, last.entered, Figure.TAKEN_ON), 0, int(course.needed_hours * HOURS)
    yield _key(course, last.entered, Figure.PAIRED), int(course.is_paired), 1
