"""Calls to mind what is promised to a case: once shortly before its day, and once when that has passed."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import Select, and_, exists, or_, select

from ideas.audiences import answerable
from ideas.cells import closed_days
from ideas.commitments import Place, commitments
from ideas.extensions import db, settings
from ideas.history import record
from ideas.i18n import format_date
from ideas.models import Case, Entry
from ideas.models.flow import VisitRow
from ideas.promises import Promise, promises
from workflow.calendar import ONE_DAY, add_working_days
from workflow.events import Kind

Told = Mapping[tuple[int | None, Kind, str | None], date]
"""By case, what was told and of which state, the day on which it was told last."""
BEFORE = 2
"""So many working days before its day, a promise is called to mind."""
AFTER = 10
"""So many working days after its day, nobody is told any more: it stands on the desk."""
KINDS = {
    (True, False): Kind.ANSWER_DUE,
    (True, True): Kind.ANSWER_OVERDUE,
    (False, False): Kind.PROMISE_DUE,
    (False, True): Kind.PROMISE_OVERDUE,
}
"""By whether a first answer is promised, and whether its day has passed."""


def due(today: date) -> list[int]:
    """The cases of whose promise somebody has to be told."""
    near = [case_id for part in _near(today) for case_id in db.session.scalars(part)]
    known = _told(near)
    return sorted(
        case_id
        for case_id, promise in promises(near).items()
        if (kind := _kind(promise, today)) and not _is_known(known, case_id, kind, promise)
    )


def call_to_mind(case: Case, at: datetime) -> bool:
    """Tell who answers for the case, each thing once; the caller holds the case."""
    promise, today = promises([case.id]).get(case.id), settings().local_day(at)
    kind = _kind(promise, today) if promise else None
    if promise is None or kind is None or _is_known(_told([case.id]), case.id, kind, promise):
        return False
    data = {"day": format_date(promise.day), "state": promise.state}
    record(kind, at=at, actor_id=None, case=case, data=data, tell=answerable(case))
    return True


def _kind(promise: Promise, today: date) -> Kind | None:
    """What is told today, if anything."""
    closed, is_past = closed_days(), promise.day < today
    if is_past:
        is_near = add_working_days(promise.day, AFTER, closed) >= today
    else:
        is_near = add_working_days(today, BEFORE, closed) >= promise.day
    return KINDS[promise.is_answer, is_past] if is_near else None


def _near(today: date) -> Iterator[Select[int]]:
    """For each state that has a promise, the cases that came into it, or went on, about so long ago."""
    soon = add_working_days(today, BEFORE, closed_days()) + ONE_DAY
    oldest = add_working_days(today, -AFTER, closed_days()) - ONE_DAY
    for place, held in commitments().items():
        if held.promised_days is not None:
            latest = add_working_days(soon, -held.promised_days, closed_days())
            yield _lasting(place, add_working_days(oldest, -held.promised_days, closed_days()), latest)


def _lasting(place: Place, earliest: date, latest: date) -> Select[int]:
    kind, state = place
    morning = datetime.combine(earliest, time(), ZoneInfo(settings().time_zone))
    given = (Entry.case_id == Case.id, Entry.kind == Kind.INFO_GIVEN, Entry.at >= morning)
    is_here = and_(VisitRow.case_id == Case.id, VisitRow.left_on.is_(None), VisitRow.entered_on < latest)
    return (
        select(Case.id)
        .join(VisitRow, is_here)
        .where(VisitRow.state == state, Case.state == state, Case.kind == kind)
        .where(Case.info_asked_on.is_(None), or_(VisitRow.entered_on >= earliest, exists().where(*given)))
    )


def _told(case_ids: Collection[int]) -> Told:
    """What the log says already of these cases."""
    entries = select(Entry).where(Entry.case_id.in_(case_ids), Entry.kind.in_(KINDS.values()))
    return {
        (entry.case_id, entry.kind, entry.data.get("state")): settings().local_day(entry.at)
        for entry in (db.session.scalars(entries.order_by(Entry.case_id, Entry.n)) if case_ids else ())
    }


def _is_known(known: Told, case_id: int, kind: Kind, promise: Promise) -> bool:
    """Whether it was told since the promise began to run, or went on after an answer of the author."""
    told_on = known.get((case_id, kind, promise.state))
    return told_on is not None and told_on >= promise.since
