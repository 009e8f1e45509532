"""What examining a work step leaves beside its row: doubts, who would notice, evidence, what else must go."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import ForeignKey, Numeric, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.models.base import Base, CaseKey, Key, Line, coded
from ideas.models.user import User
from workflow.evidence import Method


class Reason(StrEnum):
    """Why somebody doubts a work step; many may hold."""

    NO_CUSTOMER_BENEFIT = "no-customer-benefit"
    NO_SUCCESS = "no-success"
    TOO_LITTLE_FOR_EFFORT = "too-little-for-effort"
    NO_LONGER_NEEDED = "no-longer-needed"
    OVERLAPPING = "overlapping"
    BORN_OF_DISTRUST = "born-of-distrust"
    MISUNDERSTOOD = "misunderstood"


class Doubt(Base):
    """One reason why a work step is doubted."""

    __tablename__ = "doubt"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), primary_key=True)
    reason: Mapped[Reason] = mapped_column(coded(Reason), primary_key=True, index=True)


class Noticer(Base):
    """Somebody who would notice if the step were left out, and who hears of its trial."""

    __tablename__ = "noticer"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="RESTRICT"), primary_key=True, index=True
    )

    user: Mapped[User] = relationship()


class Evidence(Base):
    """How somebody knows the effort: measured with a count of occurrences, or estimated.

    `minutes` is the time per occurrence; `source` says who estimated or what was counted; without
    `added_by` it is the hidden author's own.
    """

    __tablename__ = "evidence"

    id: Mapped[Key]
    case_id: Mapped[CaseKey]
    method: Mapped[Method] = mapped_column(coded(Method))
    count: Mapped[int | None]
    minutes: Mapped[Decimal | None] = mapped_column(Numeric(14, 4))
    source: Mapped[Line] = mapped_column(default="")
    on: Mapped[date]
    words: Mapped[str] = mapped_column(Text, default="")
    link: Mapped[str] = mapped_column(Text, default="")
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    at: Mapped[datetime]

    added_by: Mapped[User | None] = relationship()


class Removal(Base):
    """A form, template, field or meeting that must go too, lest the step creep back."""

    __tablename__ = "removal"

    id: Mapped[Key]
    case_id: Mapped[CaseKey]
    what: Mapped[Line]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
