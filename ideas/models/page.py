"""Pages that the organisation writes itself: every version of each in each language."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.models.base import Base, Key, coded
from ideas.models.user import User


class PageKey(StrEnum):
    """Which page it is; the address of the page has the same word."""

    PRIVACY = "privacy"
    ACCESSIBILITY = "accessibility"


class Page(Base):
    """One version of a page in one language; the highest is read, and without any the first text is."""

    __tablename__ = "page"
    __table_args__ = (UniqueConstraint("key", "language", "version"),)

    id: Mapped[Key]
    key: Mapped[PageKey] = mapped_column(coded(PageKey))
    language: Mapped[str] = mapped_column(String(5))
    version: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    written_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="RESTRICT"), index=True
    )
    at: Mapped[datetime]

    written_by: Mapped[User | None] = relationship()
