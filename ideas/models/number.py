"""The running numbers of public ids, one for each kind and year."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from ideas.models.base import Base


class PublicNumber(Base):
    """The last number given for `I-2026-…`; counted up in the same transaction as the case."""

    __tablename__ = "public_number"

    prefix: Mapped[str] = mapped_column(String(10), primary_key=True)
    last: Mapped[int]
