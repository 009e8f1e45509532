"""Sign-in: sessions that can be revoked, invitations, and the attempts that slow a guesser down."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.models.base import Base, Key, Line, Person, coded
from ideas.models.user import User
from workflow.actors import Role


class UserSession(Base):
    """One sign-in on one browser; only the hash of its token is stored."""

    __tablename__ = "user_session"

    id: Mapped[Key]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[Person]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    browser: Mapped[Line]

    user: Mapped[User] = relationship()


class Invitation(Base):
    """A one-time link that lets a person choose a password; only the hash of its token is stored."""

    __tablename__ = "invitation"

    id: Mapped[Key]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    email: Mapped[str] = mapped_column(String(254), index=True)
    name: Mapped[Line]
    role: Mapped[Role] = mapped_column(coded(Role))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id", ondelete="RESTRICT"))
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SignInAttempt(Base):
    """A failed sign-in, by hashed account and hashed network address."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (
        Index("ix_sign_in_attempt_account_at", "account_hash", "at"),
        Index("ix_sign_in_attempt_address_at", "address_hash", "at"),
    )

    id: Mapped[Key]
    account_hash: Mapped[str] = mapped_column(String(64))
    address_hash: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
