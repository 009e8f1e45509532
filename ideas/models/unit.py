"""The organisation's units as a tree."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ideas.models.base import Base, Key, Named


class Unit(Named, Base):
    """A unit; `path` lists the ids from the root (`/1/4/`), so that sub-units are found by prefix."""

    __tablename__ = "unit"

    id: Mapped[Key]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id", ondelete="RESTRICT"), index=True)
    path: Mapped[str] = mapped_column(String(200), default="", index=True)

    @property
    def depth(self) -> int:
        """How many units stand above it."""
        return max(self.path.count("/") - 2, 0)
