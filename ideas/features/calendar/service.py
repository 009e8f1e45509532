"""Makes and revokes the address of a person's calendar feed, and notes when it was read."""

import secrets
from datetime import datetime, timedelta

from ideas.access import hashed
from ideas.extensions import db
from ideas.feeds import close_feed
from ideas.history import record
from ideas.models.calendar import CalendarFeed
from ideas.models.user import User
from ideas.transaction import by_the_way, command
from workflow.events import Kind

READ_EVERY = timedelta(hours=1)
"""How old the note of the last reading may be before it is written anew."""


@command
def make(person_id: int, *, at: datetime) -> str:
    """The token of a new address, given out this once; the one before leads nowhere any more."""
    db.session.get_one(User, person_id, with_for_update=True)
    close_feed(person_id)
    token = secrets.token_urlsafe(32)
    db.session.add(CalendarFeed(user_id=person_id, token_hash=hashed(token), created_at=at))
    record(Kind.FEED_MADE, at=at, actor_id=person_id, person_id=person_id)
    return token


@command
def revoke(person_id: int, *, at: datetime) -> None:
    """Let the address lead nowhere; nothing is told where there is none."""
    db.session.get_one(User, person_id, with_for_update=True)
    if close_feed(person_id):
        record(Kind.FEED_REVOKED, at=at, actor_id=person_id, person_id=person_id)


def note_reading(feed: CalendarFeed, at: datetime) -> None:
    """Remember that a calendar program has read it; programs ask often, so not each time."""
    if feed.read_at is None or at - feed.read_at > READ_EVERY:
        _write_reading(feed.user_id, at)


@by_the_way
def _write_reading(person_id: int, at: datetime) -> None:
    feed = db.session.get(CalendarFeed, person_id, with_for_update=True)
    if feed is not None:
        feed.read_at = at
