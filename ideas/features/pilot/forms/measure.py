"""The forms of a measure: what it fixes before the pilot, and what is amended while it runs."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from ideas import labels
from ideas.forms import (
    WORDS,
    CaseForm,
    NumberField,
    NumberGiven,
    at_most,
    choices,
    free_of_identity_codes,
    required,
)
from ideas.models.measure import Better, Cadence, Measure, Scope

LINE = (required(), at_most(200), free_of_identity_codes)


class MeasureForm(CaseForm):
    """What tells whether the pilot brings what is hoped for."""

    scope = RadioField(_l("Point of view"), [required()], choices=choices(labels.SCOPES.items()))
    name = StringField(_l("What is measured"), LINE)
    unit_of_measure = StringField(
        _l("Unit of measure"), LINE, description=_l("For example minutes or points (1–5).")
    )
    better = RadioField(_l("Which way is better?"), [required()], choices=choices(labels.BETTERS.items()))
    baseline = NumberField(
        _l("Baseline"), [NumberGiven()], description=_l("What it is now, before the pilot.")
    )
    target = NumberField(_l("Target"), [NumberGiven()], description=_l("What would be a success."))
    stop_at = NumberField(
        _l("Stop when it reaches"),
        [Optional()],
        description=_l("May be left empty: a number so bad that the pilot is stopped before its end."),
    )
    how = TextAreaField(
        _l("How it is measured"),
        [required(), *WORDS],
        description=_l("From where is the number taken, and by whom?"),
    )
    cadence = RadioField(_l("How often"), [required()], choices=choices(labels.CADENCES.items()))

    def validate_target(self, field: Any) -> None:
        """Success lies on the better side of what is now."""
        confirm_better(field.data, self.baseline.data, self.better.data)

    def validate_stop_at(self, field: Any) -> None:
        """What stops the pilot is worse than what is now."""
        now = self.baseline.data
        if field.data is None or now is None or self.better.data not in set(Better):
            return
        if self.better.data == Better.HIGHER and field.data >= now:
            raise ValidationError(_("Higher is better, so it stops at a number below the baseline."))
        if self.better.data == Better.LOWER and field.data <= now:
            raise ValidationError(_("Lower is better, so it stops at a number above the baseline."))

    @property
    def said(self) -> Measure:
        """The measure that the form says, as a row of its own."""
        return Measure(
            scope=Scope(self.scope.data),
            name=(self.name.data or "").strip(),
            unit_of_measure=(self.unit_of_measure.data or "").strip(),
            better=Better(self.better.data),
            baseline=self.baseline.data,
            target=self.target.data,
            stop_at=self.stop_at.data,
            how=(self.how.data or "").strip(),
            cadence=Cadence(self.cadence.data),
        )


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


def confirm_better(target: Decimal | None, baseline: Decimal | None, better: str | None) -> None:
    """Raise ValidationError where a target is no better than its baseline."""
    if target is None or baseline is None:
        return
    if better == Better.HIGHER and target <= baseline:
        raise ValidationError(_("Higher is better, so the target lies above the baseline."))
    if better == Better.LOWER and target >= baseline:
        raise ValidationError(_("Lower is better, so the target lies below the baseline."))
