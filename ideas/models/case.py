"""The spine: what every kind of case shares, and who wrote it."""

import unicodedata
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.models.attachment import Attachment
from ideas.models.base import Base, Code, Key, coded
from ideas.models.comment import Comment
from ideas.models.direction import Theme
from ideas.models.evaluation import EvaluationRound
from ideas.models.experiment import Experiment
from ideas.models.follow_up import FollowUp
from ideas.models.involvement import Follow, Join, Sparring, Support
from ideas.models.unit import Unit
from ideas.models.user import User
from workflow.machine import Facts
from workflow.permissions import Visibility


def fold(text: str) -> str:
    """The text as it is compared when finding: one form of each letter, no capitals."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


class CaseAuthor(Base):
    """A named author or co-author; position 0 began the case."""

    __tablename__ = "case_author"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    position: Mapped[int] = mapped_column(default=0)

    user: Mapped[User] = relationship()


class SealedAuthor(Base):
    """An author whose name is hidden from other staff; no page, mail or export reads the person from here,

    but that on which an administrator looks it up, which the author is told of.
    `is_for_round` says that it is hidden while a blind round of evaluation is open.
    """

    __tablename__ = "sealed_author"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    is_for_round: Mapped[bool] = mapped_column(default=False)


_IS_ASKED = text("info_asked_on is not null")


class Case(Base):
    """A thing that moves through a life cycle: somebody answers for it and it has a next date."""

    __tablename__ = "case"
    __table_args__ = (
        Index("ix_case_newest", "submitted_at", "id"),
        Index("ix_case_next_date", "next_date", "id"),
        Index("ix_case_next_date_in_state", "state", "next_date", "id"),
        Index("ix_case_most_support", "support_count", "id"),
        Index("ix_case_oldest", "state_since", "id"),
        Index("ix_case_oldest_in_state", "state", "state_since", "id"),
        Index("ix_case_oldest_of_owner", "state", "owner_id", "state_since", "id"),
        Index(
            "ix_case_asked", "state", "state_since", "id", postgresql_where=_IS_ASKED, sqlite_where=_IS_ASKED
        ),
        Index("ix_case_state_newest", "state", "submitted_at", "id"),
        Index("ix_case_unit_newest", "unit_id", "submitted_at", "id"),
    )

    id: Mapped[Key]
    kind: Mapped[Code]
    public_id: Mapped[str] = mapped_column(String(20), unique=True)
    external_id: Mapped[str | None] = mapped_column(String(100), unique=True)
    # What was written too long is kept in a draft; the rules, not the column, hold it back.
    draft_key: Mapped[str | None] = mapped_column(String(64), unique=True)
    title: Mapped[str] = mapped_column(Text, default="")
    essence: Mapped[str] = mapped_column(Text, default="")
    description: Mapped[str] = mapped_column(Text, default="")
    folded: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(5), default="fi")
    state: Mapped[Code]
    visibility: Mapped[Visibility] = mapped_column(coded(Visibility), default=Visibility.PRIVATE)
    hides_author: Mapped[bool] = mapped_column(default=False)
    is_blind: Mapped[bool] = mapped_column(default=False)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id", ondelete="RESTRICT"))
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id", ondelete="RESTRICT"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    receiver_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    next_date: Mapped[date | None]
    info_asked_on: Mapped[date | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("case.id", ondelete="RESTRICT"), index=True)
    support_count: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    state_since: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    unit: Mapped[Unit | None] = relationship()
    theme: Mapped[Theme | None] = relationship()
    owner: Mapped[User | None] = relationship(foreign_keys=owner_id)
    receiver: Mapped[User | None] = relationship(foreign_keys=receiver_id)
    merged_into: Mapped["Case | None"] = relationship(remote_side="Case.id")
    named_authors: Mapped[list[CaseAuthor]] = relationship(
        order_by=CaseAuthor.position, cascade="all, delete-orphan"
    )
    sealed_authors: Mapped[list[SealedAuthor]] = relationship(
        order_by=SealedAuthor.position, cascade="all, delete-orphan"
    )

    follows: Mapped[list[Follow]] = relationship(order_by=Follow.user_id, cascade="all, delete-orphan")
    sparrings: Mapped[list[Sparring]] = relationship(order_by=Sparring.user_id, cascade="all, delete-orphan")
    rounds: Mapped[list[EvaluationRound]] = relationship(order_by=EvaluationRound.number)
    follow_ups: Mapped[list[FollowUp]] = relationship(order_by=FollowUp.number)
    experiments: Mapped[list[Experiment]] = relationship(order_by=Experiment.id)
    comments: Mapped[list[Comment]] = relationship(order_by=Comment.id, viewonly=True)
    attachments: Mapped[list[Attachment]] = relationship(order_by=Attachment.id, viewonly=True)
    supports: Mapped[list[Support]] = relationship(order_by=Support.user_id, viewonly=True)
    joins: Mapped[list[Join]] = relationship(order_by=Join.at, viewonly=True)

    # Ours to count up, not the ORM's: a comment must not turn a colleague's open form stale.
    __mapper_args__ = {  # noqa: RUF012
        "polymorphic_on": "kind",
        "polymorphic_identity": "case",
        "version_id_col": version,
        "version_id_generator": False,
    }

    @property
    def author_ids(self) -> frozenset[int]:
        """Every author, named or sealed; for the rules only, never for a page."""
        named = {author.user_id for author in self.named_authors}
        return frozenset(named | {author.user_id for author in self.sealed_authors})

    @property
    def authors(self) -> list[User]:
        """The authors whose names may be shown."""
        return [author.user for author in self.named_authors]

    @property
    def round(self) -> EvaluationRound | None:
        """The latest round of evaluation, open or not."""
        return self.rounds[-1] if self.rounds else None

    @property
    def open_round(self) -> EvaluationRound | None:
        """The round in which evaluations are handed in now."""
        return self.round if self.round and self.round.closed_at is None else None

    @property
    def experiment(self) -> Experiment | None:
        """The latest experiment, or the plan of one."""
        return self.experiments[-1] if self.experiments else None

    def refold(self) -> None:
        """Bring up to date what is derived from its texts and figures; whoever changes them calls this."""
        raise NotImplementedError

    def facts(self, evaluations_required: int = 1, today: date | None = None) -> Facts:
        """The snapshot that the rules look at; every kind of case gives its own."""
        raise NotImplementedError
