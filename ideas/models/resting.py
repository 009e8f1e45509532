"""Drafts that nobody touches: since when, and when their author was told that they will be removed."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ideas.models.base import Base


class RestingDraft(Base):
    """The version in which a draft rests since a day; a touched draft has another version."""

    __tablename__ = "resting_draft"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int]
    since: Mapped[date]
    told_on: Mapped[date | None]
