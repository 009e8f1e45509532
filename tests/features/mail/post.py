"""Makes what people are told, and carries the post by the clock of the test."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select

from ideas import outbox
from ideas.extensions import db
from ideas.features.comments import service as comments
from ideas.features.mail import service
from ideas.features.mail.delivery import deliver
from ideas.models import Case, Mail, User
from tests.factories import NOW, actor
from workflow.mailing import Quiet, Topic, Way

LATER = NOW + timedelta(minutes=2)
"""When a mail at once about something that happens now is due."""
NEXT_MORNING = NOW + timedelta(days=1)
"""A Friday noon: the digest of that morning is due."""
EVERYTHING = tuple(Topic)


def wants(person: User, way: Way, topics: Iterable[Topic] = EVERYTHING, quiet: Quiet | None = None) -> None:
    """Let the person choose that way for these topics."""
    service.choose(person.id, dict.fromkeys(topics, way), quiet, at=NOW)


def comment(case: Case, by: User, words: str = "Hyvä ajatus.") -> None:
    """Say something about a case."""
    comments.add(case.public_id, words, language="fi", actor=actor(by), at=NOW)


def weigh(at: datetime = NOW) -> int:
    """Give what was told its place."""
    return outbox.weigh_all(at)


def carry(at: datetime = LATER) -> int:
    """Send what is due at that moment."""
    return deliver(lambda: at)


def mails() -> list[Mail]:
    """Every mail, the oldest first."""
    return list(db.session.scalars(select(Mail).order_by(Mail.id).execution_options(populate_existing=True)))
