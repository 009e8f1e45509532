"""The forms of a pilot: its plan and a measure."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from ideas import labels
from ideas.forms import (
    WORDS,
    CaseForm,
    CheckboxesField,
    NumberField,
    NumberGiven,
    at_most,
    choices,
    required,
)
from ideas.models.measure import Measure, Scope
from ideas.room import Answer
from ideas.room_form import RoomForm


@dataclass(frozen=True, slots=True)
class Plan:
    """What the form of a plan says; a plan may be saved half done."""

    aim: str
    our_vision: str
    customer_vision: str
    starts_on: date | None
    ends_on: date | None
    unit_ids: frozenset[int]
    room: Answer


class PlanForm(RoomForm):
    """The plan of a pilot; what is still missing is said where the pilot is started."""

    aim = TextAreaField(_l("Aim"), WORDS, description=_l("What do we want to learn, and for whom?"))
    our_vision = TextAreaField(_l("Our vision"), WORDS)
    customer_vision = TextAreaField(_l("The customer’s vision"), WORDS)
    starts_on = DateField(_l("Begins"), [Optional()])
    ends_on = DateField(_l("Ends"), [Optional()])
    units = CheckboxesField(_l("Where it is tried out"), coerce=int)

    def validate_ends_on(self, field: Any) -> None:
        """The end comes after the beginning."""
        if field.data and self.starts_on.data and field.data <= self.starts_on.data:
            raise ValidationError(_l("The end comes after the beginning."))

    @property
    def plan(self) -> Plan:
        """What the form says."""
        return Plan(
            aim=self.aim.data or "",
            our_vision=self.our_vision.data or "",
            customer_vision=self.customer_vision.data or "",
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            unit_ids=frozenset(self.units.data or ()),
            room=self.answer,
        )


class MeasureForm(CaseForm):
    """What tells whether the pilot brings what is hoped for."""

    scope = RadioField(
        _l("Point of view"),
        [required()],
        choices=choices(labels.SCOPES.items()),
    )
    name = StringField(_l("What is measured"), [required(), at_most(200)])
    unit_of_measure = StringField(
        _l("Unit of measure"),
        [required(), at_most(200)],
        description=_l("For example minutes or points (1–5)."),
    )
    baseline = NumberField(
        _l("Baseline"), [NumberGiven()], description=_l("What it is now, before the pilot.")
    )
    target = NumberField(_l("Target"), [NumberGiven()], description=_l("What would be a success."))

    @property
    def said(self) -> Measure:
        """The measure that the form says, as a row of its own."""
        return Measure(
            scope=Scope(self.scope.data),
            name=self.name.data,
            unit_of_measure=self.unit_of_measure.data,
            baseline=self.baseline.data,
            target=self.target.data,
        )
