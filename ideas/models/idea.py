"""The idea, one kind of case: what its author wrote, and what it says of itself to the rules."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Numeric, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.models.base import coded
from ideas.models.case import Case, fold
from ideas.models.direction import Direction
from ideas.models.measure import Scope
from ideas.models.pairing import Pairing
from workflow.lifecycles.idea_facts import IdeaFacts, PlanFacts
from workflow.lifecycles.idea_states import GiveUp, Size
from workflow.publishing import identity_codes


class BenefitType(StrEnum):
    """What the customer gets; immaterial is as good as concrete."""

    EXPERIENCE = "experience"
    MEMORABLE_MOMENT = "memorable-moment"
    TIME = "time"
    TRUST = "trust"
    SOLUTION = "solution"
    UNKNOWN = "unknown"


class BenefitNature(StrEnum):
    """Whether a benefit can be touched or counted."""

    CONCRETE = "concrete"
    IMMATERIAL = "immaterial"


class Idea(Case):
    """Something new that somebody wants to bring about."""

    __tablename__ = "idea"
    __mapper_args__ = {"polymorphic_identity": "idea"}  # noqa: RUF012

    id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), primary_key=True)
    benefit_type: Mapped[BenefitType | None] = mapped_column(coded(BenefitType))
    benefit_nature: Mapped[BenefitNature | None] = mapped_column(coded(BenefitNature))
    benefit: Mapped[str] = mapped_column(Text, default="")
    matters: Mapped[str] = mapped_column(Text, default="")
    wanted_change: Mapped[str] = mapped_column(Text, default="")
    staff_benefit: Mapped[str] = mapped_column(Text, default="")
    size: Mapped[Size | None] = mapped_column(coded(Size))
    from_customer_work: Mapped[bool | None]
    is_social: Mapped[bool] = mapped_column(default=False)
    is_physical: Mapped[bool] = mapped_column(default=False)
    is_digital: Mapped[bool] = mapped_column(default=False)
    direction_id: Mapped[int | None] = mapped_column(
        ForeignKey("direction.id", ondelete="RESTRICT"), index=True
    )
    is_publish_checked: Mapped[bool] = mapped_column(default=False)
    may_be_patentable: Mapped[bool] = mapped_column(default=False)
    give_up: Mapped[GiveUp | None] = mapped_column(coded(GiveUp))
    give_up_words: Mapped[str] = mapped_column(Text, default="")
    needed_hours: Mapped[Decimal | None] = mapped_column(Numeric(14, 4))

    direction: Mapped[Direction | None] = relationship()
    pairings: Mapped[list[Pairing]] = relationship(
        foreign_keys=Pairing.idea_id, order_by=Pairing.work_step_id, cascade="all, delete-orphan"
    )

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything its author wrote, for the check before publishing and for finding."""
        return (
            self.title,
            self.essence,
            self.description,
            self.benefit,
            self.matters,
            self.wanted_change,
            self.staff_benefit,
        )

    def refold(self) -> None:
        """Make the idea findable by what is written in it; whoever changes a text calls this."""
        # A new row has no defaults yet.
        self.folded = fold("\n".join(text for text in self.texts if text))

    def facts(self, evaluations_required: int = 1, today: date | None = None) -> IdeaFacts:
        """The snapshot that the rules look at."""
        return IdeaFacts(
            state=self.state,
            authors=self.author_ids,
            owner=self.owner_id,
            **self._judging_facts(),
            receiver=self.receiver_id,
            sparrers=frozenset(sparring.user_id for sparring in self.sparrings),
            followers=frozenset(follow.user_id for follow in self.follows),
            has_title=bool(self.title.strip()),
            title_length=len(self.title.strip()),
            essence_length=len(self.essence.strip()),
            benefit_answered=self._has_answered_benefit(),
            publish_checked=self.is_publish_checked,
            has_identity_code=any(identity_codes(text) for text in self.texts),
            may_be_patentable=self.may_be_patentable,
            has_next_date=self.next_date is not None,
            size=self.size,
            evaluations_required=evaluations_required,
            plan=self._plan_facts(),
        )

    def _judging_facts(self) -> dict[str, Any]:
        """Who is asked, who has evaluated, who may not; what was decided upon counts no longer."""
        partial = {a for a in (*self.author_ids, self.owner_id) if a is not None}
        now = self.open_round
        counted = self.round.evaluations if self.round and self.round.decided_at is None else []
        asked = now.requests if now else []
        # A clash of interests holds until something is decided, whatever round it was told in.
        weighed = [held for held in self.rounds if held.decided_at is None]
        return {
            # Who abstained without a conflict may think better of it, and evaluate after all.
            "reviewers": frozenset(r.user_id for r in asked if not r.has_conflict),
            "evaluators": frozenset(e.evaluator_id for held in self.rounds for e in held.evaluations),
            "joined": frozenset(join.user_id for join in self.joins),
            "conflicted": frozenset(r.user_id for held in weighed for r in held.requests if r.has_conflict),
            "evaluations": sum(e.evaluator_id not in partial for e in counted),
        }

    def _has_answered_benefit(self) -> bool:
        return self.benefit_type is BenefitType.UNKNOWN or bool(self.benefit_type and self.benefit.strip())

    def _has_answered_what_to_give_up(self) -> bool:
        is_nothing = self.give_up is GiveUp.NOTHING
        return bool(self.give_up_words.strip()) if is_nothing else bool(self.give_up and self.pairings)

    def _plan_facts(self) -> PlanFacts | None:
        pilot = self.experiment
        if pilot is None or pilot.ended_at is not None:
            return None
        return PlanFacts(
            has_aim=bool(pilot.aim.strip()),
            has_both_visions=bool(pilot.our_vision.strip() and pilot.customer_vision.strip()),
            customer_measures=sum(m.scope is Scope.CUSTOMER and m.is_fixed for m in pilot.measures),
            measures_unfixed=sum(not m.is_whole for m in pilot.measures),
            has_stop_rule=bool(pilot.stop_rule.strip()),
            has_dates=pilot.starts_on is not None and pilot.ends_on is not None,
            has_units=bool(pilot.units),
            has_hours=pilot.hours_set_aside is not None,
            members=frozenset(member.user_id for member in pilot.members),
            tellers=frozenset(member.user_id for member in pilot.members if member.told_at),
            asked_what_to_give_up=self._has_answered_what_to_give_up(),
            readings_missing=sum(not m.valid_readings for m in pilot.measures),
            is_concluded=pilot.conclusion is not None,
        )
