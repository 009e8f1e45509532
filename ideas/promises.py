"""Owns until when each open case is promised a first answer or its next step; it waits for open questions."""

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple, cast

from sqlalchemy import and_, select

from ideas.cells import closed_days
from ideas.commitments import commitments
from ideas.extensions import db, settings
from ideas.models.case import Case
from ideas.models.entry import Entry
from ideas.models.flow import CourseRow, VisitRow
from workflow.calendar import prolonged, promise_date
from workflow.events import Kind
from workflow.flow import FIRST

ASKED = (Kind.INFO_ASKED, Kind.INFO_GIVEN)


class Promise(NamedTuple):
    """What is promised to a case as it stands now; `since` is the day from which it has run unbroken."""

    is_answer: bool
    state: str
    since: date
    day: date


def promises(case_ids: Collection[int]) -> dict[int, Promise]:
    """The promise of each of these cases that has one; none while a question to the author is open."""
    return _with_pauses(_unbroken(case_ids))


def past_promises(case_ids: Collection[int], today: date) -> dict[int, date]:
    """Of these cases those whose promised day has passed, with that day."""
    # A question to the author only moves the day on, so it is asked of those alone that seem past it.
    seem = {case_id: each for case_id, each in _unbroken(case_ids).items() if each.day < today}
    return {case_id: each.day for case_id, each in _with_pauses(seem).items() if each.day < today}


_IS_HERE = and_(VisitRow.case_id == Case.id, VisitRow.left_on.is_(None), VisitRow.state == Case.state)
_STANDING = (
    select(Case.id, Case.kind, Case.state, VisitRow.entered_on, CourseRow.answered_on)
    .join(VisitRow, _IS_HERE)
    .join(CourseRow, CourseRow.case_id == Case.id)
    .where(Case.info_asked_on.is_(None))
)


def _unbroken(case_ids: Collection[int]) -> dict[int, Promise]:
    """The promises as if nothing had been asked since they began to run."""
    found: dict[int, Promise] = {}
    held = commitments() if case_ids else {}
    for row in db.session.execute(_STANDING.where(Case.id.in_(case_ids))) if case_ids else ():
        said = held.get((row.kind, row.state))
        if said is not None and said.promised_days is not None:
            day = promise_date(row.entered_on, said.promised_days, closed_days())
            is_answer = row.state == FIRST[row.kind] and row.answered_on is None
            found[row.id] = Promise(is_answer, row.state, row.entered_on, day)
    return found


def _with_pauses(found: dict[int, Promise]) -> dict[int, Promise]:
    """They went on with each answer of the author; what was asked before they began concerns them not."""
    for case_id, pauses in _pauses(found).items():
        for asked_on, given_on in pauses:
            promise = found[case_id]
            if asked_on >= promise.since:
                day = prolonged(promise.day, asked_on, given_on, closed_days())
                found[case_id] = promise._replace(since=given_on, day=day)
    return found


def _pauses(case_ids: Collection[int]) -> dict[int, list[tuple[date, date]]]:
    """From the first open question to the answer, in order."""
    columns = (Entry.case_id, Entry.kind, Entry.at)
    told = select(*columns).where(Entry.case_id.in_(case_ids), Entry.kind.in_(ASKED))
    found: dict[int, list[tuple[date, date]]] = {}
    asked: dict[int, date] = {}
    for row in db.session.execute(told.order_by(Entry.case_id, Entry.n)) if case_ids else ():
        case_id, kind, at = cast(tuple[int, Kind, datetime], row)
        day = settings().local_day(at)
        if kind is Kind.INFO_ASKED:
            asked.setdefault(case_id, day)
        elif case_id in asked:
            asked_on = asked.pop(case_id)
            # Two nodes whose clocks differ may date an answer before its question.
            found.setdefault(case_id, []).append((asked_on, max(asked_on, day)))
    return found
