"""Gives each mail to one worker at a time, and writes down what came of it."""

from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, or_, select, true, update

from ideas.arrival import ARRIVED
from ideas.extensions import db, settings
from ideas.history import record
from ideas.models.feedback import AnswerMail
from ideas.models.mail import Mail, Posted, QuietHours
from ideas.transaction import command
from workflow.actors import Actor
from workflow.events import Kind
from workflow.mailing import LEASE, STALE, Quiet, Way, after_quiet, is_dead, retry_delay

TABLES: tuple[type[Posted], ...] = (AnswerMail, Mail)
"""What is sent; the few answers to feedback do not wait behind digests."""
TOO_LATE = "too-late"
LOST = "workers-lost"
SENT_ANYHOW = (TOO_LATE, ARRIVED)
"""Why mails were held back that may be sent all the same."""


class Stuck(NamedTuple):
    """Mails that do not go out by themselves: what was given up, all of it or what is to one person.

    Or what was withheld for one reason.
    """

    person_id: int | None = None
    withheld: str | None = None


EVERY = Stuck()


class Claim(NamedTuple):
    """A mail that belongs to this worker for a while; `number` says which try it is."""

    mail_id: int
    number: int
    due_at: datetime
    table: type[Posted] = Mail

    def is_late(self, at: datetime) -> bool:
        """Whether nobody has tried for so long that it is no news any more; an answer is always hoped for."""
        return self.table is Mail and self.due_at + STALE < at

    @property
    def is_poison(self) -> bool:
        """Whether every worker that had it so far ended before it could say what came of it."""
        return is_dead(self.number - 1)


def has_due(at: datetime) -> bool:
    """Whether any mail is due; asked first, so that a worker with nothing to do holds nobody up."""
    return any(db.session.scalar(_due(table, at)) is not None for table in TABLES)


@command
def claim(at: datetime) -> Claim | None:
    """The mail that has been due longest and that no other worker has; nothing where there is none."""
    return next((held for table in TABLES if (held := _claim(table, at))), None)


@command
def mark_sent(held: Claim, at: datetime) -> None:
    """The server took it; whoever sent it, it is sent."""
    _settle(held, held.table.id == held.mail_id, sent_at=at, dead_at=None, error=None)


@command
def mark_failed(
    held: Claim, error: str, at: datetime, jitter: float = 0.5, *, is_hopeless: bool = False
) -> None:
    """It is tried again after a rest, or given up; unless another worker has taken over meanwhile."""
    if is_hopeless or is_dead(held.number):
        _settle(held, _is_held(held), dead_at=at, error=error)
    else:
        _settle(held, _is_held(held), due_at=at + retry_delay(held.number, jitter), error=error)


def rests_until(held: Claim, at: datetime) -> datetime | None:
    """When the quiet hours of its hearer end, where a mail at once is about to go out amid them."""
    chosen = select(QuietHours).join(Mail, Mail.user_id == QuietHours.user_id)
    of_mail = (Mail.id == held.mail_id, Mail.way == Way.AT_ONCE)
    hours = db.session.scalar(chosen.where(*of_mail)) if held.table is Mail else None
    quiet = Quiet(hours.begins, hours.ends) if hours else None
    until = after_quiet(at, ZoneInfo(settings().time_zone), quiet)
    return until if until > at else None


@command
def let_rest(held: Claim, until: datetime) -> None:
    """It was no try."""
    _settle(held, _is_held(held), due_at=until, tries=held.number - 1)


@command
def withhold(held: Claim, why: str, at: datetime) -> None:
    """It is not sent: its hearer may not know of it any more, or does not want it, or it is too late."""
    _settle(held, _is_held(held), withheld_at=at, error=why)


@command
def send_again(which: Stuck = EVERY, *, actor: Actor, at: datetime) -> int:
    """Let what does not go out by itself be tried from the beginning; how many mails that is."""
    tables = TABLES if which.person_id is None else (Mail,)
    mails = sum(_begin_again(table, which, at) for table in tables)
    if mails:
        record(Kind.MAIL_SENT_AGAIN, at=at, actor_id=actor.id, data={"mails": mails})
    return mails


def _begin_again(table: type[Posted], which: Stuck, at: datetime) -> int:
    held_back = table.withheld_at.is_not(None) & (table.error == which.withheld)
    is_stuck = held_back if which.withheld else table.dead_at.is_not(None)
    is_theirs = Mail.user_id == which.person_id if which.person_id else true()
    anew = {"dead_at": None, "withheld_at": None, "error": None, "tries": 0, "due_at": at}
    begun = update(table).where(is_stuck, is_theirs, table.sent_at.is_(None)).values(anew)
    unseen = {"synchronize_session": False}
    return len(db.session.scalars(begun.returning(table.id), execution_options=unseen).all())


def _claim(table: type[Posted], at: datetime) -> Claim | None:
    mail_id = db.session.scalar(_due(table, at).with_for_update(skip_locked=True))
    if mail_id is None:
        return None
    mail = db.session.get_one(table, mail_id)
    mail.lease_until, mail.tries = at + LEASE, mail.tries + 1
    return Claim(mail.id, mail.tries, mail.due_at, table)


def _due(table: type[Posted], at: datetime) -> Select[Any]:
    is_free = or_(table.lease_until.is_(None), table.lease_until < at)
    is_waiting = (table.sent_at.is_(None), table.dead_at.is_(None), table.withheld_at.is_(None))
    due = select(table.id).where(*is_waiting, table.due_at <= at, is_free)
    return due.order_by(table.due_at, table.id).limit(1)


def _is_held(held: Claim) -> ColumnElement[bool]:
    """Whether nobody has claimed it since."""
    return and_(held.table.id == held.mail_id, held.table.tries == held.number)


def _settle(held: Claim, condition: ColumnElement[bool], **values: Any) -> None:
    unsent = update(held.table).where(condition, held.table.sent_at.is_(None))
    db.session.execute(unsent.values(lease_until=None, **values).execution_options(synchronize_session=False))
