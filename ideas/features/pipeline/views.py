"""The progress of ideas over HTTP: period and unit stand in the address."""

from flask import Blueprint, render_template, request

from ideas.access import current_actor, requires
from ideas.extensions import settings
from ideas.features.pipeline import queries
from ideas.features.pipeline.forms import scope_form
from ideas.features.pipeline.scope import Scope, scope_of
from ideas.i18n import language
from ideas.models.unit import Unit
from ideas.units import unit_tree
from ideas.web.clock import today
from workflow.permissions import Action

blueprint = Blueprint("pipeline", __name__)


@blueprint.route("/pipeline")
@requires(Action.SEE_PIPELINE)
def pipeline() -> str:
    """What became of ideas, where they are now, and what has waited longest."""
    units = unit_tree(language())
    scope = _asked_for(units)
    return render_template(
        "pipeline/pipeline.html",
        form=scope_form(scope, units, language()),
        scope=scope,
        report=queries.report(scope),
    )


def _asked_for(units: list[Unit]) -> Scope:
    period, unit = request.args.get("period"), request.args.get("unit", type=int)
    return scope_of(period, unit, units, actor=current_actor(), today=today(), zone=settings().time_zone)
