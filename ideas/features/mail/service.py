"""Remembers what people choose to hear of by mail."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from ideas.extensions import db
from ideas.history import record
from ideas.models.mail import MailChoice, QuietHours
from ideas.models.user import User
from ideas.outbox import ways_of
from ideas.transaction import command
from workflow.events import Kind
from workflow.mailing import Quiet, Topic, Way


@command
def choose(user_id: int, ways: Mapping[Topic, Way], quiet: Quiet | None, *, at: datetime) -> None:
    """The ways of hearing of these topics, and the hours without mail at once."""
    db.session.get_one(User, user_id, with_for_update=True)
    if _is_set(user_id, ways) | _is_quiet(user_id, quiet):
        record(Kind.MAIL_CHOSEN, at=at, actor_id=user_id, person_id=user_id)


@command
def end(user_id: int, topics: Iterable[Topic], *, at: datetime) -> None:
    """No more mail about these topics; nothing where it has ended already."""
    user = db.session.get(User, user_id, with_for_update=True)
    if user is not None and _is_set(user_id, dict.fromkeys(topics, Way.INBOX)):
        record(Kind.MAIL_CHOSEN, at=at, actor_id=user_id, person_id=user_id)


def _is_set(user_id: int, ways: Mapping[Topic, Way]) -> bool:
    """Whether that changed anything."""
    before = ways_of(user_id)
    changed = {topic: way for topic, way in ways.items() if before[topic] is not way}
    for topic, way in changed.items():
        db.session.merge(MailChoice(user_id=user_id, topic=topic, way=way))
    return bool(changed)


def _is_quiet(user_id: int, quiet: Quiet | None) -> bool:
    """Whether that changed anything."""
    known = db.session.get(QuietHours, user_id)
    if quiet == (Quiet(known.begins, known.ends) if known else None):
        return False
    if quiet is not None:
        db.session.merge(QuietHours(user_id=user_id, begins=quiet.begins, ends=quiet.ends))
    elif known is not None:
        db.session.delete(known)
    return True
