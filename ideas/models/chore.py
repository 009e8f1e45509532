"""What is done once a day, by whichever worker comes first."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from ideas.models.base import Base, Code


class Chore(Base):
    """A chore, and the day on which it was done last."""

    __tablename__ = "chore"

    name: Mapped[Code] = mapped_column(primary_key=True)
    done_on: Mapped[date]
