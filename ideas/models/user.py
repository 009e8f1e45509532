"""The people who use Tilaa."""

import unicodedata
from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.models.base import Base, Key, Line, coded
from ideas.models.unit import Unit
from workflow.actors import Role


def fold_address(text: str) -> str:
    """An e-mail address as it is stored and compared."""
    return unicodedata.normalize("NFC", text).strip().lower()


class User(Base):
    """A person of the organisation; never deleted, only deactivated. ("user" is a reserved word of SQL.)"""

    __tablename__ = "person"

    id: Mapped[Key]
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[Line]
    role: Mapped[Role] = mapped_column(coded(Role))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id", ondelete="RESTRICT"), index=True)
    language: Mapped[str | None] = mapped_column(String(5))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[datetime]
    moved_at: Mapped[datetime | None]
    """When the person last came to another unit; what they answered for there may wait for somebody else."""
    deactivated_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    unit: Mapped[Unit | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @property
    def is_deactivated(self) -> bool:
        """Whether the person may no longer sign in."""
        return self.deactivated_at is not None

    @property
    def is_erased(self) -> bool:
        """Whether name and address were erased; that cannot be taken back."""
        return self.erased_at is not None
