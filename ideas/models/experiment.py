"""Experiments: trying something new, with measures fixed beforehand and dated readings."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import ForeignKey, Numeric, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.models.base import Base, CaseKey, Key, Line, coded
from ideas.models.unit import Unit


class ExperimentKind(StrEnum):
    """A pilot tries doing something; other kinds of trial join it later."""

    PILOT = "pilot"


class Scope(StrEnum):
    """Whose side a measure looks from; the customer's comes first."""

    CUSTOMER = "customer"
    STAFF = "staff"
    OPERATION = "operation"


class Reading(Base):
    """What a measure said on a day."""

    __tablename__ = "reading"

    id: Mapped[Key]
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"), index=True)
    on: Mapped[date]
    value: Mapped[Decimal] = mapped_column(Numeric(14, 4))
    note: Mapped[str] = mapped_column(Text, default="")
    read_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    at: Mapped[datetime]


class Measure(Base):
    """One measure of an experiment, with its baseline and target."""

    __tablename__ = "measure"

    id: Mapped[Key]
    experiment_id: Mapped[int] = mapped_column(ForeignKey("experiment.id", ondelete="CASCADE"), index=True)
    scope: Mapped[Scope] = mapped_column(coded(Scope))
    name: Mapped[Line]
    unit_of_measure: Mapped[Line]
    baseline: Mapped[Decimal | None] = mapped_column(Numeric(14, 4))
    target: Mapped[Decimal | None] = mapped_column(Numeric(14, 4))

    readings: Mapped[list[Reading]] = relationship(order_by=Reading.on, cascade="all, delete-orphan")

    @property
    def is_fixed(self) -> bool:
        """Whether baseline and target are both given."""
        return self.baseline is not None and self.target is not None


class ExperimentUnit(Base):
    """A unit in which the experiment runs."""

    __tablename__ = "experiment_unit"

    experiment_id: Mapped[int] = mapped_column(
        ForeignKey("experiment.id", ondelete="CASCADE"), primary_key=True
    )
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="RESTRICT"), primary_key=True)

    unit: Mapped[Unit] = relationship()


class Experiment(Base):
    """A pilot: its plan, and when it ended; after it a new pilot begins with a plan of its own."""

    __tablename__ = "experiment"

    id: Mapped[Key]
    case_id: Mapped[CaseKey]
    kind: Mapped[ExperimentKind] = mapped_column(coded(ExperimentKind))
    aim: Mapped[str] = mapped_column(Text, default="")
    our_vision: Mapped[str] = mapped_column(Text, default="")
    customer_vision: Mapped[str] = mapped_column(Text, default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]

    measures: Mapped[list[Measure]] = relationship(order_by=Measure.id, cascade="all, delete-orphan")
    units: Mapped[list[ExperimentUnit]] = relationship(cascade="all, delete-orphan")
