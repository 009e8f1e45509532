"""The people who use Tilaa."""

import unicodedata
from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from sqlalchemy import Dialect, ForeignKey, Index, String, TypeDecorator, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.models.base import Base, Key, coded
from ideas.models.unit import Unit
from workflow.actors import Role

ERASED = "Poistettu henkilö"
"""What stands in the place of a name that was erased, in the log too."""


def fold_address(text: str) -> str:
    """An e-mail address as it is stored and compared."""
    return unicodedata.normalize("NFC", text).strip().lower()


class PersonName(TypeDecorator[str]):
    """A name as it stands, or the reader's words for somebody whose name was erased."""

    impl = String(200)
    cache_ok = True
    in_words: ClassVar[Callable[[], str]] = lambda: ERASED

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Nobody is called so: the stand-in is told in the language of the page."""
        return PersonName.in_words() if value == ERASED else value


_HAS_MOVED, _HAS_LEFT = text("moved_at is not null"), text("deactivated_at is not null")


class User(Base):
    """A person of the organisation; never deleted, only deactivated. ("user" is a reserved word of SQL.)"""

    __tablename__ = "person"
    __table_args__ = (
        Index("ix_person_moved", "moved_at", postgresql_where=_HAS_MOVED, sqlite_where=_HAS_MOVED),
        Index("ix_person_left", "deactivated_at", postgresql_where=_HAS_LEFT, sqlite_where=_HAS_LEFT),
    )

    id: Mapped[Key]
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(PersonName)
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
