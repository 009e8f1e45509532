"""The figures of a work step as every page and file shows them: estimated, decided and verified apart."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ScalarSelect, select

from ideas.models.decision import Decision, Verification
from ideas.models.work_step import WorkStep
from workflow.evidence import EvidenceClass
from workflow.hours import Effort, Range, customer_hours, first_year, gross, net, per_month, travel
from workflow.lifecycles.work_step_states import Shift


@dataclass(frozen=True, slots=True)
class Figures:
    """What a work step takes and sets free: hours a year unless its name says otherwise, None where untold.

    `gross` is the step itself and `travel` the way to it, both as they are now; `net` is what giving it up
    would free, `first_year` the same less the work of changing, `month` a twelfth. `decided` is the net as it
    was locked by the decision that holds. The customer's own hours and waiting days are netted with nothing.
    `direct_costs` are euros a year, as told.
    """

    evidence: EvidenceClass
    gross: Range | None
    travel: Range | None
    net: Range | None
    first_year: Range | None
    month: Range | None
    decided: Range | None
    decided_evidence: EvidenceClass | None
    verified: Decimal | None
    placed: Decimal
    customer_hours: Decimal | None
    waiting_days: Decimal | None
    direct_costs: Decimal | None
    shifts_to_customer: bool

    @property
    def is_told(self) -> bool:
        """Whether there is any figure to show."""
        told = (self.net, self.decided, self.verified, self.customer_hours, self.waiting_days)
        return bool(self.direct_costs) or any(figure is not None for figure in told)

    @property
    def customer_evidence(self) -> EvidenceClass:
        """The customer's time is told by whoever examines; evidence is brought for that of staff alone."""
        return EvidenceClass.C

    @property
    def costs_more(self) -> bool:
        """Whether giving it up would cost more hours than it frees, as is most likely."""
        return self.net is not None and self.net.likely < 0


def figures(step: WorkStep) -> Figures:
    """The figures of a step with its decisions and what was verified; runs no query where they are loaded."""
    effort, held = step.effort, step.decision
    freed = net(effort, step.change) if effort else None
    return Figures(
        evidence=step.evidence_class,
        gross=gross(effort) if effort else None,
        travel=_way(effort),
        net=freed,
        first_year=first_year(effort, step.change) if effort and step.change_hours else None,
        month=per_month(freed) if freed else None,
        decided=locked(held) if held else None,
        decided_evidence=held.evidence_class if held else None,
        verified=held.verified_hours if held else None,
        placed=held.placed_hours if held else Decimal(),
        customer_hours=_of_the_customer(step),
        waiting_days=step.waiting_days,
        direct_costs=step.euros_per_year,
        shifts_to_customer=step.shifted_to is Shift.CUSTOMER,
    )


def locked(decision: Decision) -> Range | None:
    """The hours a year that a decision locked; None where it was to keep the step, or nothing was told."""
    low, likely, high = decision.hours_low, decision.hours_likely, decision.hours_high
    return None if low is None or likely is None or high is None else Range(low, likely, high)


def verified_hours() -> ScalarSelect[Decimal]:
    """Hours a year as verified last, of the decision that holds."""
    said = select(Verification.hours).where(Verification.decision_id == Decision.id)
    return said.order_by(Verification.id.desc()).limit(1).correlate(Decision).scalar_subquery()


def _way(effort: Effort | None) -> Range | None:
    """The hours on the way; None where nobody travels."""
    return travel(effort) if effort and effort.travel_minutes else None


def _of_the_customer(step: WorkStep) -> Decimal | None:
    if step.customer_minutes is None or step.customer_events is None:
        return None
    return customer_hours(step.customer_minutes, step.customer_events)
