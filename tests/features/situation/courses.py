"""Makes cases that came by any way through their states, stored as they are counted, without their log."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from hypothesis import strategies as st
from sqlalchemy import insert

from ideas import cells
from ideas.extensions import db
from ideas.models import Case, FollowUp, Idea, WorkStep
from ideas.models.flow import CourseRow, VisitRow
from ideas.transaction import command
from ideas.visits import rows_of
from workflow.flow import ENDS, FIRST, OPEN, Course, added, tally, visits
from workflow.lifecycles.idea_states import IdeaState, Size
from workflow.permissions import Visibility

TODAY = date(2026, 5, 20)
MOVES = {
    kind: sorted({*OPEN[kind], *ENDS[kind], *([IdeaState.MERGED.value] if kind == "idea" else [])})
    for kind in FIRST
}


@dataclass(frozen=True)
class Way:
    """One case: how it went, in which of the units and directions it is, and on which days it is asked."""

    course: Course
    place: int


@st.composite
def ways(draw: st.DrawFn) -> Way:
    """Any way that days allow; a case that was merged stays so."""
    kind = draw(st.sampled_from(sorted(FIRST)))
    gone = draw(st.lists(st.tuples(st.sampled_from(MOVES[kind]), st.integers(0, 150)), max_size=5))
    day, moves = TODAY - timedelta(days=draw(st.integers(0, 700))), []
    for state, days in [(FIRST[kind], 0), *gone]:
        day = min(day + timedelta(days=days), TODAY)
        moves.append((str(state), day))
        if state == IdeaState.MERGED:
            break
    stays, is_idea = visits(moves), kind == "idea"
    is_adopted = stays[-1].state == IdeaState.ADOPTED
    hours = st.sampled_from([None, Decimal(0), Decimal("12.5")])
    asked = st.lists(st.tuples(st.integers(-60, 60), st.booleans()), max_size=3)
    course = Course(
        kind, stays,
        size=draw(st.sampled_from(["", *map(str, Size)])) if is_idea else "",
        is_from_front_line=draw(st.sampled_from([None, True, False])) if is_idea else None,
        is_directed=is_idea and draw(st.booleans()),
        answered=draw(st.sampled_from([None, stays[0].entered, TODAY])),
        needed_hours=draw(hours) if is_adopted else None,
        is_paired=is_adopted and draw(st.booleans()),
        asked=tuple((TODAY + timedelta(days=n), told) for n, told in draw(asked)) if is_adopted else (),
    )  # fmt: skip
    return Way(course, draw(st.integers(0, 2)))


@command
def store(many: Iterable[Way], units: list[int], direction: int, first: int = 1) -> None:
    """Let there be these cases, numbered from the first."""
    each = list(many)
    for number, way in enumerate(each, start=first):
        _store(number, way, units[way.place], direction)
    cells.add(added(tally(way.course) for way in each))


def _store(number: int, way: Way, unit: int, direction: int) -> None:
    course = way.course
    arrived = datetime.combine(course.visits[0].entered, time(9), UTC)
    shared = {
        "id": number, "public_id": f"X-{number}", "title": f"Case {number}", "unit_id": unit,
        "state": course.visits[-1].state, "visibility": Visibility.OPEN, "created_at": arrived,
        "submitted_at": arrived, "state_since": arrived,
    }  # fmt: skip
    if course.kind == "idea":
        place = direction if course.is_directed else None
        db.session.add(Idea(**shared, size=Size(course.size) if course.size else None, direction_id=place))
    else:
        db.session.add(WorkStep(**shared))
    db.session.flush()
    row, stays = rows_of(number, course)
    db.session.execute(insert(CourseRow), [row])
    db.session.execute(insert(VisitRow), stays)
    for n, (day, is_told) in enumerate(course.asked, start=1):
        at = datetime.combine(TODAY, time(9), UTC) if is_told else None
        db.session.add(FollowUp(case_id=number, number=n, due_on=day, answered_at=at))
    assert db.session.get_one(Case, number).kind == course.kind
