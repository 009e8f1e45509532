"""Who was told of which entry."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.models.base import Base, Key
from ideas.models.entry import Entry


class Notification(Base):
    """One entry told to one person, written in the entry's own transaction."""

    __tablename__ = "notification"
    __table_args__ = (
        UniqueConstraint("entry_id", "user_id"),
        Index("ix_notification_user_unread", "user_id", "read_at", "id"),
    )

    id: Mapped[Key]
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    read_at: Mapped[datetime | None]

    entry: Mapped[Entry] = relationship()
