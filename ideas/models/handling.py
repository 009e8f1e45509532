"""What the management group has handled: on which day, in which words, and which cases."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.models.base import Base, Key, Person
from ideas.models.user import User


class Handling(Base):
    """One meeting of the management group at which the sheet was handled."""

    __tablename__ = "handling"

    id: Mapped[Key]
    on: Mapped[date] = mapped_column(index=True)
    words: Mapped[str] = mapped_column(Text)
    recorded_by_id: Mapped[Person]
    at: Mapped[datetime]

    recorded_by: Mapped[User] = relationship()
    cases: Mapped[list["HandledCase"]] = relationship(cascade="all, delete-orphan")


class HandledCase(Base):
    """A case that stood on the sheet; its history has an entry of its own."""

    __tablename__ = "handled_case"

    handling_id: Mapped[int] = mapped_column(ForeignKey("handling.id", ondelete="CASCADE"), primary_key=True)
    case_id: Mapped[int] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), primary_key=True, index=True
    )
