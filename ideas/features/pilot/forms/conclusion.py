"""The form in which a pilot is judged."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField

from ideas import labels
from ideas.forms import WORDS, CaseForm, choices, required
from ideas.models.experiment import Recommendation


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
