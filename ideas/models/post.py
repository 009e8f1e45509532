"""The keys of posts already carried out, so that a repeated post is the same post."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ideas.models.base import Base


class Post(Base):
    """A form's key with the hash of what was sent, stored in the transaction that the post caused."""

    __tablename__ = "post"

    key: Mapped[str] = mapped_column(String(100), primary_key=True)
    body_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"))
