"""The append-only log: entries that can never change, and their words that can be erased."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.models.base import Base, Code, Key, coded
from ideas.models.user import User
from workflow.events import Kind


class EntryPayload(Base):
    """What an entry says in words and data; erasing it leaves the chain of hashes whole."""

    __tablename__ = "entry_payload"

    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id", ondelete="RESTRICT"), primary_key=True)
    salt: Mapped[str] = mapped_column(String(32))
    words: Mapped[str] = mapped_column(Text, default="")
    data: Mapped[dict[str, Any]]


class Entry(Base):
    """One thing that happened; without an actor it was the author, or the system.

    `stream` is what the entry belongs to (`case:7`, `person:3`, `house`) and `n` its number there, so that
    order never hangs on a clock; `version` is the case's version after it.
    """

    __tablename__ = "entry"
    __table_args__ = (UniqueConstraint("stream", "n"), Index("ix_entry_actor", "actor_id", "at", "kind"))

    id: Mapped[Key]
    stream: Mapped[Code]
    n: Mapped[int]
    at: Mapped[datetime]
    kind: Mapped[Kind] = mapped_column(coded(Kind))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id", ondelete="RESTRICT"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    source: Mapped[Code | None]
    target: Mapped[Code | None]
    version: Mapped[int | None]
    payload_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))

    actor: Mapped[User | None] = relationship(foreign_keys=actor_id)
    payload: Mapped[EntryPayload | None] = relationship(lazy="joined", innerjoin=False)

    @property
    def words(self) -> str:
        """The words, or nothing where they were erased."""
        return self.payload.words if self.payload else ""

    @property
    def data(self) -> dict[str, Any]:
        """The data, or nothing where it was erased."""
        return self.payload.data if self.payload else {}
