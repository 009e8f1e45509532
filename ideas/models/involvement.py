"""Who follows, supports and joins a case, and who was asked to spar."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.models.base import Base, coded
from ideas.models.user import User


class JoinRole(StrEnum):
    """What a person who joins wants to do."""

    TRY = "try"
    TEST = "test"
    WRITE = "write"
    KNOWS_A_CUSTOMER = "knows-a-customer"


class _OfCase:
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    at: Mapped[datetime]


class Follow(_OfCase, Base):
    """A person who wants to hear what moves."""

    __tablename__ = "follow"


class Support(_OfCase, Base):
    """A person who supports the case; counted, never ranked by person."""

    __tablename__ = "support"


class Join(_OfCase, Base):
    """A person who takes part in a role they chose."""

    __tablename__ = "joining"

    role: Mapped[JoinRole] = mapped_column(coded(JoinRole))
    user: Mapped[User] = relationship()


class Sparring(_OfCase, Base):
    """A colleague whom the author asked to look at a draft."""

    __tablename__ = "sparring"

    user: Mapped[User] = relationship()
