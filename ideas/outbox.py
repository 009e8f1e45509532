"""Decides how else people hear of what they were told: by which mail, in which digest, or by none."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import exists, select, update

from ideas.cells import closed_days
from ideas.extensions import db, settings
from ideas.models.case import Case, CaseAuthor, SealedAuthor
from ideas.models.entry import Entry
from ideas.models.involvement import Follow
from ideas.models.mail import Mail, MailChoice, QuietHours
from ideas.models.notification import Notification
from ideas.models.user import User
from ideas.transaction import command, wait_for_turn
from workflow.actors import Relation
from workflow.mailing import (
    DEFAULT,
    DIGESTS,
    STALE,
    Quiet,
    Topic,
    Way,
    due_at_once,
    due_with_digest,
    fit_way,
    topic_of,
)

AT_A_TIME = 500
TURN = "mail"
_UNTOUCHED = (Mail.tries == 0, Mail.sent_at.is_(None), Mail.dead_at.is_(None), Mail.withheld_at.is_(None))
_TOLD = (Notification.id, Notification.user_id, Entry.kind, Entry.case_id, Entry.actor_id)


class Wishes(NamedTuple):
    """What the people of a batch chose."""

    ways: dict[tuple[int, Topic], Way]
    quiet: dict[int, Quiet]


def weigh_all(at: datetime) -> int:
    """Give everything that was told since its place; how many things that were."""
    weighed = 0
    while db.session.scalar(select(exists().where(Notification.weighed_at.is_(None)))):
        weighed += weigh(at)
    return weighed


@command
def weigh(at: datetime) -> int:
    """Give the oldest of what has no place yet one, a few hundred at a time, and one worker at a time."""
    wait_for_turn(TURN)
    told = _unweighed()
    wishes, relations = _wishes({row.user_id for row in told}), _relations({row.case_id for row in told})
    places = [
        {"id": row.id, "weighed_at": at, "mail_id": _mail_for(row, wishes, relations, at)} for row in told
    ]
    if places:
        db.session.execute(update(Notification), places)
    return len(places)


def ways_of(user_id: int) -> dict[Topic, Way]:
    """How a person hears of each topic."""
    chosen = _wishes({user_id}).ways
    return {topic: chosen.get((user_id, topic), DEFAULT) for topic in Topic}


def new_message_id() -> str:
    """What a mail is called at every try, so that a receiver can drop a repeat."""
    return f"<{secrets.token_hex(16)}@{settings().mail_from.rpartition('@')[2]}>"


def _unweighed() -> Sequence[Any]:
    statement = (
        select(*_TOLD, Case.owner_id, Case.is_blind, User.deactivated_at)
        .join(Entry, Entry.id == Notification.entry_id)
        .join(User, User.id == Notification.user_id)
        .outerjoin(Case, Case.id == Entry.case_id)
        .where(Notification.weighed_at.is_(None))
        .order_by(Notification.id)
        .limit(AT_A_TIME)
    )
    return db.session.execute(statement).all()


def _wishes(people: set[int]) -> Wishes:
    choices = db.session.scalars(select(MailChoice).where(MailChoice.user_id.in_(people)))
    hours = db.session.scalars(select(QuietHours).where(QuietHours.user_id.in_(people)))
    return Wishes(
        {(each.user_id, each.topic): each.way for each in choices},
        {each.user_id: Quiet(each.begins, each.ends) for each in hours},
    )


def _relations(cases: set[int | None]) -> dict[tuple[int, int], set[Relation]]:
    found: dict[tuple[int, int], set[Relation]] = {}
    known = {case for case in cases if case is not None}
    for table, relation in (
        (CaseAuthor, Relation.AUTHOR), (SealedAuthor, Relation.AUTHOR), (Follow, Relation.FOLLOWER),
    ):  # fmt: skip
        pairs = select(table.case_id, table.user_id).where(table.case_id.in_(known))
        for case_id, user_id in db.session.execute(pairs):
            found.setdefault((case_id, user_id), set()).add(relation)
    return found


def _mail_for(
    row: Any, wishes: Wishes, relations: dict[tuple[int, int], set[Relation]], at: datetime
) -> int | None:
    """The mail that tells it, or nothing for the inbox alone."""
    if row.deactivated_at is not None:
        return None
    held = relations.get((row.case_id, row.user_id), set())
    owner = {Relation.OWNER} if row.owner_id == row.user_id else set()
    chosen = wishes.ways.get((row.user_id, topic_of(row.kind, held | owner)), DEFAULT)
    way = fit_way(chosen, row.kind, is_signed=_is_signed(row, relations))
    if way in DIGESTS:
        return _digest(row.user_id, way, at)
    return _at_once(row, wishes.quiet.get(row.user_id), at) if way is Way.AT_ONCE else None


def _is_signed(row: Any, relations: dict[tuple[int, int], set[Relation]]) -> bool:
    """Whether somebody stands by the event; the authors of a blind round do so only when it is over."""
    is_author = Relation.AUTHOR in relations.get((row.case_id, row.actor_id), set())
    return row.actor_id is not None and not (row.is_blind and is_author)


def _digest(user_id: int, way: Way, at: datetime) -> int:
    """The person's next digest that nobody has begun to send."""
    due = due_with_digest(way, at, ZoneInfo(settings().time_zone), closed_days())
    period = f"{way}:{settings().local_day(due)}"
    known = db.session.execute(
        select(Mail.id, Mail.tries, Mail.sent_at, Mail.dead_at, Mail.withheld_at)
        .where(Mail.user_id == user_id, Mail.period == period)
        .with_for_update()
    ).first()
    if known is None:
        return _new(user_id=user_id, way=way, period=period, created_at=at, due_at=due)
    is_begun = known.tries or known.sent_at or known.dead_at or known.withheld_at
    return _digest(user_id, way, due) if is_begun else int(known.id)


def _at_once(row: Any, quiet: Quiet | None, at: datetime) -> int:
    """The mail about this case that still waits for more and goes out no later, or a new one."""
    due = due_at_once(row.kind, at, ZoneInfo(settings().time_zone), quiet, closed_days())
    of_case = (Mail.user_id == row.user_id, Mail.case_id == row.case_id, Mail.way == Way.AT_ONCE)
    # What has waited for long is soon too old to be sent, and would take what is new with it.
    is_fit = Mail.due_at.between(at - STALE / 2, due)
    waiting = select(Mail.id).where(*of_case, *_UNTOUCHED, is_fit).order_by(Mail.id).limit(1)
    known = db.session.scalar(waiting.with_for_update())
    if known is not None:
        return known
    return _new(user_id=row.user_id, way=Way.AT_ONCE, case_id=row.case_id, created_at=at, due_at=due)


def _new(**said: Any) -> int:
    """A mail of its own."""
    mail = Mail(message_id=new_message_id(), **said)
    db.session.add(mail)
    db.session.flush()
    return mail.id
