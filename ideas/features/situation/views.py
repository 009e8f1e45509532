"""The situation view over HTTP: everything that can be chosen stands in the address."""

from flask import Blueprint, render_template, request

from ideas.access import current_actor, requires
from ideas.counting import count
from ideas.features.situation.report import report
from ideas.i18n import language
from ideas.models.unit import Unit
from ideas.scope import Scope, scope_of
from ideas.scope_form import scope_form
from ideas.units import unit_tree
from ideas.web.clock import today
from workflow.permissions import Action

blueprint = Blueprint("situation", __name__)


@blueprint.route("/situation")
@requires(Action.SEE_SITUATION)
def situation() -> str:
    """Outcomes first, then how ideas and work steps flow."""
    units = unit_tree(language())
    scope = _asked_for(units)
    return render_template(
        "situation/situation.html",
        form=scope_form(scope, units, language()),
        scope=scope,
        report=report(scope, count(scope)),
    )


def _asked_for(units: list[Unit]) -> Scope:
    return scope_of(request.args, units, actor=current_actor(), today=today())
