"""The directions that ideas serve and the themes they belong to: official words in three languages."""

from sqlalchemy.orm import Mapped

from ideas.models.base import Base, Key, Named


class Direction(Named, Base):
    """One of the few directions the organisation has chosen."""

    __tablename__ = "direction"

    id: Mapped[Key]


class Theme(Named, Base):
    """A subject that ideas can be gathered under."""

    __tablename__ = "theme"

    id: Mapped[Key]
