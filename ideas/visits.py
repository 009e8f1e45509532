"""Keeps what the situation view is counted from in step with the log: the visits and the cells of each case.

A case that changes appends the difference that it makes, in the transaction of the change, and waits for no
row that another case writes.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from itertools import dropwhile, takewhile
from typing import Any, cast

from sqlalchemy import Table, bindparam, select

from ideas import cells
from ideas.corrections import BareEntry, E, effective, standing
from ideas.extensions import db, settings
from ideas.models.case import Case
from ideas.models.entry import Entry, EntryPayload
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
COURSE, VISIT = cast(Table, CourseRow.__table__), cast(Table, VisitRow.__table__)
# Asked for at every move, so they are put together once, and without the session, which holds none of this.
_HELD = (
    select(COURSE, VISIT.c.state, VISIT.c.entered_on, VISIT.c.left_on)
    .join(VISIT, VISIT.c.case_id == COURSE.c.case_id, isouter=True)
    .where(COURSE.c.case_id == bindparam("case_id"))
    .order_by(VISIT.c.n)
    .with_for_update(of=COURSE)
)
_LOG = (
    select(Entry.n, Entry.at, Entry.kind, Entry.target, Entry.actor_id, EntryPayload.data)
    .join(EntryPayload, EntryPayload.entry_id == Entry.id, isouter=True)
    .where(Entry.case_id == bindparam("case_id"))
    .order_by(Entry.n)
)
_CHANGED = COURSE.update().where(COURSE.c.case_id == bindparam("of_case"))
_STALE = VISIT.delete().where(VISIT.c.case_id == bindparam("of_case"), VISIT.c.n > bindparam("same"))


def follow(case: Case, entry: Entry) -> None:
    """Count the case anew at the end of the command, where the entry can change how it counts."""
    if case.submitted_at is None:
        return
    if entry.target is not None or entry.kind in COUNTED:
        count_anew(case)
    elif entry.kind in OF_WORDS and entry.actor_id is not None and entry.actor_id not in case.author_ids:
        afterwards(f"count the answer to {case.id}", partial(_count_answer, case, entry.at))


def count_anew(case: Case) -> None:
    """Count the case anew at the end of the command, whatever has changed."""
    afterwards(f"count {case.id}", partial(_count, case))


def _count_answer(case: Case, at: datetime) -> None:
    """Words of somebody else change nothing but whether there was an answer."""
    before = _held(case.id)
    if before is None:
        _count(case)
    elif before.answered is None:
        _keep(case.id, before, replace(before, answered=settings().local_day(at)))


def _count(case: Case) -> None:
    db.session.flush()
    before = _held(case.id)
    rows = db.session.connection().execute(_LOG, {"case_id": case.id})
    log = [BareEntry(*row)._replace(data=row.data or {}) for row in rows]
    _keep(case.id, before, course_of(case, log))


def course_of(case: Case, log: Iterable[E]) -> Course:
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
        asked=_asked(case) if is_adopted else (),
    )


def course_in(row: Any, stays: Iterable[Any]) -> Course:
    """What was counted of the case last: in its row, and in those of its visits."""
    return Course(
        kind=row.kind,
        visits=tuple(Visit(each.state, each.entered_on, each.left_on) for each in stays),
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


def _held(case_id: int) -> Course | None:
    """What is counted now, kept until the command ends; it waits for whoever counts everything anew."""
    rows = db.session.connection().execute(_HELD, {"case_id": case_id}).all()
    return course_in(rows[0], (row for row in rows if row.state is not None)) if rows else None


def _keep(case_id: int, before: Course | None, after: Course) -> None:
    """Store what changed, and the difference that it makes."""
    if after == before:
        return
    connection = db.session.connection()
    row, stays = rows_of(case_id, after)
    if before is None:
        connection.execute(COURSE.insert(), row)
    elif row != rows_of(case_id, before)[0]:
        connection.execute(_CHANGED, {**row, "of_case": case_id})
    _keep_visits(case_id, before.visits if before else (), after.visits, stays)
    closed = cells.closed_days()
    cells.add(difference(tally(before, closed) if before else {}, tally(after, closed)))


def _keep_visits(
    case_id: int, before: tuple[Visit, ...], after: tuple[Visit, ...], rows: list[dict[str, Any]]
) -> None:
    """Of the visits only those from the first that differs."""
    same = sum(1 for _ in takewhile(_are_equal, zip(before, after, strict=False)))
    connection = db.session.connection()
    if same < len(before):
        connection.execute(_STALE, {"of_case": case_id, "same": same})
    if rows[same:]:
        connection.execute(VISIT.insert(), rows[same:])


def _are_equal(pair: tuple[Visit, Visit]) -> bool:
    return pair[0] == pair[1]


def _answered(case: Case, entries: Iterable[E]) -> date | None:
    """The day on which somebody else than an author answered first; of the draft nothing is an answer."""
    unnamed = case.author_ids | {None}
    since_arrival = dropwhile(lambda each: each.entry.target is None, effective(entries).values())
    said = (each for each in since_arrival if each.kind in RESPONSES and each.entry.actor_id not in unnamed)
    # Not the first of the log: what is told there later can have happened on an earlier day.
    return min((each.on for each in said), default=None)


def _asked(case: Case) -> tuple[tuple[date, bool], ...]:
    """The days on which it is asked what changed, and whether that was told."""
    return tuple((each.due_on, each.answered_at is not None) for each in case.follow_ups)
