"""What the situation view is counted from: derived from the log, and rebuilt from it at any time."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, Numeric, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.models.base import Base, Code, Key

_LASTS = text("left_on is null")


class CourseRow(Base):
    """What is counted of a submitted case beside its visits."""

    __tablename__ = "course"
    __table_args__ = (Index("ix_course_answered", "answered_on", "case_id"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[Code]
    size: Mapped[Code]
    is_from_front_line: Mapped[bool | None]
    is_directed: Mapped[bool]
    answered_on: Mapped[date | None]
    needed_hours: Mapped[Decimal | None] = mapped_column(Numeric(14, 4))
    is_paired: Mapped[bool]
    asked: Mapped[dict[str, Any]]
    """The days on which it is asked what changed, and whether that has been told."""

    visits: Mapped[list["VisitRow"]] = relationship(order_by="VisitRow.n", viewonly=True)


class VisitRow(Base):
    """One stay of a case in a state, by the days of the house; `left_on` is empty while it lasts."""

    __tablename__ = "visit"
    __table_args__ = (
        Index("ix_visit_left", "state", "left_on", "case_id"),
        Index("ix_visit_entered", "state", "entered_on", "case_id"),
        Index(
            "ix_visit_lasting",
            "state",
            "entered_on",
            "case_id",
            postgresql_where=_LASTS,
            sqlite_where=_LASTS,
        ),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("course.case_id", ondelete="CASCADE"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    state: Mapped[Code]
    entered_on: Mapped[date]
    left_on: Mapped[date | None]


class FlowCell(Base):
    """Numbers of cases under one key, to be added to its other rows; the worker melts them together.

    `counts` is a number of cases by the number at which they are counted. Rows are only ever added by a move,
    so that two moves at once never wait for the same row.
    """

    __tablename__ = "flow_cell"
    # No number is ever given twice, so the highest and how many there are tell whether anything has changed.
    __table_args__ = (
        Index("ix_flow_cell_key", "month", "figure", "kind", "state", "size"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Key]
    month: Mapped[date]
    figure: Mapped[Code]
    kind: Mapped[Code]
    state: Mapped[Code]
    size: Mapped[Code]
    counts: Mapped[dict[str, Any]]


class Commitment(Base):
    """What the leads promise of a state: within how many working days it is left, and how many are in it."""

    __tablename__ = "commitment"

    kind: Mapped[Code] = mapped_column(primary_key=True)
    state: Mapped[Code] = mapped_column(primary_key=True)
    promised_days: Mapped[int | None]
    most_cases: Mapped[int | None]
