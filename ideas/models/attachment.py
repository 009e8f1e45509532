"""Files attached to a case; the bytes lie outside the web root under a random name."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.models.base import Base, CaseKey, Key
from ideas.models.user import User


class Attachment(Base):
    """One file; `stored_as` is its random name in the data folder."""

    __tablename__ = "attachment"

    id: Mapped[Key]
    case_id: Mapped[CaseKey]
    uploader_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    content_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    stored_as: Mapped[str] = mapped_column(String(64), unique=True)
    at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    uploader: Mapped[User | None] = relationship()
