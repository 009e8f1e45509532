"""Reads what people chose, and the mails of the house by what became of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from ideas.extensions import db, settings
from ideas.features.mail.claims import IS_WAITING
from ideas.features.mail.contents import readable
from ideas.features.mail.letter import as_text
from ideas.models.mail import Mail, QuietHours
from ideas.outbox import ways_of
from workflow.actors import Actor
from workflow.mailing import Quiet

PAGE = 50
SHOWN: Mapping[str, ColumnElement[bool]] = {
    "waiting": IS_WAITING,
    "sent": Mail.sent_at.is_not(None),
    "undelivered": Mail.dead_at.is_not(None),
    "withheld": Mail.withheld_at.is_not(None),
}
"""The parts of the page of mails, in order."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the mails, the newest first; `last` is where the older ones begin."""

    mails: Sequence[Mail]
    last: int | None


def chosen(user_id: int) -> dict[str, Any]:
    """What a person chose, as the form shows it."""
    quiet = quiet_hours(user_id)
    hours = {"quiet_begins": quiet.begins, "quiet_ends": quiet.ends} if quiet else {}
    return {**{topic.value: way.value for topic, way in ways_of(user_id).items()}, **hours}


def quiet_hours(user_id: int) -> Quiet | None:
    """The hours in which a person wants no mail at once."""
    found = db.session.get(QuietHours, user_id)
    return Quiet(found.begins, found.ends) if found else None


def mails(shown: str, before: int | None) -> Page:
    """A page of the mails of one part."""
    statement = select(Mail).where(SHOWN[shown]).options(joinedload(Mail.user)).order_by(Mail.id.desc())
    if before is not None:
        statement = statement.where(Mail.id < before)
    found = db.session.scalars(statement.limit(PAGE + 1)).all()
    return Page(found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None)


def counts() -> dict[str, int]:
    """How many mails wait, and how many could not be delivered."""
    parts = ("waiting", "undelivered")
    asked = select(*(select(func.count()).where(SHOWN[part]).scalar_subquery() for part in parts))
    return dict(zip(parts, db.session.execute(asked).one(), strict=True))


def mail(mail_id: int) -> Mail | None:
    """One mail with its hearer."""
    return db.session.get(Mail, mail_id, options=[joinedload(Mail.user)])


def part_of(mail: Mail) -> str:
    """In which part of the page of mails it stands."""
    settled = {"sent": mail.sent_at, "undelivered": mail.dead_at, "withheld": mail.withheld_at}
    return next((part for part, at in settled.items() if at), "waiting")


def text_of(mail: Mail, reader: Actor) -> str | None:
    """Its words where no mail can be sent, as far as the reader may know them; somebody's mail is theirs."""
    if settings().smtp_host is not None:
        return None
    abouts = readable(mail, mail.user, reader)
    return as_text(mail, mail.user, abouts) if abouts else None
