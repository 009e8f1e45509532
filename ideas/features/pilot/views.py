"""The pages of a pilot."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ideas.access import current_actor, requires
from ideas.features.pilot import queries, service
from ideas.features.pilot.forms import MeasureForm, PlanForm
from ideas.forms import choices
from ideas.i18n import language
from ideas.models.measure import Measure
from ideas.units import unit_choices, unit_tree
from ideas.web.clock import now
from workflow.permissions import Action

blueprint = Blueprint("pilot", __name__)
Answer = Response | tuple[str, int]


@blueprint.route("/ideas/<string:public_id>/pilot-plan", methods=["GET", "POST"])
@requires(Action.PLAN_PILOT)
def plan(public_id: str) -> Answer:
    """Plan the pilot; once it runs, read the plan and add readings."""
    idea = queries.readable(public_id, current_actor())
    form = PlanForm(data=queries.plan_fields(idea, current_actor()))
    form.units.choices = choices(unit_choices(unit_tree(language()), language()))
    form.offer(idea, current_actor())
    if form.validate_on_submit():
        service.plan(public_id, form.plan, form.seen_version, actor=current_actor(), at=now())
        onward = "pilot.measure" if "measure" in request.form else "pilot.plan"
        return _on(url_for(onward, public_id=public_id), _("The plan is saved."))
    pilot = queries.current(idea)
    return render_template("pilot/plan.html", case=idea, pilot=pilot, form=form), form.code


@blueprint.route("/ideas/<string:public_id>/pilot-plan/measures", methods=["GET", "POST"])
@blueprint.route("/ideas/<string:public_id>/pilot-plan/measures/<int:measure_id>", methods=["GET", "POST"])
@requires(Action.PLAN_PILOT)
def measure(public_id: str, measure_id: int | None = None) -> Answer:
    """Add a measure, change it or take it out."""
    idea = queries.readable(public_id, current_actor())
    row = queries.measure_of(idea, measure_id)
    form = MeasureForm(obj=row, version=idea.version)
    if (row and "remove" in request.form) or form.validate_on_submit():
        _carry_out(public_id, row, form)
        return _on(url_for("pilot.plan", public_id=public_id), _("The plan is saved."))
    return render_template("pilot/measure.html", case=idea, measure=row, form=form), form.code


def _carry_out(public_id: str, row: Measure | None, form: MeasureForm) -> None:
    version, actor = form.seen_version, current_actor()
    if row and "remove" in request.form:
        service.remove(public_id, row.id, version, actor=actor, at=now())
    else:
        service.measure(public_id, row.id if row else None, form.said, version, actor=actor, at=now())


def _on(href: str, message: str) -> Response:
    flash(message, "success")
    return redirect(href, 303)
