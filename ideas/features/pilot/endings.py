"""The forms of a pilot that runs: what was fixed is amended, and what came of it is told in words."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField

from ideas import labels
from ideas.features.pilot.forms import confirm_better
from ideas.forms import WORDS, CaseForm, NumberField, NumberGiven, choices, required
from ideas.models.experiment import Recommendation
from ideas.models.measure import Better


@dataclass(frozen=True, slots=True)
class Amended:
    """What the form of an amendment says."""

    baseline: Decimal
    target: Decimal
    reason: str


class AmendmentForm(CaseForm):
    """Another baseline or target while the pilot runs, and why; `better` is the direction of the measure."""

    baseline = NumberField(_l("New baseline"), [NumberGiven()])
    target = NumberField(_l("New target"), [NumberGiven()])
    reason = TextAreaField(
        labels.FIELDS["reason"],
        [required(), *WORDS],
        description=_l("What has been learnt about the number? What was fixed at first stays readable."),
    )
    better: Better | None = None

    def validate_target(self, field: Any) -> None:
        """Success lies on the better side of the baseline."""
        confirm_better(field.data, self.baseline.data, self.better)

    @property
    def said(self) -> Amended:
        """The amendment, once the form holds."""
        return Amended(self.baseline.data, self.target.data, (self.reason.data or "").strip())


@dataclass(frozen=True, slots=True)
class Concluded:
    """What the form of a conclusion says."""

    verdict: str
    learnt: str
    recommendation: Recommendation


class ConclusionForm(CaseForm):
    """The verdict in words, what was learnt, and what is recommended."""

    verdict = TextAreaField(
        labels.FIELDS["verdict"],
        [required(), *WORDS],
        description=_l("What changed for the customer? What do the numbers not tell?"),
    )
    learnt = TextAreaField(
        labels.FIELDS["learnt"],
        [required(), *WORDS],
        description=_l("What would we do differently? A pilot that failed can teach much."),
    )
    recommendation = RadioField(
        _l("What do you recommend?"), [required()], choices=choices(labels.RECOMMENDATIONS.items())
    )

    @property
    def said(self) -> Concluded:
        """The conclusion, once the form holds."""
        return Concluded(
            verdict=(self.verdict.data or "").strip(),
            learnt=(self.learnt.data or "").strip(),
            recommendation=Recommendation(self.recommendation.data),
        )
