"""What changed after an idea was adopted, asked on set days; and the anonymous pulse beside it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.models.base import Base, CaseKey, Key
from ideas.models.measure import Reading
from ideas.models.user import User

_WAITS = text("answered_at is null")
_TOLD = text("answered_at is not null")


class FollowUp(Base):
    """One time that “What changed?” is asked: of the customer, of staff and of operation, in words.

    `readings` are what the pilot's measures said then.
    """

    __tablename__ = "follow_up"
    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        Index("ix_follow_up_waiting", "due_on", postgresql_where=_WAITS, sqlite_where=_WAITS),
        Index("ix_follow_up_answered", "answered_at", "id", postgresql_where=_TOLD, sqlite_where=_TOLD),
    )

    id: Mapped[Key]
    case_id: Mapped[CaseKey]
    number: Mapped[int]
    due_on: Mapped[date]
    customer: Mapped[str] = mapped_column(Text, default="")
    staff: Mapped[str] = mapped_column(Text, default="")
    operation: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="RESTRICT"), index=True
    )

    answered_by: Mapped[User | None] = relationship()
    readings: Mapped[list[Reading]] = relationship(
        secondary="follow_up_reading", order_by=Reading.id, viewonly=True
    )
    taken: Mapped[list["FollowUpReading"]] = relationship(cascade="all, delete-orphan")


class FollowUpReading(Base):
    """A reading that was taken for a follow-up, after the pilot had ended."""

    __tablename__ = "follow_up_reading"

    follow_up_id: Mapped[int] = mapped_column(
        ForeignKey("follow_up.id", ondelete="CASCADE"), primary_key=True
    )
    reading_id: Mapped[int] = mapped_column(
        ForeignKey("reading.id", ondelete="CASCADE"), primary_key=True, index=True
    )

    reading: Mapped[Reading] = relationship()


class Pulse(Base):
    """How many have answered with this value, and how many of those may be shown; never who, never when."""

    __tablename__ = "pulse"
    __table_args__ = (CheckConstraint("value between 1 and 5", name="scale"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), primary_key=True)
    value: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    count: Mapped[int] = mapped_column(default=0)
    shown: Mapped[int] = mapped_column(default=0)


class PulseTaken(Base):
    """Who has answered already, so that nobody answers twice; without the answer and without the time."""

    __tablename__ = "pulse_taken"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="RESTRICT"), primary_key=True, index=True
    )
