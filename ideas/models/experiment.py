"""Experiments: trying something new, with measures fixed beforehand and dated readings."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import ForeignKey, Numeric, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.models.base import Base, CaseKey, Code, Key, Line, coded
from ideas.models.unit import Unit
from ideas.models.user import User


class ExperimentKind(StrEnum):
    """A pilot tries doing something, a trial stop tries doing without."""

    PILOT = "pilot"
    TRIAL_STOP = "trial-stop"


class Danger(StrEnum):
    """Which way a guard signal is dangerous: where it rises to its threshold, or falls to it."""

    RISES = "rises"
    FALLS = "falls"


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
    """One measure of an experiment with its baseline; a guard signal has its threshold as `target`."""

    __tablename__ = "measure"

    id: Mapped[Key]
    experiment_id: Mapped[int] = mapped_column(ForeignKey("experiment.id", ondelete="CASCADE"), index=True)
    scope: Mapped[Scope] = mapped_column(coded(Scope))
    name: Mapped[Line]
    unit_of_measure: Mapped[Line]
    baseline: Mapped[Decimal | None] = mapped_column(Numeric(14, 4))
    target: Mapped[Decimal | None] = mapped_column(Numeric(14, 4))
    danger: Mapped[Danger | None] = mapped_column(coded(Danger))

    readings: Mapped[list[Reading]] = relationship(order_by=Reading.on, cascade="all, delete-orphan")

    @property
    def is_fixed(self) -> bool:
        """Whether baseline and target are both given."""
        return self.baseline is not None and self.target is not None

    def is_crossed(self, value: Decimal) -> bool:
        """Whether a reading has reached the threshold of a guard signal."""
        if self.danger is None or self.target is None:
            return False
        return value >= self.target if self.danger is Danger.RISES else value <= self.target


class ExperimentUnit(Base):
    """A unit in which the experiment runs."""

    __tablename__ = "experiment_unit"

    experiment_id: Mapped[int] = mapped_column(
        ForeignKey("experiment.id", ondelete="CASCADE"), primary_key=True
    )
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="RESTRICT"), primary_key=True)

    unit: Mapped[Unit] = relationship()


class Miss(Base):
    """Somebody missed what was left out: who said so, or the person named in `who`, or the hidden author."""

    __tablename__ = "miss"

    id: Mapped[Key]
    experiment_id: Mapped[int] = mapped_column(ForeignKey("experiment.id", ondelete="CASCADE"), index=True)
    missed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    who: Mapped[Line] = mapped_column(default="")
    words: Mapped[str] = mapped_column(Text, default="")
    wants_back: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime]

    missed_by: Mapped[User | None] = relationship()


class Experiment(Base):
    """A pilot or a trial stop: its plan, and when it ended; after it a new one begins with a plan of its own.

    `aim` is what is tried, of a trial stop what exactly is left out; `outcome` names the move that ended it
    and `extended_from` the end that was planned at first.
    """

    __tablename__ = "experiment"

    id: Mapped[Key]
    case_id: Mapped[CaseKey]
    kind: Mapped[ExperimentKind] = mapped_column(coded(ExperimentKind))
    aim: Mapped[str] = mapped_column(Text, default="")
    our_vision: Mapped[str] = mapped_column(Text, default="")
    customer_vision: Mapped[str] = mapped_column(Text, default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    extended_from: Mapped[date | None]
    ended_at: Mapped[datetime | None]
    outcome: Mapped[Code | None]
    instead: Mapped[str] = mapped_column(Text, default="")
    if_asked: Mapped[str] = mapped_column(Text, default="")
    is_harmless: Mapped[bool] = mapped_column(default=False)

    measures: Mapped[list[Measure]] = relationship(order_by=Measure.id, cascade="all, delete-orphan")
    units: Mapped[list[ExperimentUnit]] = relationship(cascade="all, delete-orphan")
    misses: Mapped[list[Miss]] = relationship(order_by=Miss.id, cascade="all, delete-orphan")

    @property
    def planned_days(self) -> int | None:
        """How long it was planned to last at first, in days."""
        ends_on = self.extended_from or self.ends_on
        return (ends_on - self.starts_on).days if self.starts_on and ends_on else None
