"""Counts cases anew out of the log, many at once, and says where what is stored differs from that."""

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from sqlalchemy import ColumnElement, delete, insert, select, text
from sqlalchemy.orm import selectin_polymorphic, selectinload

from ideas import cells
from ideas.extensions import db
from ideas.models.case import Case
from ideas.models.entry import Entry
from ideas.models.flow import CourseRow, FlowCell, VisitRow
from ideas.models.idea import Idea
from ideas.transaction import command
from ideas.visits import course_in, course_of, rows_of
from workflow.flow import Cells, Course, added, difference, tally

CASES_AT_ONCE = 500
LOADING = (
    selectin_polymorphic(Case, [Idea]),
    selectinload(Case.named_authors),
    selectinload(Case.sealed_authors),
    selectinload(Case.follow_ups),
    selectinload(Idea.pairings),
)
UNSEEN = {"synchronize_session": False}


@command
def rebuild(progress: Callable[[int], None]) -> int:
    """Throw away what was counted and count every case again; return how many cases there are."""
    if db.engine.dialect.name == "postgresql":
        # A move reads the row of its case first, to change it, and so waits until everything is counted.
        db.session.execute(text("lock table course, visit, flow_cell in exclusive mode"))
    for table in (VisitRow, CourseRow, FlowCell):
        db.session.execute(delete(table), execution_options=UNSEEN)
    number = 0
    for batch in _batches():
        _begin(batch)
        number += len(batch)
        progress(number)
    return number


def count_arrivals(case_ids: list[int]) -> None:
    """Count cases that have just arrived from elsewhere, within the command that lets them arrive."""
    for start in range(0, len(case_ids), CASES_AT_ONCE):
        _begin(_courses(Case.id.in_(case_ids[start : start + CASES_AT_ONCE])))


def count_if_needed() -> None:
    """Count everything where nothing is counted yet, as after an update from an older version."""
    submitted = select(Case.id).where(Case.submitted_at.is_not(None)).limit(1)
    counted = select(CourseRow.case_id).limit(1)
    if db.session.scalar(counted) is None and db.session.scalar(submitted) is not None:
        rebuild(lambda cases: None)


def differences() -> Iterator[tuple[str, str, str]]:
    """Where the stored visits and numbers are not what the log makes of them: place, log and row in words."""
    total: Cells = {}
    for batch in _batches():
        stored = _stored(batch)
        for case_id, course in batch.items():
            if stored.pop(case_id, None) != course:
                yield f"case {case_id}", f"visits {_words(course)}", "its visits differ: flask rebuild-visits"
        total = added([total, *(tally(course, cells.closed_days()) for course in batch.values())])
    for key, counts in difference(total, cells.read()).items():
        yield " ".join(map(str, key)), "the numbers follow from the visits", f"they differ by {dict(counts)}"


def _batches() -> Iterator[Mapping[int, Course]]:
    last = 0
    while batch := _courses(Case.id > last):
        last = max(batch)
        yield {number: course for number, course in batch.items() if course.visits}
        db.session.expunge_all()


def _courses(which: ColumnElement[bool]) -> dict[int, Course]:
    """The next cases with what is counted of them; a draft has no visits."""
    cases = select(Case).where(which).order_by(Case.id).limit(CASES_AT_ONCE).options(*LOADING)
    found = list(db.session.scalars(cases))
    ids = [case.id for case in found]
    entries = select(Entry).where(Entry.case_id.in_(ids)).order_by(Entry.case_id, Entry.n)
    logs = {of: list(log) for of, log in groupby(db.session.scalars(entries), key=lambda each: each.case_id)}
    return {case.id: course_of(case, logs.get(case.id, [])) for case in found}


def _begin(courses: Mapping[int, Course]) -> None:
    """Store what is counted of cases of which nothing was counted yet."""
    if not courses:
        return
    rows = [rows_of(case_id, course) for case_id, course in courses.items()]
    db.session.execute(insert(CourseRow).execution_options(render_nulls=True), [row for row, _stays in rows])
    stays = [stay for _row, of_case in rows for stay in of_case]
    db.session.execute(insert(VisitRow).execution_options(render_nulls=True), stays)
    closed = cells.closed_days()
    cells.add(added(tally(course, closed) for course in courses.values()))


def _stored(batch: Mapping[int, Course]) -> dict[int, Course]:
    statement = select(CourseRow).where(CourseRow.case_id.in_(batch)).options(selectinload(CourseRow.visits))
    return {row.case_id: course_in(row, row.visits) for row in db.session.scalars(statement)}


def _words(course: Course) -> str:
    return ", ".join(f"{stay.state} {stay.entered} to {stay.left or 'now'}" for stay in course.visits)
