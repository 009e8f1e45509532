"""The form of one piece of evidence: how somebody knows what a work step takes."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, StringField, TextAreaField
from wtforms.validators import ValidationError

from ideas import labels
from ideas.features.examination.forms.fields import LONGEST_LINE, address
from ideas.forms import (
    WORDS,
    Form,
    NumberField,
    at_most,
    choices,
    free_of_identity_codes,
    no_more_than,
    not_negative,
    required,
    whole,
)
from ideas.numbers import LARGEST
from ideas.web.clock import today
from workflow.evidence import Method


@dataclass(frozen=True, slots=True)
class Proof:
    """What the form of evidence says; minutes per occurrence."""

    method: Method
    count: int | None
    minutes: Decimal | None
    source: str
    on: date
    words: str
    link: str


class EvidenceForm(Form):
    """How somebody knows what it takes."""

    method = RadioField(labels.FIELDS["how"], [required()], choices=choices(labels.METHODS.items()))
    count = NumberField(
        _l("How many occurrences were counted or timed"),
        [not_negative, no_more_than(LARGEST), whole],
        description=_l("Needed where it was measured."),
    )
    minutes = NumberField(
        _l("Minutes per occurrence"),
        [not_negative, no_more_than(LARGEST)],
        description=_l("Decimals will do. 24 seconds are 0.4 minutes."),
    )
    source = StringField(
        _l("Who estimated it, or what was counted"),
        [at_most(LONGEST_LINE), free_of_identity_codes],
        description=_l(
            "For example the team in Vaasa, or the log of the system. Three make an estimate surer."
        ),
    )
    on = DateField(_l("Day"), [required()])
    words = TextAreaField(_l("More about it"), WORDS)
    link = address(_l("Link to it"), _l("Begins with https:// or http://."))

    def validate_count(self, field: Any) -> None:
        """What was measured was measured at least once."""
        if self.method.data == Method.MEASURED and not field.data and not field.process_errors:
            raise ValidationError(_("Say how many: without it nobody can tell how far it carries."))

    def validate_on(self, field: Any) -> None:
        """It is known already."""
        if field.data and field.data > today():
            raise ValidationError(_("This day has not come yet."))

    @property
    def said(self) -> Proof:
        """The evidence, once the form holds."""
        return Proof(
            method=Method(self.method.data),
            count=int(self.count.data) if self.count.data else None,
            minutes=self.minutes.data,
            source=(self.source.data or "").strip(),
            on=cast(date, self.on.data),
            words=(self.words.data or "").strip(),
            link=(self.link.data or "").strip(),
        )
