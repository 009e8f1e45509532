"""The directions that ideas serve, their themes, and groups of customers: words in three languages."""

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


class CustomerGroup(Named, Base):
    """Customers for whom something is tried out, such as families or people on sick leave."""

    __tablename__ = "customer_group"

    id: Mapped[Key]
