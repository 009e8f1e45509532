"""Experiments: pilots and trial stops, with their plan, their people and how they ended."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Numeric, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.models.application import Application
from ideas.models.base import Base, CaseKey, Code, Key, Line, Person, coded
from ideas.models.direction import CustomerGroup
from ideas.models.measure import Measure
from ideas.models.unit import Unit
from ideas.models.user import User


class ExperimentKind(StrEnum):
    """A pilot tries doing something, a trial stop tries doing without."""

    PILOT = "pilot"
    TRIAL_STOP = "trial-stop"


class Recommendation(StrEnum):
    """What those who ran a pilot recommend; each is the name of a move."""

    ADOPT = "adopt"
    RETHINK = "rethink"
    DROP = "drop"


class ExperimentUnit(Base):
    """A unit in which the experiment runs."""

    __tablename__ = "experiment_unit"

    experiment_id: Mapped[int] = mapped_column(
        ForeignKey("experiment.id", ondelete="CASCADE"), primary_key=True
    )
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="RESTRICT"), primary_key=True)

    unit: Mapped[Unit] = relationship()


class ExperimentMember(Base):
    """A person who takes part in a pilot; `words` say its aim as this person understands it."""

    __tablename__ = "experiment_member"

    experiment_id: Mapped[int] = mapped_column(
        ForeignKey("experiment.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    words: Mapped[str] = mapped_column(Text, default="")
    told_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()


class ExperimentGroup(Base):
    """A group of customers for whom something is tried."""

    __tablename__ = "experiment_group"

    experiment_id: Mapped[int] = mapped_column(
        ForeignKey("experiment.id", ondelete="CASCADE"), primary_key=True
    )
    customer_group_id: Mapped[int] = mapped_column(
        ForeignKey("customer_group.id", ondelete="RESTRICT"), primary_key=True, index=True
    )

    customer_group: Mapped[CustomerGroup] = relationship()


class Conclusion(Base):
    """What those who ran a pilot conclude, before anything is decided."""

    __tablename__ = "conclusion"

    experiment_id: Mapped[int] = mapped_column(
        ForeignKey("experiment.id", ondelete="CASCADE"), primary_key=True
    )
    verdict: Mapped[str] = mapped_column(Text)
    learnt: Mapped[str] = mapped_column(Text)
    recommendation: Mapped[Recommendation] = mapped_column(coded(Recommendation))
    concluded_by_id: Mapped[Person]
    at: Mapped[datetime]

    concluded_by: Mapped[User] = relationship()


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


_RUNS = text("ended_at is null and started_at is not null")
_ENDED = text("ended_at is not null")


class Experiment(Base):
    """A pilot or a trial stop: its plan, and when it ended; after it a new one begins with a plan of its own.

    `aim` is what is tried, of a trial stop what exactly is left out; `outcome` names the move that ended it
    and `extended_from` the end that was planned at first. `started_at` froze its measures.
    """

    __tablename__ = "experiment"
    __table_args__ = (
        Index("ix_experiment_running", "ends_on", "id", postgresql_where=_RUNS, sqlite_where=_RUNS),
        Index("ix_experiment_ended", "ended_at", "id", postgresql_where=_ENDED, sqlite_where=_ENDED),
    )

    id: Mapped[Key]
    case_id: Mapped[CaseKey]
    kind: Mapped[ExperimentKind] = mapped_column(coded(ExperimentKind))
    aim: Mapped[str] = mapped_column(Text, default="")
    our_vision: Mapped[str] = mapped_column(Text, default="")
    customer_vision: Mapped[str] = mapped_column(Text, default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    extended_from: Mapped[date | None]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    outcome: Mapped[Code | None]
    stop_rule: Mapped[str] = mapped_column(Text, default="")
    hours_set_aside: Mapped[Decimal | None] = mapped_column(Numeric(14, 4))
    instead: Mapped[str] = mapped_column(Text, default="")
    if_asked: Mapped[str] = mapped_column(Text, default="")
    is_harmless: Mapped[bool] = mapped_column(default=False)

    measures: Mapped[list[Measure]] = relationship(order_by=Measure.id, cascade="all, delete-orphan")
    units: Mapped[list[ExperimentUnit]] = relationship(
        order_by=ExperimentUnit.unit_id, cascade="all, delete-orphan"
    )
    members: Mapped[list[ExperimentMember]] = relationship(
        order_by=ExperimentMember.user_id, cascade="all, delete-orphan"
    )
    misses: Mapped[list[Miss]] = relationship(order_by=Miss.id, cascade="all, delete-orphan")
    applications: Mapped[list[Application]] = relationship(
        order_by=Application.id, cascade="all, delete-orphan"
    )
    customer_groups: Mapped[list[ExperimentGroup]] = relationship(
        order_by=ExperimentGroup.customer_group_id, cascade="all, delete-orphan"
    )
    conclusion: Mapped[Conclusion | None] = relationship(cascade="all, delete-orphan")

    @property
    def planned_days(self) -> int | None:
        """How long it was planned to last at first, in days."""
        ends_on = self.extended_from or self.ends_on
        return (ends_on - self.starts_on).days if self.starts_on and ends_on else None
