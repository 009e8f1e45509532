"""Keeps what the situation view is counted from in step with the log: the visits and the cells of each case.

A case that changes appends the difference that it makes, in the transaction of the change, and waits for no
row that another case writes.
"""

from collections.abc import Iterable
from datetime import date
from functools import partial
from itertools import takewhile
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import selectinload

from ideas import cells
from ideas.corrections import effective, log_of, standing
from ideas.extensions import db
from ideas.models.case import Case
from ideas.models.entry import Entry
from ideas.models.flow import CourseRow, VisitRow
from ideas.models.idea import Idea
from ideas.transaction import afterwards
from workflow.events import Kind
from workflow.flow import RESPONSES, Course, Visit, difference, tally, visits
from workflow.lifecycles.idea_states import IdeaState

OF_WORDS = frozenset({Kind.COMMENTED, Kind.INFO_ASKED, Kind.THANKED})
"""What counts as the first answer to an author, and changes nothing once there was one."""
COUNTED = frozenset(
    {
        Kind.CORRECTED, Kind.TAKEN_BACK, Kind.EDITED, Kind.RECEIVED, Kind.FOLLOW_UP_SET,
        Kind.FOLLOW_UP_ANSWERED, Kind.PAIRED, Kind.UNPAIRED, Kind.ROOM_TOLD,
    }
)  # fmt: skip
"""The kinds beside moves after which a case may count differently."""
UNSEEN = {"synchronize_session": False}
"""The session reads these rows anew whenever it reads them."""


def follow(case: Case, entry: Entry) -> None:
    """Count the case anew at the end of the command, where the entry can change how it counts."""
    if case.submitted_at is None:
        return
    if entry.target is not None or entry.kind in COUNTED:
        afterwards(f"count {case.id}", partial(_count, case))
    elif entry.kind in OF_WORDS:
        afterwards(f"count the answer to {case.id}", partial(_count_answer, case))


def _count_answer(case: Case) -> None:
    row = db.session.get(CourseRow, case.id)
    if row is None or row.answered_on is None:
        _count(case)


def _count(case: Case) -> None:
    db.session.flush()
    row = _held(case.id)
    before = course_in(row) if row is not None else None
    after = course_of(case, log_of(case))
    if after != before:
        _keep(case.id, before, after)
        closed = cells.closed_days()
        cells.add(difference(tally(before, closed) if before else {}, tally(after, closed)))


def course_of(case: Case, log: Iterable[Entry]) -> Course:
    """What is counted of the case, as the log and its row say now."""
    entries = list(log)
    stays = visits((str(each.entry.target), each.on) for each in standing(entries))
    idea = case if isinstance(case, Idea) else None
    is_adopted = bool(stays) and stays[-1].state == IdeaState.ADOPTED
    return Course(
        kind=case.kind,
        visits=stays,
        size=str(idea.size or "") if idea else "",
        is_from_front_line=idea.from_customer_work if idea else None,
        is_directed=idea is not None and idea.direction_id is not None,
        answered=_answered(case, entries),
        needed_hours=idea.needed_hours if idea and is_adopted else None,
        is_paired=bool(idea and is_adopted and idea.pairings),
        asked=tuple((each.due_on, each.answered_at is not None) for each in case.follow_ups if is_adopted),
    )


def course_in(row: CourseRow) -> Course:
    """What was counted of the case last."""
    return Course(
        kind=row.kind,
        visits=tuple(Visit(each.state, each.entered_on, each.left_on) for each in row.visits),
        size=row.size,
        is_from_front_line=row.is_from_front_line,
        is_directed=row.is_directed,
        answered=row.answered_on,
        needed_hours=row.needed_hours,
        is_paired=row.is_paired,
        asked=tuple((date.fromisoformat(day), is_told) for day, is_told in row.asked["days"]),
    )


def rows_of(case_id: int, course: Course) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The row of the case and those of its visits, as they are stored."""
    asked = [[day.isoformat(), is_told] for day, is_told in course.asked]
    row = {
        "case_id": case_id, "kind": course.kind, "size": course.size,
        "is_from_front_line": course.is_from_front_line, "is_directed": course.is_directed,
        "answered_on": course.answered, "needed_hours": course.needed_hours, "is_paired": course.is_paired,
        "asked": {"days": asked},
    }  # fmt: skip
    stays = [
        {"case_id": case_id, "n": n, "state": stay.state, "entered_on": stay.entered, "left_on": stay.left}
        for n, stay in enumerate(course.visits, start=1)
    ]
    return row, stays


def _held(case_id: int) -> CourseRow | None:
    """The row, kept until the command ends; it waits for whoever counts everything anew."""
    statement = select(CourseRow).where(CourseRow.case_id == case_id).options(selectinload(CourseRow.visits))
    found = db.session.scalars(statement.with_for_update().execution_options(populate_existing=True))
    return found.first()


def _keep(case_id: int, before: Course | None, after: Course) -> None:
    """Store what changed: of the visits only those from the first that differs."""
    row, stays = rows_of(case_id, after)
    if before is None:
        db.session.execute(insert(CourseRow), [row])
    elif row != rows_of(case_id, before)[0]:
        statement = update(CourseRow).where(CourseRow.case_id == case_id)
        db.session.execute(statement.values(row), execution_options=UNSEEN)
    same = sum(
        1 for _ in takewhile(_are_equal, zip(before.visits if before else (), after.visits, strict=False))
    )
    if before and same < len(before.visits):
        stale = delete(VisitRow).where(VisitRow.case_id == case_id, VisitRow.n > same)
        db.session.execute(stale, execution_options=UNSEEN)
    if stays[same:]:
        db.session.execute(insert(VisitRow), stays[same:])


def _are_equal(pair: tuple[Visit, Visit]) -> bool:
    return pair[0] == pair[1]


def _answered(case: Case, entries: Iterable[Entry]) -> date | None:
    """The day on which somebody else than an author answered first; of the draft nothing is an answer."""
    authors, has_arrived = case.author_ids, False
    for each in effective(entries).values():
        has_arrived = has_arrived or each.entry.target is not None
        is_other = each.entry.actor_id is not None and each.entry.actor_id not in authors
        if has_arrived and is_other and each.kind in RESPONSES:
            return each.on
    return None
