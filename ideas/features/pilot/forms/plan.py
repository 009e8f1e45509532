"""The forms of a pilot that is planned: its plan, and the aim in the words of somebody who takes part."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, TextAreaField
from wtforms.validators import Optional, ValidationError

from ideas import labels
from ideas.colleagues import addresses_in, colleagues
from ideas.forms import (
    WORDS,
    CaseForm,
    CheckboxesField,
    NumberField,
    at_most,
    no_more_than,
    not_negative,
    required,
)
from ideas.numbers import LARGEST
from ideas.room import Answer
from ideas.room_form import RoomForm
from ideas.web.clock import today

MOST_PEOPLE = 50
FURTHEST = timedelta(days=5 * 365)
"""How far ahead a pilot can be planned; a later day has a digit too many."""


def near(form: Any, field: Any) -> None:
    """A day that can be meant."""
    if field.data and field.data > today() + FURTHEST:
        raise ValidationError(_l("This day is too far away. Look for a digit too many."))


@dataclass(frozen=True, slots=True)
class Plan:
    """What the form of a plan says; a plan may be saved half done."""

    aim: str
    our_vision: str
    customer_vision: str
    stop_rule: str
    hours_set_aside: Decimal | None
    starts_on: date | None
    ends_on: date | None
    unit_ids: frozenset[int]
    group_ids: frozenset[int]
    people: tuple[str, ...]
    room: Answer


class PlanForm(RoomForm):
    """The plan of a pilot; what is still missing is said beside it."""

    aim = TextAreaField(_l("Aim"), WORDS, description=_l("What do we want to learn, and for whom?"))
    our_vision = TextAreaField(_l("Our vision"), WORDS)
    customer_vision = TextAreaField(_l("The customer’s vision"), WORDS)
    groups = CheckboxesField(_l("For which customers"), coerce=int)
    units = CheckboxesField(_l("Where it is tried out"), coerce=int)
    starts_on = DateField(_l("Begins"), [Optional(), near])
    ends_on = DateField(_l("Ends"), [Optional(), near])
    people = TextAreaField(
        _l("Who takes part"),
        [at_most(10_000)],
        description=_l("The e-mail addresses of colleagues, one on each line. They are told."),
    )
    hours_set_aside = NumberField(
        _l("Hours set aside"),
        [Optional(), not_negative, no_more_than(LARGEST)],
        description=_l("How much working time is kept free for it, of all of them together."),
    )
    stop_rule = TextAreaField(
        labels.FIELDS["stop_rule"],
        WORDS,
        description=_l("What would have to happen for it to be stopped before its end?"),
    )

    def validate_ends_on(self, field: Any) -> None:
        """The end comes after the beginning."""
        if field.data and self.starts_on.data and field.data <= self.starts_on.data:
            raise ValidationError(_l("The end comes after the beginning."))

    def validate_people(self, field: Any) -> None:
        """Each line is the address of one colleague."""
        lines = addresses_in(field.data)
        if len(lines) > MOST_PEOPLE:
            raise ValidationError(_("At most %(most)s colleagues.", most=MOST_PEOPLE))
        known = {person.email for person in colleagues(lines)}
        unknown = "; ".join(line for line in lines if line not in known)[:200]
        if unknown:
            raise ValidationError(
                _("Nobody who can sign in has this e-mail address: %(lines)s", lines=unknown)
            )

    @property
    def plan(self) -> Plan:
        """What the form says."""
        return Plan(
            aim=(self.aim.data or "").strip(),
            our_vision=(self.our_vision.data or "").strip(),
            customer_vision=(self.customer_vision.data or "").strip(),
            stop_rule=(self.stop_rule.data or "").strip(),
            hours_set_aside=self.hours_set_aside.data,
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            unit_ids=frozenset(self.units.data or ()),
            group_ids=frozenset(self.groups.data or ()),
            people=addresses_in(self.people.data),
            room=self.answer,
        )


class AimForm(CaseForm):
    """The aim of a pilot as somebody understands it who takes part."""

    told = TextAreaField(labels.FIELDS["told"], [required(), *WORDS])

    @property
    def said(self) -> str:
        """The words, once the form holds."""
        return (self.told.data or "").strip()
