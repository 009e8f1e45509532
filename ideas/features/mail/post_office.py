"""Reads what became of the mails of the house; to whom one is can tell a hidden author, so few have names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import joinedload

from ideas.access import sees
from ideas.extensions import db, settings
from ideas.features.mail.claims import SENT_ANYHOW, TABLES
from ideas.features.mail.contents import IS_OPEN
from ideas.features.mail.letter import as_text
from ideas.models.case import Case
from ideas.models.entry import Entry
from ideas.models.feedback import AnswerMail
from ideas.models.mail import Mail
from ideas.models.notification import Notification
from ideas.models.user import User
from workflow.actors import Actor, Role
from workflow.permissions import Action, may

PAGE = 50
MOST_PEOPLE = 200
WEEK = timedelta(days=7)
_ENDS = (select(each.sent_at, each.dead_at, each.withheld_at, each.error) for each in TABLES)
_POSTED = union_all(*_ENDS).subquery().c
_IS_WAITING = _POSTED.sent_at.is_(None) & _POSTED.dead_at.is_(None) & _POSTED.withheld_at.is_(None)
_IS_WITHHELD = _POSTED.withheld_at.is_not(None) & _POSTED.sent_at.is_(None)


class HeldBack(NamedTuple):
    """Why some mails were not sent, how many they are, and whether they may go out all the same."""

    error: str
    mails: int
    may_go: bool


class Overview(NamedTuple):
    """How many mails wait, were sent in the last seven days, and could not be delivered.

    `unreached` are those whom no mail reaches, why, and how many mails that are: neither which nor when;
    `answers` of what could not be delivered are to feedback.
    """

    waiting: int
    sent: int
    undelivered: int
    unreached: Sequence[Any]
    answers: int
    held_back: Sequence[HeldBack]


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the mails, the newest first; `last` is where the older ones begin."""

    mails: Sequence[Mail]
    last: int | None


def overview(at: datetime) -> Overview:
    """What became of the mails, as numbers."""
    parts = (_IS_WAITING, _POSTED.sent_at > at - WEEK, _POSTED.dead_at.is_not(None))
    asked: Any = (func.count().filter(part) for part in parts)
    waiting, sent, undelivered = db.session.execute(select(*asked)).one()
    answers = db.session.scalar(select(func.count()).where(AnswerMail.dead_at.is_not(None))) or 0
    return Overview(waiting, sent, undelivered, _unreached(), answers, _held_back())


def undelivered_for(role: Role) -> int:
    """How many mails could not be delivered; none where it is somebody else's work."""
    dead = select(func.count()).where(_POSTED.dead_at.is_not(None))
    return db.session.scalar(dead) or 0 if may(Action.TEND_MAIL, role) else 0


def readable_mails(reader: Actor, before: int | None) -> Page | None:
    """A page of what would be sent and stands open anyhow; None where mail is sent, and private."""
    if settings().smtp_host is not None:
        return None
    told = select(Notification.id).join(Notification.entry).join(Case, Case.id == Entry.case_id)
    is_open = told.where(Notification.mail_id == Mail.id, sees(reader), IS_OPEN).exists()
    statement = select(Mail).where(is_open).options(joinedload(Mail.user)).order_by(Mail.id.desc())
    if before is not None:
        statement = statement.where(Mail.id < before)
    found = db.session.scalars(statement.limit(PAGE + 1)).all()
    return Page(found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None)


def readable_mail(mail_id: int, reader: Actor) -> tuple[Mail, str] | None:
    """One mail and what of its words stands open anyhow; None where that is nothing, or mail is sent."""
    mail = db.session.get(Mail, mail_id, options=[joinedload(Mail.user)])
    if mail is None or settings().smtp_host is not None:
        return None
    text = as_text(mail, mail.user, reader)
    return (mail, text) if text else None


def _unreached() -> Sequence[Any]:
    people = (
        select(User.id, User.name, User.email, Mail.error, func.count().label("mails"))
        .join(Mail, Mail.user_id == User.id)
        .where(Mail.dead_at.is_not(None))
        .group_by(User.id, User.name, User.email, Mail.error)
        .order_by(User.name, User.id, Mail.error)
    )
    return db.session.execute(people.limit(MOST_PEOPLE)).all()


def _held_back() -> list[HeldBack]:
    number = func.count()
    why = select(_POSTED.error, number).where(_IS_WITHHELD).group_by(_POSTED.error).order_by(_POSTED.error)
    found = db.session.execute(why)
    return [HeldBack(error, mails, error in SENT_ANYHOW) for error, mails in found]
