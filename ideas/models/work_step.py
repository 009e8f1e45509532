"""The work step, the other kind of case: what was named, what was found out, what it says to the rules."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, Numeric, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.models.base import Line, coded
from ideas.models.case import Case, fold
from ideas.models.decision import Decision
from ideas.models.examination import Doubt, Evidence, Noticer, Removal
from ideas.models.experiment import Experiment
from ideas.models.pairing import Pairing
from ideas.models.user import User
from ideas.models.work_step_codes import (
    Channel,
    Clearance,
    Proposal,
    Question,
    ReduceHow,
    StepKind,
    Waste,
)
from workflow.evidence import EvidenceClass, Finding, evidence_class
from workflow.hours import Basis, Change, Effort, Minutes, Range, net
from workflow.lifecycles.work_step_facts import TrialFacts, WorkStepFacts
from workflow.lifecycles.work_step_states import Level, Origin, Shift, WorkStepState
from workflow.publishing import identity_codes

Hours = Numeric(14, 4)


class WorkStep(Case):
    """Something that is done and might help nobody: minutes are per occurrence, hours per year."""

    __tablename__ = "work_step"
    __mapper_args__ = {"polymorphic_identity": "work-step"}  # noqa: RUF012
    __table_args__ = (  # type: ignore[assignment]  # a tuple of another length than its parent's
        Index("ix_work_step_most_hours", "estimated_hours", "id"),
        Index("ix_work_step_review", "review_on", "id"),
    )

    id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), primary_key=True)
    step_kind: Mapped[StepKind] = mapped_column(coded(StepKind), default=StepKind.WORK_STEP)
    question: Mapped[Question | None] = mapped_column(coded(Question))
    waste: Mapped[Waste | None] = mapped_column(coded(Waste))
    process: Mapped[Line] = mapped_column(default="")
    place: Mapped[Line] = mapped_column(default="")
    happens_now: Mapped[str] = mapped_column(Text, default="")
    visits_per_year: Mapped[int | None]
    open_hours_per_week: Mapped[Decimal | None] = mapped_column(Numeric(8, 2))

    origin: Mapped[Origin | None] = mapped_column(coded(Origin))
    citation: Mapped[str] = mapped_column(Text, default="")
    citation_link: Mapped[str] = mapped_column(Text, default="")
    rule_owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="RESTRICT"), index=True
    )
    rule_owner_name: Mapped[Line] = mapped_column(default="")
    need: Mapped[str] = mapped_column(Text, default="")
    customer_benefit: Mapped[Level | None] = mapped_column(coded(Level))
    staff_success: Mapped[Level | None] = mapped_column(coded(Level))
    who_would_notice: Mapped[str] = mapped_column(Text, default="")
    dependants: Mapped[str] = mapped_column(Text, default="")

    basis: Mapped[Basis | None] = mapped_column(coded(Basis))
    minutes_low: Mapped[Decimal | None] = mapped_column(Hours)
    minutes_likely: Mapped[Decimal | None] = mapped_column(Hours)
    minutes_high: Mapped[Decimal | None] = mapped_column(Hours)
    people: Mapped[int | None]
    times_per_year: Mapped[Decimal | None] = mapped_column(Hours)
    events_per_year: Mapped[Decimal | None] = mapped_column(Hours)
    travel_minutes: Mapped[Decimal | None] = mapped_column(Hours)
    euros_per_year: Mapped[Decimal | None] = mapped_column(Hours)
    strain: Mapped[int | None]

    touches_customer: Mapped[bool | None]
    customer_minutes: Mapped[Decimal | None] = mapped_column(Hours)
    customer_events: Mapped[Decimal | None] = mapped_column(Hours)
    waiting_days: Mapped[Decimal | None] = mapped_column(Hours)
    replacement: Mapped[str] = mapped_column(Text, default="")
    channel: Mapped[Channel | None] = mapped_column(coded(Channel))

    proposal: Mapped[Proposal | None] = mapped_column(coded(Proposal))
    reduce_how: Mapped[ReduceHow | None] = mapped_column(coded(ReduceHow))
    replaced_by: Mapped[str] = mapped_column(Text, default="")
    share_removed: Mapped[Decimal | None] = mapped_column(Numeric(5, 4))
    replacement_hours: Mapped[Decimal | None] = mapped_column(Hours)
    shifted_to: Mapped[Shift | None] = mapped_column(coded(Shift))
    shifted_to_whom: Mapped[Line] = mapped_column(default="")
    shifted_hours: Mapped[Decimal | None] = mapped_column(Hours)
    change_hours: Mapped[Decimal | None] = mapped_column(Hours)

    affects_staff: Mapped[bool] = mapped_column(default=False)
    clearer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    clearance: Mapped[Clearance | None] = mapped_column(coded(Clearance))
    cleared_on: Mapped[date | None]

    review_on: Mapped[date | None]
    estimated_hours: Mapped[Decimal | None] = mapped_column(Hours)
    evidence_class: Mapped[EvidenceClass] = mapped_column(
        coded(EvidenceClass), default=EvidenceClass.C, index=True
    )

    rule_owner: Mapped[User | None] = relationship(foreign_keys=rule_owner_id)
    clearer: Mapped[User | None] = relationship(foreign_keys=clearer_id)
    doubts: Mapped[list[Doubt]] = relationship(order_by=Doubt.reason, cascade="all, delete-orphan")
    noticers: Mapped[list[Noticer]] = relationship(order_by=Noticer.user_id, cascade="all, delete-orphan")
    evidence: Mapped[list[Evidence]] = relationship(order_by=Evidence.id, cascade="all, delete-orphan")
    removals: Mapped[list[Removal]] = relationship(order_by=Removal.id, cascade="all, delete-orphan")
    decisions: Mapped[list[Decision]] = relationship(order_by=Decision.id, cascade="all, delete-orphan")
    pairings: Mapped[list[Pairing]] = relationship(
        foreign_keys=Pairing.work_step_id, order_by=Pairing.idea_id, viewonly=True
    )

    @property
    def decision(self) -> Decision | None:
        """The decision that holds."""
        return next((decision for decision in self.decisions if decision.ended_at is None), None)

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything people wrote of it, for the check against customers' data and for finding."""
        return (
            self.title, self.description, self.process, self.place, self.happens_now, self.who_would_notice,
            self.dependants, self.replacement, self.replaced_by, self.citation,
        )  # fmt: skip

    def refold(self) -> None:
        """Make it findable by what is written in it; whoever changes a text calls this."""
        self.folded = fold("\n".join(text for text in self.texts if text))

    def facts(self, evaluations_required: int = 1, today: date | None = None) -> WorkStepFacts:
        """The snapshot that the rules look at."""
        return WorkStepFacts(
            state=self.state,
            authors=self.author_ids,
            owner=self.owner_id,
            receiver=self.receiver_id,
            followers=frozenset(follow.user_id for follow in self.follows),
            rule_owner=self.rule_owner_id,
            clearer=self.clearer_id,
            has_title=bool(self.title.strip()),
            title_length=len(self.title.strip()),
            has_identity_code=any(identity_codes(text or "") for text in self.texts),
            has_next_date=self.next_date is not None,
            was_tried=any(experiment.ended_at is not None for experiment in self.experiments),
            trial=_trial_facts(self.experiment, today),
            is_due=_is_due(self, today),
            **_findings(self),
        )

    @property
    def effort(self) -> Effort | None:
        """What the step takes now; None while a factor is missing."""
        if self.basis is None or self.minutes_likely is None:
            return None
        factors = (
            (self.people, self.times_per_year) if self.basis is Basis.PER_PERSON else (self.events_per_year,)
        )
        if None in factors:
            return None
        return Effort(
            basis=self.basis,
            minutes=Minutes.around(self.minutes_likely, self.minutes_low, self.minutes_high),
            people=self.people or 0,
            times_per_year=self.times_per_year or Decimal(),
            events_per_year=self.events_per_year or Decimal(),
            travel_minutes=self.travel_minutes or Decimal(),
        )

    @property
    def change(self) -> Change:
        """What giving it up changes; without a share all of it goes."""
        return Change(
            share_removed=Decimal(1) if self.share_removed is None else self.share_removed,
            replacement_hours=self.replacement_hours or Decimal(),
            shifted_hours=self.shifted_hours or Decimal(),
            change_hours=self.change_hours or Decimal(),
        )

    @property
    def estimate(self) -> Range | None:
        """Hours a year that giving it up would free; None while the effort is not told."""
        return net(self.effort, self.change) if self.effort else None

    def reckon(self) -> None:
        """Bring what lists sort by up to date; whoever changes effort, change or evidence calls this."""
        self.estimated_hours = self.estimate.likely if self.estimate else None
        self.evidence_class = evidence_class(
            [Finding(each.method, each.count, each.source or each.added_by_id) for each in self.evidence]
        )


def _findings(step: WorkStep) -> dict[str, Any]:
    """What the examination found out, as far as the rules ask."""
    return {
        "origin": step.origin,
        "has_citation": bool(step.citation.strip()),
        "customer_benefit": step.customer_benefit,
        "staff_success": step.staff_success,
        "has_effort": step.effort is not None,
        "has_noticers": bool(step.who_would_notice.strip() or step.noticers),
        "has_shift": step.shifted_to is not None,
        "touches_customer": step.touches_customer,
        "has_replacement": bool(step.replacement.strip()) and step.channel is not None,
        "affects_staff": step.affects_staff,
        "is_cleared": step.clearance is not None,
    }


def _is_due(step: WorkStep, today: date | None) -> bool:
    is_kept = step.state == WorkStepState.KEPT
    return is_kept and today is not None and step.next_date is not None and step.next_date <= today


def _trial_facts(trial: Experiment | None, today: date | None) -> TrialFacts | None:
    if trial is None or trial.ended_at is not None:
        return None
    has_dates = trial.starts_on is not None and trial.ends_on is not None
    return TrialFacts(
        has_scope=bool(trial.aim.strip()),
        has_instead=bool(trial.instead.strip()),
        has_units=bool(trial.units),
        is_harmless=trial.is_harmless,
        days=trial.planned_days if has_dates else None,
        is_over=today is not None and trial.ends_on is not None and trial.ends_on < today,
        signals=sum(signal.is_fixed for signal in trial.measures),
        loose_signals=sum(not signal.is_fixed for signal in trial.measures),
        readings_missing=sum(not signal.readings for signal in trial.measures),
    )
