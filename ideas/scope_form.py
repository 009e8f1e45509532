"""The choices of a page of the situation view, kept in its address."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from wtforms import SelectField

from ideas import labels
from ideas.extensions import db
from ideas.forms import AddressForm, choices
from ideas.models.direction import Direction
from ideas.models.unit import Unit
from ideas.scope import Scope
from ideas.units import unit_choices
from workflow.figures.windows import Period

PERIODS = {
    Period.YEAR: _l("12 months"),
    Period.THIS_YEAR: _l("this year"),
    Period.LAST_YEAR: _l("last year"),
    Period.ALL: _l("from the beginning"),
}
KINDS = {"": _l("ideas and work steps"), "idea": _l("Ideas"), "work-step": _l("Work steps")}


class ScopeForm(AddressForm):
    """How far back the page looks, and at which cases."""

    period = SelectField(_l("Period"), choices=choices(PERIODS.items()))
    kind = SelectField(_l("What is counted"), choices=choices(KINDS.items()))
    unit = SelectField(_l("Unit with its sub-units"))
    direction = SelectField(_l("Direction"))
    size = SelectField(_l("Size"), choices=choices([("", _l("all sizes")), *labels.SIZES.items()]))


def scope_form(scope: Scope, units: Sequence[Unit], language: str) -> ScopeForm:
    """The form as it was answered."""
    form = ScopeForm(None, **{"period": scope.period.value, **scope.address})
    form.unit.choices = choices([("", _l("the whole organisation")), *unit_choices(units, language)])
    directions = sorted(db.session.scalars(select(Direction)), key=lambda each: each.name(language))
    named = ((str(each.id), each.name(language)) for each in directions)
    form.direction.choices = choices([("", _l("all directions")), *named])
    return form
