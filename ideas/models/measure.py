"""What an experiment measures: measures fixed beforehand, dated readings, and what was amended later."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import ForeignKey, Numeric, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.models.base import Base, Key, Line, Person, coded
from ideas.models.user import User


class Danger(StrEnum):
    """Which way a guard signal is dangerous: where it rises to its threshold, or falls to it."""

    RISES = "rises"
    FALLS = "falls"


class Scope(StrEnum):
    """Whose side a measure looks from; the customer's comes first."""

    CUSTOMER = "customer"
    STAFF = "staff"
    OPERATION = "operation"


class Better(StrEnum):
    """Which way a measure gets better."""

    HIGHER = "higher"
    LOWER = "lower"


class Cadence(StrEnum):
    """How often a measure is read."""

    DAILY = "daily"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    AT_THE_END = "at-the-end"


EVERY = {
    Cadence.DAILY: timedelta(days=1),
    Cadence.WEEKLY: timedelta(weeks=1),
    Cadence.FORTNIGHTLY: timedelta(weeks=2),
    Cadence.MONTHLY: timedelta(days=30),
}
"""How long after a reading the next one is due."""


class ReadingCorrection(Base):
    """A reading was wrong: another takes its place, or none does; both stay, and figures use the new one."""

    __tablename__ = "reading_correction"

    reading_id: Mapped[int] = mapped_column(ForeignKey("reading.id", ondelete="CASCADE"), primary_key=True)
    replacement_id: Mapped[int | None] = mapped_column(
        ForeignKey("reading.id", ondelete="CASCADE"), unique=True
    )
    reason: Mapped[str] = mapped_column(Text)
    corrected_by_id: Mapped[Person]
    at: Mapped[datetime]

    replacement: Mapped["Reading | None"] = relationship(foreign_keys=replacement_id)
    corrected_by: Mapped[User] = relationship()


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

    read_by: Mapped[User | None] = relationship()
    correction: Mapped[ReadingCorrection | None] = relationship(
        foreign_keys=ReadingCorrection.reading_id, cascade="all, delete-orphan", lazy="joined"
    )


class Amendment(Base):
    """A change of what was fixed when the pilot began; it stands beside the original."""

    __tablename__ = "amendment"

    id: Mapped[Key]
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"), index=True)
    baseline: Mapped[Decimal] = mapped_column(Numeric(14, 4))
    target: Mapped[Decimal] = mapped_column(Numeric(14, 4))
    reason: Mapped[str] = mapped_column(Text)
    amended_by_id: Mapped[Person]
    at: Mapped[datetime]

    amended_by: Mapped[User] = relationship()


class Measure(Base):
    """One measure of an experiment with its baseline; a guard signal has its threshold as `target`.

    `stop_at` is the value at which the stop rule bites, `due_on` the day of the next reading while it runs.
    """

    __tablename__ = "measure"

    id: Mapped[Key]
    experiment_id: Mapped[int] = mapped_column(ForeignKey("experiment.id", ondelete="CASCADE"), index=True)
    scope: Mapped[Scope] = mapped_column(coded(Scope))
    name: Mapped[Line]
    unit_of_measure: Mapped[Line]
    baseline: Mapped[Decimal | None] = mapped_column(Numeric(14, 4))
    target: Mapped[Decimal | None] = mapped_column(Numeric(14, 4))
    danger: Mapped[Danger | None] = mapped_column(coded(Danger))
    better: Mapped[Better | None] = mapped_column(coded(Better))
    how: Mapped[str] = mapped_column(Text, default="")
    cadence: Mapped[Cadence | None] = mapped_column(coded(Cadence))
    stop_at: Mapped[Decimal | None] = mapped_column(Numeric(14, 4))
    due_on: Mapped[date | None] = mapped_column(index=True)

    readings: Mapped[list[Reading]] = relationship(
        order_by=(Reading.on, Reading.id), cascade="all, delete-orphan"
    )
    amendments: Mapped[list[Amendment]] = relationship(order_by=Amendment.id, cascade="all, delete-orphan")

    @property
    def is_fixed(self) -> bool:
        """Whether baseline and target are both given."""
        return self.baseline is not None and self.target is not None

    @property
    def is_whole(self) -> bool:
        """Whether a pilot can begin with it: fixed, with its direction, and how and how often it is read."""
        return self.is_fixed and bool(self.better and self.cadence and self.how.strip())

    @property
    def current_baseline(self) -> Decimal | None:
        """The baseline as amended last, or as it was fixed."""
        return self.amendments[-1].baseline if self.amendments else self.baseline

    @property
    def current_target(self) -> Decimal | None:
        """The target as amended last, or as it was fixed."""
        return self.amendments[-1].target if self.amendments else self.target

    @property
    def valid_readings(self) -> list[Reading]:
        """The readings that figures use: those that nobody has corrected."""
        return [reading for reading in self.readings if reading.correction is None]

    def is_crossed(self, value: Decimal) -> bool:
        """Whether a reading has reached the threshold of a guard signal."""
        if self.danger is None or self.target is None:
            return False
        return value >= self.target if self.danger is Danger.RISES else value <= self.target

    def is_stopped(self, value: Decimal) -> bool:
        """Whether a reading of a pilot has reached the value at which its stop rule bites."""
        if self.better is None or self.stop_at is None:
            return False
        return value <= self.stop_at if self.better is Better.HIGHER else value >= self.stop_at

    def due_after(self, day: date, ends_on: date | None) -> date | None:
        """The day of the next reading when one was taken on that day; None where none is expected."""
        if self.cadence is None or ends_on is None or day >= ends_on:
            return None
        return min(ends_on, day + EVERY[self.cadence]) if self.cadence in EVERY else ends_on
