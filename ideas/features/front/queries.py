"""Reads what has moved for a person, and where the ideas of the house stand."""

from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, load_only

from ideas.access import sees
from ideas.extensions import db
from ideas.models.case import Case
from ideas.models.entry import Entry
from ideas.models.notification import Notification
from ideas.telling import PLACES, Row, row_of, row_of_no_case, told_to
from workflow.actors import Actor

ON_THE_FRONT = 5
ON_A_PAGE = 25


class Moved(NamedTuple):
    """One thing that a person was told, with the case it is about, or the page it is on."""

    row: Row
    public_id: str
    title: str
    language: str
    is_unread: bool
    endpoint: str = "case.page"


@dataclass(frozen=True, slots=True)
class News:
    """One page of what a person was told; `newest` and `last` are the ids it begins and ends with."""

    rows: list[Moved]
    newest: int
    last: int
    has_more: bool


def news(actor: Actor, count: int, before: int | None = None) -> News:
    """What this person was told, the newest first; only of cases they may still know of."""
    statement = (
        select(Notification, Case)
        .join(Notification.entry)
        .outerjoin(Case, Case.id == Entry.case_id)
        .where(Notification.user_id == actor.id, told_to(actor))
        .options(contains_eager(Notification.entry).joinedload(Entry.actor), load_only(*_SHOWN))
        .order_by(Notification.id.desc())
        .limit(count + 1)
    )
    if before is not None:
        statement = statement.where(Notification.id < before)
    found = list(db.session.execute(statement))
    told = found[:count]
    newest, last = (told[0][0].id, told[-1][0].id) if told else (0, 0)
    return News([_moved(notification, case) for notification, case in told], newest, last, len(found) > count)


def unread(actor: Actor) -> int:
    """How many of them this person has not marked as read."""
    statement = select(func.count()).where(Notification.user_id == actor.id, Notification.read_at.is_(None))
    return db.session.scalar(statement) or 0


def states(actor: Actor) -> dict[str, int]:
    """How many submitted ideas stand in each state."""
    submitted = (Case.kind == "idea", Case.submitted_at.is_not(None))
    statement = select(Case.state, func.count()).where(*submitted, sees(actor))
    return {row[0]: row[1] for row in db.session.execute(statement.group_by(Case.state))}


_SHOWN = (Case.public_id, Case.title, Case.language, Case.is_blind)


def _moved(notification: Notification, case: Case | None) -> Moved:
    entry, is_unread = notification.entry, notification.read_at is None
    if case is not None:
        return Moved(row_of(entry, case), case.public_id, case.title, case.language, is_unread)
    place = PLACES[entry.kind]
    return Moved(row_of_no_case(entry), "", str(place.heading), "", is_unread, place.endpoint)
