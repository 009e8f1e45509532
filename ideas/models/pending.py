"""Decisions that are prepared and told to nobody yet, so that several can be told together."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.models.base import Base, Code, Key, Person
from ideas.models.user import User


class PendingDecision(Base):
    """A move that a lead has prepared for a case, with its words and answers; gone once it is released."""

    __tablename__ = "pending_decision"

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), unique=True)
    move: Mapped[Code]
    words: Mapped[str] = mapped_column(Text, default="")
    data: Mapped[dict[str, Any]]
    prepared_by_id: Mapped[Person]
    prepared_at: Mapped[datetime]
    version: Mapped[int]

    prepared_by: Mapped[User] = relationship()
