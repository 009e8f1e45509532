"""The second step of signing in: whose app shows codes, what replaces a lost app, and who is halfway in."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ideas.models.base import Base, Key, Person


class SecondStep(Base):
    """One person's app of codes; asked for once it is confirmed.

    The secret is not here: it follows from the salt and the secret of the installation. `last_counter` is the
    time step of the last code that was used, so that none is used twice.
    """

    __tablename__ = "second_step"

    user_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), primary_key=True)
    salt: Mapped[str] = mapped_column(String(64))
    begun_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    last_counter: Mapped[int] = mapped_column(default=0)


class RecoveryCode(Base):
    """A code for the day on which the app is lost; used once, and only its hash is stored."""

    __tablename__ = "recovery_code"

    id: Mapped[Key]
    user_id: Mapped[Person]
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    used_at: Mapped[datetime | None]


class HalfSignIn(Base):
    """Somebody who gave the right password and still owes the second step; only the hash of their token."""

    __tablename__ = "half_sign_in"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[Person]
    at: Mapped[datetime]
