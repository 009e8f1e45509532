"""The forms of a trial stop: its plan, a guard signal, and somebody who missed it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, RadioField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from ideas import labels
from ideas.forms import (
    WORDS,
    CaseForm,
    CheckboxesField,
    Form,
    NumberField,
    NumberGiven,
    at_most,
    choices,
    free_of_identity_codes,
    required,
)
from ideas.models.measure import Danger, Measure, Scope
from ideas.web.clock import today
from workflow.lifecycles.work_step_states import TRIAL_DAYS

LINE = (required(), at_most(200), free_of_identity_codes)


@dataclass(frozen=True, slots=True)
class Plan:
    """What the form of a plan says; a plan may be saved half done."""

    aim: str
    instead: str
    if_asked: str
    starts_on: date | None
    ends_on: date | None
    unit_ids: frozenset[int]
    is_harmless: bool


class PlanForm(CaseForm):
    """The plan of a trial stop; what is still missing is said beside it."""

    aim = TextAreaField(
        _l("What exactly is left out"),
        WORDS,
        description=_l("So that everybody knows what stops and what goes on."),
    )
    units = CheckboxesField(_l("In which units"), coerce=int)
    starts_on = DateField(_l("From"), [Optional()])
    days = RadioField(
        _l("For how long"),
        [Optional()],
        choices=choices((str(days), _l("%(days)s days", days=days)) for days in TRIAL_DAYS),
    )
    instead = TextAreaField(labels.FIELDS["instead"], WORDS, description=_l("“Nothing” is an answer, too."))
    if_asked = TextAreaField(labels.FIELDS["if_asked"], WORDS, description=_l("Who helps at once, and how?"))
    is_harmless = BooleanField(_l("Nobody’s personal safety and no customer’s right is at stake"))

    def validate_starts_on(self, field: Any) -> None:
        """The trial would not be over before it begins."""
        if self.ends_on and self.ends_on <= today():
            raise ValidationError(_("A trial from this day would be over already. Choose a later one."))

    def validate_days(self, field: Any) -> None:
        """Days are counted from a day."""
        if not self.starts_on.data and not self.starts_on.errors:
            raise ValidationError(_("Give the first day too: the last one is counted from it."))

    @property
    def ends_on(self) -> date | None:
        """The first day and so many days more."""
        if not self.starts_on.data or self.days.data not in {str(days) for days in TRIAL_DAYS}:
            return None
        last = date.max - timedelta(days=int(self.days.data))
        return min(self.starts_on.data, last) + timedelta(days=int(self.days.data))

    @property
    def plan(self) -> Plan:
        """What the form says."""
        return Plan(
            aim=(self.aim.data or "").strip(),
            instead=(self.instead.data or "").strip(),
            if_asked=(self.if_asked.data or "").strip(),
            starts_on=self.starts_on.data,
            ends_on=self.ends_on,
            unit_ids=frozenset(self.units.data or ()),
            is_harmless=bool(self.is_harmless.data),
        )


class SignalForm(CaseForm):
    """A guard signal: what would show that the step is needed after all."""

    name = StringField(
        _l("What is watched"),
        LINE,
        description=_l("For example complaints, errors, queue days or customer contacts."),
    )
    unit_of_measure = StringField(_l("Unit of measure"), LINE, description=_l("For example pieces a week."))
    baseline = NumberField(
        _l("Present level"), [NumberGiven()], description=_l("What it is now, before the trial.")
    )
    danger = RadioField(
        _l("It warns where the number"), [required()], choices=choices(labels.DANGERS.items())
    )
    target = NumberField(
        _l("Threshold"),
        [NumberGiven()],
        description=_l("The number at which the trial is looked at again at once."),
    )

    def validate_target(self, field: Any) -> None:
        """The threshold lies on the dangerous side of the present level."""
        now, danger = self.baseline.data, self.danger.data
        if field.data is None or now is None:
            return
        if danger == Danger.RISES and field.data <= now:
            raise ValidationError(
                _("It warns where it rises, so the threshold lies above the present level.")
            )
        if danger == Danger.FALLS and field.data >= now:
            raise ValidationError(
                _("It warns where it falls, so the threshold lies below the present level.")
            )

    @property
    def said(self) -> Measure:
        """The signal that the form says, as a row of its own."""
        return Measure(
            scope=Scope.OPERATION,
            name=(self.name.data or "").strip(),
            unit_of_measure=(self.unit_of_measure.data or "").strip(),
            baseline=self.baseline.data,
            target=self.target.data,
            danger=Danger(self.danger.data),
        )


@dataclass(frozen=True, slots=True)
class Missed:
    """What somebody said who missed it."""

    words: str
    who: str
    wants_back: bool


class MissForm(Form):
    """Somebody missed it; nothing needs to be written."""

    words = TextAreaField(_l("What for?"), WORDS)
    who = StringField(
        _l("Who missed it, if not you?"),
        [at_most(200), free_of_identity_codes],
        description=_l("A customer or a colleague, in words. No customer’s data belongs here."),
    )
    wants_back = BooleanField(_l("I ask for it back"))

    @property
    def said(self) -> Missed:
        """What the form says."""
        return Missed(
            (self.words.data or "").strip(), (self.who.data or "").strip(), bool(self.wants_back.data)
        )
