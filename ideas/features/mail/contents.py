"""Reads what a mail tells: only what its hearer, or whoever looks at it, may know at this moment."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, and_, exists, func, select
from sqlalchemy.orm import aliased, contains_eager

from ideas.access import sees
from ideas.extensions import db
from ideas.i18n import language
from ideas.models.case import Case, SealedAuthor
from ideas.models.comment import Comment
from ideas.models.entry import Entry
from ideas.models.mail import Mail
from ideas.models.notification import Notification
from ideas.models.user import User
from ideas.outbox import ways_of
from ideas.telling import ARRIVALS, PLACES, QUIET, Row, row_of, row_of_no_case, told_to
from workflow.actors import Actor, Relation
from workflow.events import Kind
from workflow.mailing import TALKS, Topic, Way, topic_of

LONGEST = 2_000
"""Characters of somebody's words; the rest stands on the page."""
HUSHED = QUIET | {Kind.REVIEW_ASKED}
"""Kinds that nobody else hears of: who evaluates is told by who gets them."""
_EARLIER = aliased(Entry)
_ARRIVAL = (
    select(func.min(_EARLIER.n))
    .where(_EARLIER.case_id == Case.id, _EARLIER.kind.in_(ARRIVALS))
    .correlate(Case)
    .scalar_subquery()
)
IS_OPEN = and_(
    Case.hides_author.is_(False),
    ~exists().where(SealedAuthor.case_id == Case.id),
    Entry.n >= _ARRIVAL,
    Entry.kind.not_in(HUSHED),
)
"""Neither what was said in a draft, nor who evaluates, nor what tells a hidden author by getting it."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a mail tells."""

    row: Row
    topic: Topic
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What a mail tells about one case, or about none: then it has no public id."""

    public_id: str
    title: str
    language: str
    told: list[Told]
    endpoint: str = "case.page"


def contents(mail: Mail, hearer: User) -> list[About]:
    """What the hearer still may know and wants to hear by mail, case by case."""
    ways = ways_of(hearer.id)
    found = db.session.execute(_of_mail(mail, hearer)).unique().all()
    wanted = [
        (notification.entry, case)
        for notification, case in found
        if ways[_topic(notification.entry, case, hearer)] is not Way.INBOX
    ]
    return _by_case(wanted, hearer)


def readable(mail: Mail, hearer: User, reader: Actor) -> list[About]:
    """What of it somebody who keeps the house may read as well: what stands open on the pages of cases."""
    found = db.session.execute(_of_mail(mail, hearer).where(sees(reader), IS_OPEN)).unique().all()
    return _by_case([(notification.entry, case) for notification, case in found], hearer)


def topics(abouts: Sequence[About]) -> set[Topic]:
    """The topics that a mail is about."""
    return {told.topic for about in abouts for told in about.told}


def _of_mail(mail: Mail, hearer: User) -> Select[Notification, Case | None]:
    return (
        select(Notification, Case)
        .join(Notification.entry)
        .outerjoin(Case, Case.id == Entry.case_id)
        .where(Notification.mail_id == mail.id, told_to(Actor(hearer.id, hearer.role)))
        .options(contains_eager(Notification.entry).joinedload(Entry.actor))
        .order_by(Notification.id)
    )


def _topic(entry: Entry, case: Case | None, hearer: User) -> Topic:
    if case is None:
        return topic_of(entry.kind, ())
    is_what = {
        Relation.AUTHOR: hearer.id in case.author_ids,
        Relation.OWNER: hearer.id == case.owner_id,
        Relation.FOLLOWER: any(follow.user_id == hearer.id for follow in case.follows),
    }
    return topic_of(entry.kind, [relation for relation, holds in is_what.items() if holds])


def _by_case(told: Sequence[tuple[Entry, Case | None]], hearer: User) -> list[About]:
    abouts: dict[int | str, About] = {}
    for entry, case in told:
        key = case.id if case else PLACES[entry.kind].endpoint
        about = abouts.setdefault(key, _about(entry, case))
        row = row_of(entry, case) if case else row_of_no_case(entry)
        about.told.append(Told(row, _topic(entry, case, hearer), _words(entry)))
    return list(abouts.values())


def _about(entry: Entry, case: Case | None) -> About:
    if case is not None:
        return About(case.public_id, case.title, case.language, [])
    place = PLACES[entry.kind]
    return About("", str(place.heading), language(), [], place.endpoint)


def _words(entry: Entry) -> tuple[str, ...]:
    """The lines of what was said; the words of a comment are its own, as they are now."""
    comment = db.session.get(Comment, entry.data.get("comment", 0)) if entry.kind in TALKS else None
    said = (comment.body if comment else entry.words).strip()
    shown = said if len(said) <= LONGEST else f"{said[:LONGEST].rstrip()} …"
    return tuple(line.rstrip() for line in shown.splitlines())
