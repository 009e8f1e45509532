"""Gives each mail to one worker at a time, and writes down what came of it."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, or_, select, update

from ideas.extensions import db
from ideas.history import record
from ideas.models.mail import Mail
from ideas.transaction import command
from workflow.actors import Actor
from workflow.events import Kind
from workflow.mailing import LEASE, STALE, is_dead, retry_delay

IS_WAITING = and_(Mail.sent_at.is_(None), Mail.dead_at.is_(None), Mail.withheld_at.is_(None))
TOO_LATE = "too-late"
LOST = "workers-lost"


class Claim(NamedTuple):
    """A mail that belongs to this worker for a while; `number` says which try it is."""

    mail_id: int
    number: int
    due_at: datetime

    def is_late(self, at: datetime) -> bool:
        """Whether nobody has tried for so long that it is no news any more."""
        return self.due_at + STALE < at

    @property
    def is_poison(self) -> bool:
        """Whether every worker that had it so far ended before it could say what came of it."""
        return is_dead(self.number - 1)


def has_due(at: datetime) -> bool:
    """Whether any mail is due; asked first, so that a worker with nothing to do holds nobody up."""
    return db.session.scalar(_due(at)) is not None


@command
def claim(at: datetime) -> Claim | None:
    """The mail that has been due longest and that no other worker has; nothing where there is none."""
    mail_id = db.session.scalar(_due(at).with_for_update(skip_locked=True))
    if mail_id is None:
        return None
    mail = db.session.get_one(Mail, mail_id)
    mail.lease_until, mail.tries = at + LEASE, mail.tries + 1
    return Claim(mail.id, mail.tries, mail.due_at)


@command
def mark_sent(held: Claim, at: datetime) -> None:
    """The server took it; whoever sent it, it is sent."""
    _settle(Mail.id == held.mail_id, sent_at=at, dead_at=None, error=None)


@command
def mark_failed(held: Claim, error: str, at: datetime, jitter: float) -> None:
    """It is tried again after a rest, or given up; unless another worker has taken over meanwhile."""
    if is_dead(held.number):
        _settle(_is_held(held), dead_at=at, error=error)
    else:
        _settle(_is_held(held), due_at=at + retry_delay(held.number, jitter), error=error)


@command
def withhold(held: Claim, why: str, at: datetime) -> None:
    """It is not sent: its hearer may not know of it any more, or does not want it, or it is too late."""
    _settle(_is_held(held), withheld_at=at, error=why)


@command
def send_again(mail_id: int, *, actor: Actor, at: datetime) -> bool:
    """Let a mail that was given up or withheld be tried from the beginning; False where it is neither."""
    mail = db.session.get(Mail, mail_id, with_for_update=True)
    if mail is None or not (mail.dead_at or mail.withheld_at):
        return False
    mail.dead_at, mail.withheld_at, mail.error, mail.tries, mail.due_at = None, None, None, 0, at
    record(Kind.MAIL_SENT_AGAIN, at=at, actor_id=actor.id, data={"mail": mail.id})
    return True


def _due(at: datetime) -> Select[Any]:
    is_free = or_(Mail.lease_until.is_(None), Mail.lease_until < at)
    return (
        select(Mail.id).where(IS_WAITING, Mail.due_at <= at, is_free).order_by(Mail.due_at, Mail.id).limit(1)
    )


def _is_held(held: Claim) -> ColumnElement[bool]:
    """Whether nobody has claimed it since."""
    return and_(Mail.id == held.mail_id, Mail.tries == held.number)


def _settle(condition: ColumnElement[bool], **values: Any) -> None:
    unsent = update(Mail).where(condition, Mail.sent_at.is_(None))
    db.session.execute(unsent.values(lease_until=None, **values).execution_options(synchronize_session=False))
