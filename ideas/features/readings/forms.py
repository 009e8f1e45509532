"""The form of a reading."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from flask_babel import lazy_gettext as _l
from wtforms import DateField, TextAreaField
from wtforms.validators import ValidationError

from ideas.forms import WORDS, Form, NumberField, NumberGiven, required
from ideas.web.clock import today


@dataclass(frozen=True, slots=True)
class ReadingSaid:
    """What the form of a reading says."""

    on: date
    value: Decimal
    note: str


class ReadingForm(Form):
    """What a measure said on a day."""

    on = DateField(_l("Day"), [required()])
    value = NumberField(_l("Reading"), [NumberGiven()])
    note = TextAreaField(_l("Note"), WORDS)

    @property
    def said(self) -> ReadingSaid:
        """The reading, once the form holds."""
        return ReadingSaid(cast(date, self.on.data), self.value.data, self.note.data or "")

    def validate_on(self, field: Any) -> None:
        """A reading has been taken already."""
        if field.data and field.data > today():
            raise ValidationError(_l("This day has not come yet."))
