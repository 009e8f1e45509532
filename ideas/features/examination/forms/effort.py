"""The part of the examination that asks what a work step takes, of those who do it and of the customer."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import ValidationError

from ideas import labels
from ideas.features.examination.forms.fields import ANSWERS, UNSAID, answer, number, words, yes_or_no
from ideas.forms import CaseForm, choices, whole
from ideas.models.work_step_codes import Channel
from workflow.hours import Basis

STRAINS = (("1", _l("1: light")), ("2", "2"), ("3", "3"), ("4", "4"), ("5", _l("5: very heavy")), UNSAID)
_MINUTES = _l("In minutes.")


class EffortForm(CaseForm):
    """Minutes, people and times; the customer's own time stands apart from that of staff."""

    basis = answer("basis", Basis, labels.BASES, _l("Only the numbers of what you choose here count."))
    minutes_low = number("minutes_low", _MINUTES)
    minutes_likely = number("minutes_likely", _MINUTES)
    minutes_high = number("minutes_high", _MINUTES)
    people = number("people", _l("Those who do it. Counts by person."), whole)
    times_per_year = number("times_per_year", _l("How often one of them does it. Counts by person."))
    events_per_year = number("events_per_year", _l("By everybody together. Counts by occurrence."))
    travel_minutes = number(
        "travel_minutes", _l("In minutes, there and back. It is shown on a line of its own.")
    )
    euros_per_year = number("euros_per_year", _l("In euros: rents, licences, postage. No working time."))
    strain = RadioField(
        labels.STEP_FIELDS["strain"],
        choices=choices(STRAINS),
        coerce=lambda value: int(value) if value else None,
        description=_l("Where minutes do not tell how much it takes."),
    )

    touches_customer = RadioField(
        labels.STEP_FIELDS["touches_customer"], choices=choices(ANSWERS), coerce=yes_or_no
    )
    replacement = words("replacement")
    channel = answer("channel", Channel, labels.CHANNELS)
    customer_minutes = number("customer_minutes", _l("In minutes: filling in, asking, coming and going."))
    customer_events = number("customer_events", _l("By all customers together."))
    waiting_days = number("waiting_days", _l("Days of one case, on an average."))

    def validate_minutes_likely(self, field: Any) -> None:
        """No shorter than the shortest."""
        if _is_less(field.data, self.minutes_low.data):
            raise ValidationError(_("The most likely time cannot be shorter than the shortest."))

    def validate_minutes_high(self, field: Any) -> None:
        """No shorter than the others."""
        if _is_less(field.data, self.minutes_low.data) or _is_less(field.data, self.minutes_likely.data):
            raise ValidationError(_("The longest time cannot be shorter than the others."))

    def validate_replacement(self, field: Any) -> None:
        """What and through what are told together."""
        if self.touches_customer.data and self.channel.data and not (field.data or "").strip():
            raise ValidationError(_("You said through what. Say too what the customer gets instead."))

    def validate_channel(self, field: Any) -> None:
        """What and through what are told together."""
        if self.touches_customer.data and not field.data and (self.replacement.data or "").strip():
            raise ValidationError(_("You said what the customer gets. Say too through what."))


def _is_less(number: Any, other: Any) -> bool:
    return number is not None and other is not None and number < other
