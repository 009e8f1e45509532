"""The forms of following up: what changed, on which days it is asked, and the pulse."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, TextAreaField
from wtforms.validators import Optional, ValidationError

from ideas import labels
from ideas.forms import WORDS, CaseForm, CheckboxesField, Form, NumberField, choices, required
from ideas.i18n import format_date
from ideas.models.follow_up import FollowUp
from ideas.models.measure import Measure
from ideas.web.clock import today
from workflow.calendar import months_after

LATEST = 36
"""Months after the adoption in which it can be asked what changed."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the form of a follow-up says; `readings` by the id of their measure."""

    customer: str
    staff: str
    operation: str
    readings: dict[int, Decimal]


@dataclass(frozen=True, slots=True)
class Days:
    """On which days it is asked: of those that wait, by their number, of which some are left out."""

    days: dict[int, date]
    left_out: frozenset[int]
    added: date | None


class ToldForm(Form):
    """What changed, in words; a field for each measure is added where there was a pilot."""

    customer = TextAreaField(labels.FIELDS["customer"], [required(), *WORDS])
    staff = TextAreaField(labels.FIELDS["staff"], WORDS)
    operation = TextAreaField(labels.FIELDS["operation"], WORDS)
    names: tuple[tuple[int, str], ...] = ()

    @property
    def said(self) -> Told:
        """The words, and the readings that were given."""
        values = {measure_id: self[name].data for measure_id, name in self.names}
        return Told(
            customer=(self.customer.data or "").strip(),
            staff=(self.staff.data or "").strip(),
            operation=(self.operation.data or "").strip(),
            readings={measure_id: value for measure_id, value in values.items() if value is not None},
        )

    def reading(self, measure: Measure) -> Any:
        """The field of a measure."""
        return self[dict(self.names)[measure.id]]


class DaysForm(CaseForm):
    """When it is asked what changed; a field for each follow-up that waits is added."""

    left_out = CheckboxesField(_l("Left out"), coerce=int)
    added = DateField(_l("Ask once more on"), [Optional()])
    names: tuple[tuple[int, str], ...] = ()
    adopted_on: date

    def validate_added(self, field: Any) -> None:
        """A day that can be meant."""
        if field.data:
            _hold(field.data, self.adopted_on, None)

    def validate_left_out(self, field: Any) -> None:
        """One stays, or the idea would never be finished in words."""
        if not self.added.data and len(set(field.data or ())) >= len(self.names):
            raise ValidationError(_l("At least one day stays: somebody tells what changed."))

    @property
    def said(self) -> Days:
        """The days, once the form holds."""
        return Days(
            days={number: self[name].data for number, name in self.names},
            left_out=frozenset(self.left_out.data or ()),
            added=self.added.data,
        )


class PulseForm(Form):
    """One answer of five; it is asked of everybody and belongs to nobody."""

    value = RadioField(
        _l("Did it raise your enthusiasm for the work?"),
        choices=choices((str(step), word) for step, word in labels.PULSE.items()),
        validate_choice=False,
    )

    def validate_value(self, field: Any) -> None:
        """One of the steps; it is not marked as required, for nobody needs to answer."""
        if field.data not in map(str, labels.PULSE):
            raise ValidationError(_l("Choose one of these, or go back without answering."))


def told_form(measures: Sequence[Measure]) -> type[ToldForm]:
    """The form with a field for a new reading of each measure."""
    names = tuple((measure.id, f"reading_{measure.id}") for measure in measures)
    fields: dict[str, Any] = {"names": names}
    for measure, (_id, name) in zip(measures, names, strict=True):
        fields[name] = NumberField(measure.name, description=_l("In %(unit)s.", unit=measure.unit_of_measure))
    return type("ToldForm", (ToldForm,), fields)


def days_form(waiting: Sequence[FollowUp], adopted_on: date) -> type[DaysForm]:
    """The form with a day for each follow-up that waits."""
    names = tuple((each.number, f"day_{each.number}") for each in waiting)
    fields: dict[str, Any] = {"names": names, "adopted_on": adopted_on}
    for each, (_number, name) in zip(waiting, names, strict=True):
        fields[name] = DateField(
            _l("Asked on"), [required(), _Holds(adopted_on, each.due_on)], default=each.due_on
        )
    fields["left_out"] = CheckboxesField(
        _l("Left out"),
        coerce=int,
        choices=choices((str(each.number), format_date(each.due_on)) for each in waiting),
    )
    return type("DaysForm", (DaysForm,), fields)


class _Holds:
    """A day after the adoption, in time; one that nobody changed may have passed."""

    def __init__(self, adopted_on: date, before: date) -> None:
        self.adopted_on, self.before = adopted_on, before

    def __call__(self, form: Any, field: Any) -> None:
        if field.data:
            _hold(field.data, self.adopted_on, self.before)


def _hold(day: date, adopted_on: date, before: date | None) -> None:
    if day == before:
        return
    if day <= adopted_on:
        raise ValidationError(_l("The day comes after the adoption."))
    if day > months_after(adopted_on, LATEST):
        raise ValidationError(_l("At most three years after the adoption."))
    if day < today():
        raise ValidationError(_l("This day has passed. Choose today or a later day."))
