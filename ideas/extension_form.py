"""The form that puts off the end of an experiment, which any feature with one can show."""

from datetime import date, timedelta
from typing import Any, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, TextAreaField
from wtforms.validators import ValidationError

from ideas.forms import WORDS, CaseForm, not_past, required
from ideas.i18n import format_date
from ideas.web.clock import today

LONGEST_EXTENSION = timedelta(days=90)
"""How much later an extended experiment may end than was planned, or than today where that has passed."""


class ExtensionForm(CaseForm):
    """A later end, once, with a reason; `ends_on` is the one that is planned."""

    until = DateField(_l("New last day"), [required(), not_past])
    words = TextAreaField(_l("Why it goes on"), [required(), *WORDS])
    ends_on: date

    @property
    def said(self) -> tuple[date, str]:
        """The new end and why, once the form holds."""
        return cast(date, self.until.data), (self.words.data or "").strip()

    def validate_until(self, field: Any) -> None:
        """Later than planned, and not too much."""
        latest = max(self.ends_on, today()) + LONGEST_EXTENSION
        if field.data and not self.ends_on < field.data <= latest:
            raise ValidationError(
                _(
                    "Choose a day after %(end)s, at the latest %(latest)s.",
                    end=format_date(self.ends_on),
                    latest=format_date(latest),
                )
            )
