"""Who was told of which entry."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.models.base import Base, Key
from ideas.models.entry import Entry

_NEW = text("weighed_at is null")


class Notification(Base):
    """One entry told to one person, written in the entry's own transaction.

    `weighed_at` is when it was decided how else the person hears of it; `mail_id` is the mail that tells it.
    """

    __tablename__ = "notification"
    __table_args__ = (
        UniqueConstraint("entry_id", "user_id"),
        Index("ix_notification_user_unread", "user_id", "read_at", "id"),
        Index("ix_notification_unweighed", "id", postgresql_where=_NEW, sqlite_where=_NEW),
    )

    id: Mapped[Key]
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    read_at: Mapped[datetime | None]
    weighed_at: Mapped[datetime | None]
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("mail.id", ondelete="SET NULL"), index=True)

    entry: Mapped[Entry] = relationship()
