"""Drafts that rest: since when nobody has touched them, whom that is told, and which are removed."""

from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, delete, func, or_, select

from ideas.extensions import db, settings
from ideas.models.attachment import Attachment
from ideas.models.case import Case, CaseAuthor, SealedAuthor
from ideas.models.entry import Entry
from ideas.models.resting import RestingDraft
from workflow.lifecycles.idea_states import IdeaState
from workflow.retention import TOLD_BEFORE, Period, Retained, periods


class Fading(NamedTuple):
    """A draft that will be removed, and the day."""

    public_id: str
    day: date


def look_at(period: Period, today: date) -> list[list[str]]:
    """Note which drafts were touched, tell and remove where that is on; the files of each removed."""
    _note(today)
    if not period.is_on:
        return []
    untouched = today - timedelta(days=period.days)
    removed = [_remove(row.case_id) for row in db.session.scalars(_ripe(untouched, today))]
    near = select(RestingDraft).where(RestingDraft.told_on.is_(None))
    for row in db.session.scalars(near.where(RestingDraft.since <= untouched + TOLD_BEFORE)):
        row.told_on = today
    return removed


def due(untouched: date) -> int:
    """How many drafts nobody has touched since that day."""
    counted = select(func.count()).select_from(RestingDraft).where(RestingDraft.since <= untouched)
    return db.session.scalar(counted) or 0


def fading(person_id: int) -> list[Fading]:
    """The drafts of this person that will be removed unless somebody touches them, and on which day."""
    period = periods(settings().retention_days)[Retained.DRAFTS]
    if not period.is_on:
        return []
    own = or_(*(_is_of(table, person_id) for table in (CaseAuthor, SealedAuthor)))
    columns = (RestingDraft.since, RestingDraft.told_on, Case.public_id)
    told = select(*columns).join(Case, Case.id == RestingDraft.case_id)
    still = told.where(RestingDraft.told_on.is_not(None), RestingDraft.version == Case.version, own)
    rows = db.session.execute(still.order_by(Case.id))
    return [
        Fading(row.public_id, max(row.since + timedelta(days=period.days), row.told_on + TOLD_BEFORE))
        for row in rows
    ]


def _is_of(table: type[CaseAuthor | SealedAuthor], person_id: int) -> ColumnElement[bool]:
    return Case.id.in_(select(table.case_id).where(table.user_id == person_id))


def _note(today: date) -> None:
    """Every draft that the log knows nothing of, in the version in which it rests since a day."""
    known = {row.case_id: row for row in db.session.scalars(select(RestingDraft))}
    told = select(Entry.case_id).where(Entry.case_id.is_not(None))
    drafts = select(Case.id, Case.version).where(Case.state == IdeaState.DRAFT, Case.id.not_in(told))
    found = {row.id: row.version for row in db.session.execute(drafts)}
    for case_id in known.keys() - found.keys():
        db.session.execute(delete(RestingDraft).where(RestingDraft.case_id == case_id))
    for case_id, version in found.items():
        row = known.get(case_id)
        if row is None:
            db.session.add(RestingDraft(case_id=case_id, version=version, since=today))
        elif row.version != version:
            row.version, row.since, row.told_on = version, today, None
    db.session.flush()


def _ripe(untouched: date, today: date) -> Select[RestingDraft]:
    told = RestingDraft.told_on <= today - TOLD_BEFORE
    return select(RestingDraft).where(RestingDraft.since <= untouched, told)


def _remove(case_id: int) -> list[str]:
    stored = db.session.scalars(select(Attachment.stored_as).where(Attachment.case_id == case_id)).all()
    db.session.delete(db.session.get_one(Case, case_id))
    return list(stored)
