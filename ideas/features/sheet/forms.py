"""The forms of the sheet: of which period and unit it speaks, and what the management group said of it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, cast

from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, TextAreaField
from wtforms.validators import ValidationError

from ideas.features.sheet.service import Said
from ideas.forms import WORDS, AddressForm, Form, required
from ideas.models.unit import Unit
from ideas.scope import Scope
from ideas.scope_form import ScopeForm, scope_form
from ideas.web.clock import today

LONG_AGO = timedelta(days=730)
"""Nobody records a meeting that is further back than this."""


class HandlingForm(Form):
    """That the management group handled the ideas on the sheet."""

    on = DateField(_l("Handled on"), [required()])
    words = TextAreaField(_l("What the management group says of them"), [required(), *WORDS])
    seen = HiddenField()

    def validate_on(self, field: Any) -> None:
        """A day that has come, and not long ago."""
        if field.data > today():
            raise ValidationError(_l("This day is still to come. Choose today or an earlier day."))
        if field.data < today() - LONG_AGO:
            raise ValidationError(_l("This day is more than two years ago. Look at the year."))

    @property
    def said(self) -> Said:
        """What is recorded, once the form holds."""
        day, words = cast(date, self.on.data), str(self.words.data or "")
        return Said(day, words.strip(), str(self.seen.data or ""))


def sheet_form(scope: Scope, units: Sequence[Unit], language: str) -> AddressForm:
    """The choices of the sheet: the period and the unit."""
    form: ScopeForm = scope_form(scope, units, language)
    del form.kind, form.direction, form.size
    return form
