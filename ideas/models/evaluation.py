"""Rounds of evaluation: who was asked, who abstained, and what evaluators thought, in words and scores."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.models.base import Base, CaseKey, Key, Person, coded
from ideas.models.criterion import CriteriaVersion, Criterion
from ideas.models.unit import Unit
from ideas.models.user import User
from workflow.lifecycles.idea_facts import Round
from workflow.scoring import Agreement


class Knowledge(StrEnum):
    """How an evaluator knows."""

    MEASURED = "measured"
    EXPERIENCE = "experience"
    GUESS = "guess"


class Score(Base):
    """One criterion of one evaluation: 1 to 5 and the words beside it."""

    __tablename__ = "score"
    __table_args__ = (CheckConstraint("value between 1 and 5", name="scale"),)

    evaluation_id: Mapped[int] = mapped_column(
        ForeignKey("evaluation.id", ondelete="CASCADE"), primary_key=True
    )
    criterion_id: Mapped[int] = mapped_column(
        ForeignKey("criterion.id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    value: Mapped[int]
    words: Mapped[str] = mapped_column(Text, default="")

    criterion: Mapped[Criterion] = relationship()


class Evaluation(Base):
    """One person's view in one round; a judgement in words is always there.

    `knowledge` is empty in evaluations that are older than the question, `source` may hold a link.
    """

    __tablename__ = "evaluation"
    __table_args__ = (UniqueConstraint("round_id", "evaluator_id"),)

    id: Mapped[Key]
    case_id: Mapped[CaseKey]
    round_id: Mapped[int] = mapped_column(ForeignKey("evaluation_round.id", ondelete="CASCADE"))
    evaluator_id: Mapped[Person]
    judgement: Mapped[str] = mapped_column(Text)
    knowledge: Mapped[Knowledge | None] = mapped_column(coded(Knowledge))
    source: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime]

    evaluator: Mapped[User] = relationship()
    scores: Mapped[list[Score]] = relationship(order_by=Score.criterion_id, cascade="all, delete-orphan")


class EvaluationRequest(Base):
    """A person who was asked to evaluate, until they have; who abstained stays here.

    `unit_id` is the unit that was asked, where the person was asked as one of its people.
    """

    __tablename__ = "evaluation_request"

    round_id: Mapped[int] = mapped_column(
        ForeignKey("evaluation_round.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id", ondelete="RESTRICT"), index=True)
    asked_at: Mapped[datetime]
    due_on: Mapped[date | None]
    abstained_at: Mapped[datetime | None]
    has_conflict: Mapped[bool] = mapped_column(default=False)
    words: Mapped[str] = mapped_column(Text, default="")

    user: Mapped[User] = relationship()
    unit: Mapped[Unit | None] = relationship()


_IS_OPEN = text("closed_at is null")
_IS_DIVIDED = text("agreement = 'divided'")


class EvaluationRound(Base):
    """One time that a case is evaluated, under the criteria that held when it was opened.

    Closed, its evaluations are read by those who weigh them; decided, by everyone whom the rules let read.
    `agreement` sums up its criteria; `words` say why it is evaluated again. A blind one keeps what it hides:
    the unit, and whether the authors were named before.
    """

    __tablename__ = "evaluation_round"
    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        Index(
            "ix_evaluation_round_open",
            "case_id",
            postgresql_where=_IS_OPEN,
            sqlite_where=_IS_OPEN,
            unique=True,
        ),
        Index(
            "ix_evaluation_round_divided",
            "case_id",
            postgresql_where=_IS_DIVIDED,
            sqlite_where=_IS_DIVIDED,
        ),
    )

    id: Mapped[Key]
    case_id: Mapped[CaseKey]
    number: Mapped[int]
    criteria_version_id: Mapped[int] = mapped_column(
        ForeignKey("criteria_version.id", ondelete="RESTRICT"), index=True
    )
    is_blind: Mapped[bool] = mapped_column(default=False)
    hid_authors: Mapped[bool] = mapped_column(default=False)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id", ondelete="RESTRICT"), index=True)
    words: Mapped[str] = mapped_column(Text, default="")
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    closed_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    agreement: Mapped[Agreement | None] = mapped_column(coded(Agreement))

    version: Mapped[CriteriaVersion] = relationship()
    requests: Mapped[list[EvaluationRequest]] = relationship(
        order_by=EvaluationRequest.user_id, cascade="all, delete-orphan"
    )
    evaluations: Mapped[list[Evaluation]] = relationship(order_by=Evaluation.at, cascade="all, delete-orphan")

    @property
    def criteria(self) -> list[Criterion]:
        """Its questions in their order, the customer's first."""
        return self.version.criteria

    def facts(self) -> Round:
        """What the rules ask of it."""
        return Round(
            is_closed=self.closed_at is not None,
            is_decided=self.decided_at is not None,
            evaluators=frozenset(e.evaluator_id for e in self.evaluations),
            conflicted=frozenset(r.user_id for r in self.requests if r.has_conflict),
        )
