"""What evaluators thought of a case, criterion by criterion and in words."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.models.base import Base, CaseKey, Key, Person, coded
from ideas.models.user import User


class Criterion(StrEnum):
    """What an evaluation looks at, in this order: the customer always first."""

    CUSTOMER_BENEFIT = "customer-benefit"
    STAFF_BENEFIT = "staff-benefit"
    EFFORT = "effort"
    FEASIBILITY = "feasibility"


class Score(Base):
    """One criterion of one evaluation: 1–5 and the words beside it."""

    __tablename__ = "score"
    __table_args__ = (CheckConstraint("value between 1 and 5", name="scale"),)

    evaluation_id: Mapped[int] = mapped_column(
        ForeignKey("evaluation.id", ondelete="CASCADE"), primary_key=True
    )
    criterion: Mapped[Criterion] = mapped_column(coded(Criterion), primary_key=True)
    value: Mapped[int]
    words: Mapped[str] = mapped_column(Text, default="")


class Evaluation(Base):
    """One person's view of a case; a judgement in words is always there."""

    __tablename__ = "evaluation"
    __table_args__ = (UniqueConstraint("case_id", "evaluator_id"),)

    id: Mapped[Key]
    case_id: Mapped[CaseKey]
    evaluator_id: Mapped[Person]
    judgement: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]

    evaluator: Mapped[User] = relationship()
    scores: Mapped[list[Score]] = relationship(cascade="all, delete-orphan")


class EvaluationRequest(Base):
    """A person who was asked to evaluate, until they have."""

    __tablename__ = "evaluation_request"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    asked_at: Mapped[datetime]
    due_on: Mapped[date | None]

    user: Mapped[User] = relationship()
