"""Drafts that rest: since when nobody has touched them, whom that is told, and which are removed."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, delete, func, or_, select, update

from ideas.extensions import db, settings
from ideas.history import record
from ideas.i18n import format_date
from ideas.models.attachment import Attachment
from ideas.models.case import Case, CaseAuthor, SealedAuthor
from ideas.models.entry import Entry
from ideas.models.resting import RestingDraft
from workflow.events import Kind
from workflow.lifecycles.idea_states import IdeaState
from workflow.retention import TOLD_BEFORE, Period, Retained, periods

AUTHORS: tuple[type[CaseAuthor | SealedAuthor], ...] = (CaseAuthor, SealedAuthor)


class Fading(NamedTuple):
    """A draft that will be removed, and the day."""

    public_id: str
    day: date


class Rest(NamedTuple):
    """In which version a draft rests since which day, and when its author was told so."""

    version: int
    since: date
    told_on: date | None

    def is_over(self, period: Period, today: date) -> bool:
        """Whether it is removed: untouched for so long, and its author knows since long enough."""
        is_told = self.told_on is not None and self.told_on <= today - TOLD_BEFORE
        return is_told and self.since + timedelta(days=period.days) <= today

    def is_to_be_told(self, period: Period, today: date) -> bool:
        """Whether the day on which it is removed has come near, and nobody knows yet."""
        return self.told_on is None and self.since + timedelta(days=period.days) <= today + TOLD_BEFORE


def look_at(period: Period, at: datetime) -> list[list[str]]:
    """Note which drafts were touched, tell and remove where that is on; the files of each removed."""
    today = settings().local_day(at)
    rests = resting(today)
    _note(rests)
    if not period.is_on:
        # Whoever was told before it was switched off is told anew.
        db.session.execute(update(RestingDraft).values(told_on=None))
        return []
    near = {case_id: rest for case_id, rest in rests.items() if rest.is_to_be_told(period, today)}
    _tell(near, period, at)
    return [_remove(case_id) for case_id, rest in rests.items() if rest.is_over(period, today)]


def resting(today: date) -> dict[int, Rest]:
    """Every draft that the log knows nothing of, as it rests today; nothing is changed."""
    known = {row.case_id: row for row in db.session.scalars(select(RestingDraft))}
    told = select(Entry.case_id).where(Entry.case_id.is_not(None))
    drafts = select(Case.id, Case.version).where(Case.state == IdeaState.DRAFT, Case.id.not_in(told))
    filed = _filed()
    return {
        row.id: _rest(known.get(row.id), row.version, filed.get(row.id), today)
        for row in db.session.execute(drafts.order_by(Case.id))
    }


def fading(person_id: int) -> list[Fading]:
    """The drafts of this person that will be removed unless somebody touches them, and on which day."""
    period = periods(settings().retention_days)[Retained.DRAFTS]
    if not period.is_on:
        return []
    own = or_(*(_is_of(table, person_id) for table in AUTHORS))
    columns = (RestingDraft.since, RestingDraft.told_on, Case.public_id)
    told = select(*columns).join(Case, Case.id == RestingDraft.case_id)
    still = told.where(RestingDraft.told_on.is_not(None), RestingDraft.version == Case.version, own)
    rows = db.session.execute(still.order_by(Case.id))
    return [Fading(row.public_id, _last_day(row.since, row.told_on, period)) for row in rows]


def _is_of(table: type[CaseAuthor | SealedAuthor], person_id: int) -> ColumnElement[bool]:
    return Case.id.in_(select(table.case_id).where(table.user_id == person_id))


def _last_day(since: date, told_on: date, period: Period) -> date:
    return max(since + timedelta(days=period.days), told_on + TOLD_BEFORE)


def _filed() -> dict[int, date]:
    """The day on which a file was last added to a case or taken away, which leaves the version as it is."""
    newest = select(Attachment.case_id, func.max(Attachment.at), func.max(Attachment.removed_at))
    return {
        case_id: settings().local_day(max(filter(None, moments)))
        for case_id, *moments in db.session.execute(newest.group_by(Attachment.case_id))
    }


def _rest(row: RestingDraft | None, version: int, filed: date | None, today: date) -> Rest:
    if row is None or row.version != version:
        return Rest(version, today, None)
    if filed is not None and filed > row.since:
        return Rest(version, filed, None)
    return Rest(version, row.since, row.told_on)


def _note(rests: Mapping[int, Rest]) -> None:
    known = {row.case_id: row for row in db.session.scalars(select(RestingDraft))}
    for case_id in known.keys() - rests.keys():
        db.session.execute(delete(RestingDraft).where(RestingDraft.case_id == case_id))
    for case_id, rest in rests.items():
        row = known.get(case_id)
        if row is None:
            db.session.add(RestingDraft(case_id=case_id, **rest._asdict()))
        else:
            row.version, row.since, row.told_on = rest
    db.session.flush()


def _tell(near: Mapping[int, Rest], period: Period, at: datetime) -> None:
    """Tell the authors; the log does not say whose drafts those are, for they may yet hide their name."""
    today = settings().local_day(at)
    days: dict[date, list[int]] = {}
    for case_id, rest in near.items():
        days.setdefault(_last_day(rest.since, today, period), []).append(case_id)
    for day, cases in sorted(days.items()):
        rows = update(RestingDraft).where(RestingDraft.case_id.in_(cases))
        db.session.execute(rows.values(told_on=today))
        data = {"day": format_date(day)}
        record(Kind.DRAFTS_RESTING, at=at, actor_id=None, data=data, tell=_authors(cases))


def _authors(cases: Collection[int]) -> set[int]:
    written = (select(table.user_id).where(table.case_id.in_(cases)) for table in AUTHORS)
    return {person for statement in written for person in db.session.scalars(statement)}


def _remove(case_id: int) -> list[str]:
    stored = db.session.scalars(select(Attachment.stored_as).where(Attachment.case_id == case_id)).all()
    db.session.delete(db.session.get_one(Case, case_id))
    return list(stored)
