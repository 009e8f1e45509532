"""The outbox: mails with what they tell, and what each person chose to hear of how."""

from datetime import datetime, time

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.models.base import Base, Code, Key, Person, coded
from ideas.models.user import User
from workflow.mailing import Topic, Way

_WAITS = text("sent_at is null and dead_at is null and withheld_at is null")


class MailChoice(Base):
    """The way of hearing of one topic, where a person chose another than the usual one."""

    __tablename__ = "mail_choice"

    user_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), primary_key=True)
    topic: Mapped[Topic] = mapped_column(coded(Topic), primary_key=True)
    way: Mapped[Way] = mapped_column(coded(Way))


class QuietHours(Base):
    """The hours in which a person wants no mail at once, by the clock on the organisation's wall."""

    __tablename__ = "quiet_hours"

    user_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), primary_key=True)
    begins: Mapped[time]
    ends: Mapped[time]


class Posted:
    """What sending a mail once and not again asks of each, whoever it is to.

    `tries` counts those begun; until `lease_until` the mail belongs to the worker that began the last.
    """

    id: Mapped[Key]
    message_id: Mapped[str] = mapped_column(String(200), unique=True)
    due_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    dead_at: Mapped[datetime | None]
    withheld_at: Mapped[datetime | None]
    error: Mapped[Code | None]
    """The kind of the last fault, or why it was withheld; what a server says may tell of people."""


class Mail(Posted, Base):
    """One mail to one person; its words are written at each try, from what its hearer may know then.

    `period` is the digest it is, of which each person gets one; `case_id` is what a mail at once is about.
    """

    __tablename__ = "mail"
    __table_args__ = (
        UniqueConstraint("user_id", "period"),
        Index("ix_mail_waiting", "due_at", "id", postgresql_where=_WAITS, sqlite_where=_WAITS),
    )

    user_id: Mapped[Person]
    way: Mapped[Way] = mapped_column(coded(Way))
    period: Mapped[Code | None]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]

    user: Mapped[User] = relationship()
