"""What people say of the service itself, signed in or not, and what they are answered."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.models.base import Base, Key, coded
from ideas.models.mail import Posted
from ideas.models.user import User

_WAITS = text("answered_at is null")


class FeedbackKind(StrEnum):
    """What the feedback is about."""

    ACCESSIBILITY = "accessibility"
    OTHER = "other"


class Feedback(Base):
    """One feedback with its answer; of who sent it only the address is kept that they gave.

    The address of its receipt is secret: only the hash of the token in it is stored.
    """

    __tablename__ = "feedback"
    __table_args__ = (
        Index("ix_feedback_waiting", "due_on", postgresql_where=_WAITS, sqlite_where=_WAITS),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(String(20), unique=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[FeedbackKind] = mapped_column(coded(FeedbackKind))
    words: Mapped[str] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(5))
    at: Mapped[datetime]
    due_on: Mapped[date]
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="RESTRICT"), index=True
    )

    removed_at: Mapped[datetime | None]
    """When an administrator took its words out; its number and its days stay."""

    answered_by: Mapped[User | None] = relationship()


class AnswerMail(Posted, Base):
    """The mail that tells an answer to whoever gave feedback and left an address."""

    __tablename__ = "answer_mail"

    feedback_id: Mapped[int] = mapped_column(ForeignKey("feedback.id", ondelete="CASCADE"), unique=True)

    feedback: Mapped[Feedback] = relationship()


class FeedbackAttempt(Base):
    """That feedback came from a network, as a hash, for as long as too much of it is held up."""

    __tablename__ = "feedback_attempt"
    __table_args__ = (Index("ix_feedback_attempt_address_at", "address_hash", "at"),)

    id: Mapped[Key]
    address_hash: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
