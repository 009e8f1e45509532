"""The forms of the balance: what makes room for an idea, and of which year and unit the page speaks."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField

from ideas import labels
from ideas.features.balance.scope import ALL, Scope
from ideas.forms import AddressForm, NumberField, NumberGiven, choices, not_negative, required
from ideas.room_form import RoomForm
from ideas.units import unit_choices
from workflow.machine import Ask


class PairingForm(RoomForm):
    """The same question as in the pilot plan, now to be answered whole."""

    needed_hours = NumberField(
        labels.ASKS[Ask.NEEDED_HOURS],
        [NumberGiven(), not_negative],
        description=_l("Hours that carrying it out and keeping it up take in a year. 0 will do."),
    )
    give_up = RadioField(
        labels.ASKS[Ask.GIVE_UP],
        [required()],
        choices=choices(labels.GIVE_UPS.items()),
        description=_l("The new only fits where something is given up."),
        validate_choice=False,
    )


class ScopeForm(AddressForm):
    """Of which year and unit the page speaks."""

    year = SelectField(_l("Year"))
    unit = SelectField(_l("Unit with its sub-units"))


def scope_form(scope: Scope, language: str) -> ScopeForm:
    """The form as it was answered."""
    form = ScopeForm(None, year=str(scope.year or ALL), unit=str(scope.unit.id) if scope.unit else "")
    form.year.choices = choices([*((str(year), str(year)) for year in scope.years), (ALL, _l("all years"))])
    house = ("", _l("the whole organisation"))
    form.unit.choices = choices([house, *unit_choices(scope.units, language)])
    return form
