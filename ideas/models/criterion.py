"""What evaluations look at: the organisation's criteria, in versions that are never rewritten."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.models.base import Base, Code, Key, Named

CUSTOMER_BENEFIT = "customer-benefit"
"""The code of the criterion that every version has, before all others."""


class CriterionStep(Named, Base):
    """The word for one step of a criterion's scale."""

    __tablename__ = "criterion_step"
    __table_args__ = (CheckConstraint("value between 1 and 5", name="scale"),)

    criterion_id: Mapped[int] = mapped_column(
        ForeignKey("criterion.id", ondelete="CASCADE"), primary_key=True
    )
    value: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class Criterion(Named, Base):
    """One question of an evaluation on the scale 1 to 5; `code` stays the same from version to version."""

    __tablename__ = "criterion"
    __table_args__ = (
        UniqueConstraint("version_id", "code"),
        UniqueConstraint("version_id", "position"),
        CheckConstraint("weight between 0 and 100", name="weight"),
    )

    id: Mapped[Key]
    version_id: Mapped[int] = mapped_column(ForeignKey("criteria_version.id", ondelete="CASCADE"), index=True)
    code: Mapped[Code]
    position: Mapped[int]
    weight: Mapped[int] = mapped_column(default=1)
    is_required: Mapped[bool] = mapped_column(default=True)
    help_fi: Mapped[str] = mapped_column(Text, default="")
    help_sv: Mapped[str] = mapped_column(Text, default="")
    help_en: Mapped[str] = mapped_column(Text, default="")

    steps: Mapped[list[CriterionStep]] = relationship(
        order_by=CriterionStep.value, cascade="all, delete-orphan"
    )

    def help(self, language: str) -> str:
        """The help text in the language, or in Finnish where it has no other."""
        return getattr(self, f"help_{language}", "") or self.help_fi

    def step(self, value: int, language: str) -> str:
        """The word for a score."""
        return next((step.name(language) for step in self.steps if step.value == value), "")


class CriteriaVersion(Base):
    """The criteria that held from a moment on; a change writes a new version, and the old one stays."""

    __tablename__ = "criteria_version"

    id: Mapped[Key]
    number: Mapped[int] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)

    criteria: Mapped[list[Criterion]] = relationship(
        order_by=Criterion.position, cascade="all, delete-orphan"
    )
