"""Counts the cases of a scope: from the numbers that are kept of the whole house, or from single cases."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Select, select

from ideas import cells
from ideas.extensions import Reader, db
from ideas.models.case import Case
from ideas.models.flow import CourseRow, VisitRow
from ideas.scope import Scope
from ideas.visits import course_in
from workflow.figures.windows import Period
from workflow.flow import Cells, Course, Key, tallied
from workflow.forecast import needed_from

BEGINNING = date(1900, 1, 1)


def count(scope: Scope, reader: Reader = db.session) -> Cells:
    """The cells of the scope from the first month of its period on, and all of what is there now."""
    first = BEGINNING
    if scope.period is not Period.ALL:
        first = needed_from(scope.window(), scope.today)
    found = cells.read(first, reader) if scope.is_whole else count_cases(scope, first, reader)
    return {key: counts for key, counts in found.items() if _is_of(scope, key)}


def count_cases(scope: Scope, first: date, reader: Reader = db.session) -> Cells:
    """The same as `cells.read`, from the visits of each case: slower, but narrowed down at will."""
    closed = cells.closed_days()
    total = tallied(courses(scope, reader), closed)
    return {key: n for key, n in total.items() if key.month >= first or key.figure in cells.LASTING}


def courses(scope: Scope, reader: Reader = db.session) -> Iterator[Course]:
    """What is counted of each case of the scope."""
    rows = reader.execute(_statement(scope))
    for _case_id, stays in groupby(rows, key=lambda row: row.case_id):
        every = list(stays)
        yield course_in(every[0], every)


def _is_of(scope: Scope, key: Key) -> bool:
    return key.kind in scope.kinds and scope.size in ("", key.size)


def _statement(scope: Scope) -> Select[Any]:
    of_case = (
        CourseRow.case_id, CourseRow.kind, CourseRow.size, CourseRow.is_from_front_line,
        CourseRow.is_directed, CourseRow.answered_on, CourseRow.needed_hours, CourseRow.is_paired,
        CourseRow.asked,
    )  # fmt: skip
    statement: Select[Any] = select(*of_case, VisitRow.state, VisitRow.entered_on, VisitRow.left_on)
    joined = statement.join(Case, Case.id == CourseRow.case_id).join(VisitRow, VisitRow.case_id == Case.id)
    return joined.where(*scope.cases).order_by(VisitRow.case_id, VisitRow.n)
