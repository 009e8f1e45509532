"""Comments on a case."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.models.base import Base, CaseKey, Key
from ideas.models.user import User


class Comment(Base):
    """A comment; without an author it is the hidden author's own, and without a body it was taken back."""

    __tablename__ = "comment"

    id: Mapped[Key]
    case_id: Mapped[CaseKey]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    body: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(5), default="fi")
    at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]

    author: Mapped[User | None] = relationship()
