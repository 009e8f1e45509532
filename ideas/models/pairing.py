"""Which work steps make room for which ideas."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.models.base import Base
from ideas.models.case import Case


class Pairing(Base):
    """One work step that is given up for one idea."""

    __tablename__ = "pairing"

    idea_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), primary_key=True)
    work_step_id: Mapped[int] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    paired_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    at: Mapped[datetime]

    idea: Mapped[Case] = relationship(foreign_keys=idea_id, viewonly=True)
    work_step: Mapped[Case] = relationship(foreign_keys=work_step_id, viewonly=True)
