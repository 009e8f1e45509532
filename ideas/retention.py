"""Ends what has been kept long enough: counted beforehand, carried out once a day where it is switched on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, func, or_, select, update

from ideas import files, resting
from ideas.extensions import db, settings
from ideas.history import record
from ideas.models.base import Base
from ideas.models.chore import Chore
from ideas.models.feedback import Feedback, FeedbackAttempt
from ideas.models.mail import Mail
from ideas.models.notification import Notification
from ideas.models.post import Post
from ideas.models.second_step import HalfSignIn
from ideas.models.session import Invitation, SignInAttempt, UserSession
from ideas.models.user import User
from ideas.transaction import command, wait_for_turn
from workflow.events import Kind
from workflow.retention import NEVER_BY_ITSELF, Period, Retained, periods

CHORE = "retention"
LOGGED = frozenset({Retained.FEEDBACK, Retained.DRAFTS})
"""What people wrote: that it ended is told in the log; keys and sessions end in silence."""


@dataclass(frozen=True, slots=True)
class Line:
    """One class: for how long it stays, whether it ends by itself, and how many rows are due."""

    kept: Retained
    period: Period
    due: int


def held() -> dict[Retained, Period]:
    """For how long each class stays in this organisation."""
    return periods(settings().retention_days)


def overview(at: datetime) -> list[Line]:
    """Every class with what is due now; nothing is changed."""
    return [Line(kept, period, _due(kept, period, at)) for kept, period in held().items()]


def drafts_to_tell_of(at: datetime) -> int:
    """How many resting drafts there are whose authors are told with the next round."""
    period, today = held()[Retained.DRAFTS], settings().local_day(at)
    return sum(rest.is_to_be_told(period, today) for rest in resting.resting(today).values())


def closed_long_ago(at: datetime) -> list[User]:
    """People whose account was closed so long ago that it is proposed to erase them, the oldest first."""
    before = at - timedelta(days=held()[Retained.CLOSED_ACCOUNTS].days)
    _table, where = _rows(Retained.CLOSED_ACCOUNTS, before)
    return list(db.session.scalars(select(User).where(where).order_by(User.deactivated_at)))


def daily(at: datetime) -> int:
    """What is done once a day: the end of what is switched on; how many rows that were."""
    return 0 if _is_done(at) else sum(carry_out(at, once=True).values())


def carry_out(at: datetime, *, once: bool = False) -> dict[Retained, int]:
    """End what is due in every class that is switched on; how many of each."""
    ended, stored = _carry_out(at, once)
    files.remove(stored)
    return ended


@command
def _carry_out(at: datetime, once: bool) -> tuple[dict[Retained, int], list[str]]:
    wait_for_turn(CHORE)
    if once and _is_done(at):
        return {}, []
    db.session.merge(Chore(name=CHORE, done_on=settings().local_day(at)))
    stored = resting.look_at(held()[Retained.DRAFTS], at)
    on = [kept for kept, period in held().items() if period.is_on and kept not in NEVER_BY_ITSELF]
    ended = {kept: _end(kept, at - timedelta(days=held()[kept].days)) for kept in on if kept in ROWS}
    ended |= {Retained.DRAFTS: len(stored)} if held()[Retained.DRAFTS].is_on else {}
    for kept in LOGGED & {each for each, number in ended.items() if number}:
        record(Kind.RETENTION_ENDED, at=at, actor_id=None, data={"what": kept.value, "number": ended[kept]})
    return ended, [name for names in stored for name in names]


def _is_done(at: datetime) -> bool:
    done_on = db.session.scalar(select(Chore.done_on).where(Chore.name == CHORE))
    return done_on is not None and done_on >= settings().local_day(at)


def _due(kept: Retained, period: Period, at: datetime) -> int:
    if kept is Retained.DRAFTS:
        today = settings().local_day(at)
        return sum(rest.is_over(period, today) for rest in resting.resting(today).values())
    table, where = _rows(kept, at - timedelta(days=period.days))
    return db.session.scalar(select(func.count()).select_from(table).where(where)) or 0


def _end(kept: Retained, before: datetime) -> int:
    table, where = _rows(kept, before)
    statement: Any = delete(table).where(where)
    if kept is Retained.FEEDBACK_ADDRESSES:
        statement = update(table).where(where).values(email=None)
    result: Any = db.session.execute(statement.execution_options(synchronize_session=False))
    return int(result.rowcount)


def _rows(kept: Retained, before: datetime) -> tuple[type[Base], ColumnElement[bool]]:
    table, where = ROWS[kept]
    return table, where(before)


def _ended_session(before: datetime) -> ColumnElement[bool]:
    idle = timedelta(hours=settings().session_idle_hours)
    return or_(UserSession.revoked_at < before, UserSession.seen_at < before - idle)


ROWS: Mapping[Retained, tuple[type[Base], Callable[[datetime], ColumnElement[bool]]]] = {
    Retained.SIGN_IN_ATTEMPTS: (SignInAttempt, lambda before: SignInAttempt.at < before),
    Retained.HALF_SIGN_INS: (HalfSignIn, lambda before: HalfSignIn.at < before),
    Retained.FEEDBACK_ATTEMPTS: (FeedbackAttempt, lambda before: FeedbackAttempt.at < before),
    Retained.FORM_KEYS: (Post, lambda before: Post.at < before),
    Retained.ENDED_SESSIONS: (UserSession, _ended_session),
    Retained.OLD_LINKS: (Invitation, lambda before: Invitation.expires_at < before),
    Retained.SENT_MAILS: (Mail, lambda before: or_(Mail.sent_at < before, Mail.withheld_at < before)),
    Retained.FEEDBACK_ADDRESSES: (
        Feedback,
        lambda before: (Feedback.answered_at < before) & Feedback.email.is_not(None),
    ),
    Retained.FEEDBACK: (Feedback, lambda before: Feedback.answered_at < before),
    Retained.READ_NEWS: (Notification, lambda before: Notification.read_at < before),
    Retained.CLOSED_ACCOUNTS: (
        User,
        lambda before: (User.deactivated_at < before) & User.erased_at.is_(None),
    ),
}
"""Which rows of each class were kept long enough; drafts are told of in ideas/resting.py."""
