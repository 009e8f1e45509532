"""What was decided about a work step, what was verified afterwards, and where the freed time went."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.models.base import Base, CaseKey, Code, Key, Line, Person, coded
from ideas.models.unit import Unit
from ideas.models.user import User
from workflow.evidence import EvidenceClass


class Remainder(StrEnum):
    """Whether the step is still gone when somebody looks."""

    GONE = "gone"
    PARTLY = "partly"
    BACK = "back"


class Verification(Base):
    """What was found some months after the decision, by somebody else than who proposed it; hours a year."""

    __tablename__ = "verification"
    __table_args__ = (CheckConstraint("hours >= 0", name="hours"),)

    id: Mapped[Key]
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id", ondelete="CASCADE"), index=True)
    remainder: Mapped[Remainder] = mapped_column(coded(Remainder))
    hours: Mapped[Decimal] = mapped_column(Numeric(14, 4))
    how: Mapped[str] = mapped_column(Text)
    verified_by_id: Mapped[Person]
    at: Mapped[datetime]

    verified_by: Mapped[User] = relationship()


class Reallocation(Base):
    """Where verified hours a year went."""

    __tablename__ = "reallocation"
    __table_args__ = (CheckConstraint("hours > 0", name="hours"),)

    id: Mapped[Key]
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id", ondelete="CASCADE"), index=True)
    hours: Mapped[Decimal] = mapped_column(Numeric(14, 4))
    purpose: Mapped[Line]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id", ondelete="RESTRICT"), index=True)
    is_for_customers: Mapped[bool]
    placed_by_id: Mapped[Person]
    at: Mapped[datetime]

    unit: Mapped[Unit | None] = relationship()


_HOLDS = text("ended_at is null")


class Decision(Base):
    """A work step was given up or kept: hours a year as estimated then; it ends when the step comes back.

    `kind` is an `Ending` or a `Keeping` of the rules; a kept step has no hours.
    """

    __tablename__ = "decision"
    __table_args__ = (
        Index("ix_decision_held", "case_id", postgresql_where=_HOLDS, sqlite_where=_HOLDS, unique=True),
    )

    id: Mapped[Key]
    case_id: Mapped[CaseKey]
    kind: Mapped[Code]
    decided_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="RESTRICT"), index=True
    )
    on: Mapped[date] = mapped_column(index=True)
    hours_low: Mapped[Decimal | None] = mapped_column(Numeric(14, 4))
    hours_likely: Mapped[Decimal | None] = mapped_column(Numeric(14, 4))
    hours_high: Mapped[Decimal | None] = mapped_column(Numeric(14, 4))
    evidence_class: Mapped[EvidenceClass | None] = mapped_column(coded(EvidenceClass))
    review_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]

    decided_by: Mapped[User | None] = relationship()
    verifications: Mapped[list[Verification]] = relationship(
        order_by=Verification.id, cascade="all, delete-orphan"
    )
    reallocations: Mapped[list[Reallocation]] = relationship(
        order_by=Reallocation.id, cascade="all, delete-orphan"
    )

    @property
    def verified_hours(self) -> Decimal | None:
        """Hours a year as verified last, None before anybody has."""
        return self.verifications[-1].hours if self.verifications else None

    @property
    def placed_hours(self) -> Decimal:
        """How many of the verified hours a year have found their use."""
        return sum((each.hours for each in self.reallocations), Decimal())
