"""Reads the rows behind a figure: one page of them, or all, as their reader may see them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, literal, select, tuple_

from ideas import cells
from ideas.extensions import db
from ideas.features.situation.behind import LAST, Asked, Took, rows_behind
from ideas.models.case import Case
from ideas.models.flow import CourseRow, VisitRow
from ideas.models.user import User
from ideas.offers import Options
from ideas.paging import LARGEST, MOST, SIZE, Page
from workflow.actors import Role
from workflow.calendar import age_in_days, working_days_between
from workflow.flow import Course, Visit, open_days

MOST_ROWS = 10_000
WRITTEN = re.compile(r"(\d{4}-\d{2}-\d{2})\.(\d{1,10})\.(\d{1,10})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the case as it is now, and what makes it belong.

    `first` and `last` are the days on which it entered and left `state`; `on` is the day by which it is
    counted. `days` are calendar days in the state or open in all, of answers working days, and `hours` are a
    year. `owner` is told to leads alone.
    """

    public_id: str
    title: str
    language: str
    kind: str
    unit: str
    owner: str | None
    now: str
    state: str
    first: date
    last: date | None
    on: date
    days: int | None
    hours: Decimal | None


Cursor = tuple[date, int, int]


def page_of(asked: Asked, after: str | None, offered: Options) -> Page[Row]:
    """The page behind the cursor, or the first one; what lasts longest first, else the latest first."""
    cursor = _read(after or "")
    found = db.session.execute(_ordered(asked, cursor).limit(SIZE + 1)).all()
    shown, is_last = found[:SIZE], len(found) <= SIZE
    return Page(
        rows=tuple(_told(shown, asked, offered)),
        total=len(shown) if is_last and cursor is None else counted(asked, MOST + 1),
        after=None if is_last else f"{shown[-1].on}.{shown[-1].id}.{shown[-1].n}",
        is_first=cursor is None,
    )


def every(asked: Asked, offered: Options) -> list[Row]:
    """All rows, at most MOST_ROWS, in the order of the pages."""
    return list(_told(db.session.execute(_ordered(asked, None).limit(MOST_ROWS)).all(), asked, offered))


def counted(asked: Asked, most: int) -> int:
    """How many rows there are; counting stops at `most`."""
    some = rows_behind(asked, VisitRow.case_id).limit(most).subquery()
    return db.session.scalar(select(func.count()).select_from(some)) or 0


def _ordered(asked: Asked, cursor: Cursor | None) -> Select[Any]:
    behind = asked.behind
    order = (behind.day, VisitRow.case_id, behind.n)
    statement = rows_behind(asked, *_columns(asked)).outerjoin(User, User.id == Case.owner_id)
    if cursor is not None:
        here, there = tuple_(*order), tuple_(*(literal(each) for each in cursor))
        statement = statement.where(here > there if behind.lasts else here < there)
    return statement.order_by(*(each.asc() if behind.lasts else each.desc() for each in order))


def _columns(asked: Asked) -> Iterable[Any]:
    behind = asked.behind
    yield from (Case.id, Case.public_id, Case.title, Case.language, Case.kind, Case.unit_id)
    yield from (User.name.label("owner"), LAST.state.label("now"), VisitRow.state, VisitRow.entered_on)
    yield from (VisitRow.left_on, CourseRow.answered_on, behind.day.label("on"), behind.n.label("n"))
    yield (literal(None) if behind.hours is None else behind.hours).label("hours")


def _told(rows: Sequence[Any], asked: Asked, offered: Options) -> Iterable[Row]:
    took = _took(rows, asked)
    names_owner = asked.scope.actor.role is Role.LEAD
    for row in rows:
        yield Row(
            public_id=row.public_id,
            title=row.title,
            language=row.language,
            kind=row.kind,
            unit=offered.unit_names.get(row.unit_id, ""),
            owner=row.owner if names_owner else None,
            now=row.now,
            state=row.state,
            first=row.entered_on,
            last=row.left_on,
            on=row.on,
            days=took.get((row.id, row.n)),
            hours=row.hours,
        )


def _took(rows: Sequence[Any], asked: Asked) -> Mapping[tuple[int, int], int]:
    """How long each took, by its case and its number."""
    took, today = asked.behind.took, asked.scope.today
    if took is Took.NOTHING:
        return {}
    if took is Took.IN_STATE:
        return {(row.id, row.n): age_in_days(row.entered_on, row.left_on or today) for row in rows}
    if took is Took.IN_ALL:
        in_all = _open_days({row.id: row.kind for row in rows})
        return {(row.id, row.n): in_all[row.id] for row in rows}
    closed = cells.closed_days()
    waits = ((row, row.answered_on or today) for row in rows)
    return {(row.id, row.n): max(working_days_between(row.entered_on, day, closed), 0) for row, day in waits}


def _open_days(kinds: Mapping[int, str]) -> Mapping[int, int]:
    """How many days each case was open in all."""
    columns = (VisitRow.case_id, VisitRow.state, VisitRow.entered_on, VisitRow.left_on)
    statement = select(*columns).where(VisitRow.case_id.in_(kinds)).order_by(VisitRow.case_id, VisitRow.n)
    stays: dict[int, list[Visit]] = {case: [] for case in kinds}
    for row in db.session.execute(statement):
        stays[row.case_id].append(Visit(row.state, row.entered_on, row.left_on))
    return {case: open_days(Course(kinds[case], tuple(visits))) for case, visits in stays.items()}


def _read(text: str) -> Cursor | None:
    """The cursor; None, which is the first page, where the word is none of ours."""
    found = WRITTEN.fullmatch(text)
    if found is None or max(int(found[2]), int(found[3])) > LARGEST:
        return None
    try:
        return date.fromisoformat(found[1]), int(found[2]), int(found[3])
    except ValueError:
        return None
