"""The forms of verifying: what somebody found months later, and one use of the time that was freed."""

from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from ideas import labels
from ideas.forms import (
    WORDS,
    CaseForm,
    Form,
    NumberField,
    NumberGiven,
    at_most,
    choices,
    free_of_identity_codes,
    not_negative,
    required,
)
from ideas.i18n import format_number
from ideas.models.decision import Reallocation, Remainder, Verification
from ideas.web.addresses import row_number
from workflow.problems import Problem

YES_OR_NO = [("yes", _l("yes")), ("no", _l("no"))]


class VerificationForm(CaseForm):
    """What somebody found when looking whether a step is still gone."""

    remainder = RadioField(_l("Is it still gone?"), [required()], choices=choices(labels.REMAINDERS.items()))
    hours = NumberField(_l("Hours a year that it freed"), [NumberGiven(), not_negative])
    how = TextAreaField(labels.FIELDS["how"], [required(), *WORDS])
    words = TextAreaField(_l("If it has come back: who missed it, and what for?"), WORDS)

    def validate_hours(self, field: Any) -> None:
        """Where the step has come back, nothing is free."""
        if field.data and self._is_back:
            raise ValidationError(_("It has come back, so it frees nothing now: write 0."))

    def validate_words(self, field: Any) -> None:
        """Whoever reads that it has come back reads why; elsewhere the words would get lost."""
        has_words = bool((field.data or "").strip())
        if self._is_back and not has_words:
            raise ValidationError(_("Say who missed it, and what for."))
        if has_words and self.remainder.data and not self._is_back:
            raise ValidationError(_("You did not say that it has come back. Move these words, or choose so."))

    @property
    def said(self) -> Verification:
        """What was found, as a row of its own."""
        return Verification(
            remainder=Remainder(self.remainder.data), hours=self.hours.data, how=(self.how.data or "").strip()
        )

    @property
    def _is_back(self) -> bool:
        return bool(self.remainder.data == Remainder.BACK)


class PlaceForm(Form):
    """Where some of the verified hours went; `left` is how many are free, None where none are verified."""

    hours = NumberField(_l("Hours a year"), [NumberGiven()])
    purpose = StringField(labels.FIELDS["purpose"], [required(), at_most(200), free_of_identity_codes])
    unit = SelectField(_l("Unit"))
    is_for_customers = RadioField(_l("Does it go to customers?"), [required()], choices=choices(YES_OR_NO))
    left: Decimal | None = None

    def offer(self, units: list[tuple[str, str]]) -> "PlaceForm":
        """Fill the list of units."""
        self.unit.choices = choices([("", _l("no particular unit")), *units])
        return self

    def validate_hours(self, field: Any) -> None:
        """More than zero, and no more than what is still free."""
        if field.data is None:
            return
        if field.data <= 0:
            raise ValidationError(_("More than zero."))
        if self.left is None:
            raise ValidationError(str(labels.PROBLEMS[Problem.NOTHING_VERIFIED]))
        if field.data > self.left:
            left = format_number(max(self.left, Decimal()))
            more = labels.PROBLEMS[Problem.MORE_THAN_VERIFIED]
            raise ValidationError(f"{more} {_('Still free: %(hours)s h a year.', hours=left)}")

    @property
    def said(self) -> Reallocation:
        """The use, as a row of its own."""
        return Reallocation(
            hours=self.hours.data,
            purpose=(self.purpose.data or "").strip(),
            unit_id=row_number(self.unit.data),
            is_for_customers=self.is_for_customers.data == "yes",
        )
