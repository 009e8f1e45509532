"""Where else something that was tried has been applied: what was adapted, and how it went."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.models.base import Base, Key
from ideas.models.unit import Unit
from ideas.models.user import User


class Application(Base):
    """A unit has applied what was tried elsewhere: what it adapted, and how it went some months later.

    `applied_by_id` and `answered_by_id` are empty where a hidden author wrote.
    """

    __tablename__ = "application"

    id: Mapped[Key]
    experiment_id: Mapped[int] = mapped_column(ForeignKey("experiment.id", ondelete="CASCADE"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="RESTRICT"), index=True)
    adapted: Mapped[str] = mapped_column(Text)
    applied_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="RESTRICT"), index=True
    )
    at: Mapped[datetime]
    follow_up_on: Mapped[date]
    outcome: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="RESTRICT"), index=True
    )

    unit: Mapped[Unit] = relationship()
    applied_by: Mapped[User | None] = relationship(foreign_keys=applied_by_id)
    answered_by: Mapped[User | None] = relationship(foreign_keys=answered_by_id)
