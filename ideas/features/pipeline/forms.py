"""The two choices of the page, kept in its address."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from ideas.features.pipeline.scope import Period, Scope
from ideas.forms import AddressForm, choices
from ideas.models.unit import Unit
from ideas.units import unit_choices

PERIODS = {
    Period.YEAR: _l("this year"),
    Period.TWELVE_MONTHS: _l("12 months"),
    Period.ALL: _l("from the beginning"),
}


class ScopeForm(AddressForm):
    """How far back the page looks, and at which unit."""

    period = SelectField(_l("Period"), choices=choices(PERIODS.items()))
    unit = SelectField(_l("Unit with its sub-units"))


def scope_form(scope: Scope, units: Sequence[Unit], language: str) -> ScopeForm:
    """The form as it was answered."""
    form = ScopeForm(None, period=scope.period.value, unit=str(scope.unit.id) if scope.unit else "")
    form.unit.choices = choices([("", _l("the whole organisation")), *unit_choices(units, language)])
    return form
