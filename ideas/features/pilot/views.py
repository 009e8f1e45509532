"""The pages of a pilot: planned, told in own words, amended, judged and extended."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ideas.access import current_actor, requires
from ideas.extending import planned_end
from ideas.extension_form import ExtensionForm
from ideas.features.pilot import queries, running, service
from ideas.features.pilot.forms.conclusion import ConclusionForm
from ideas.features.pilot.forms.measure import AmendmentForm, MeasureForm
from ideas.features.pilot.forms.plan import AimForm, PlanForm
from ideas.forms import choices
from ideas.i18n import language
from ideas.models.measure import Measure
from ideas.units import unit_choices, unit_tree
from ideas.verdicts import conclusion_of
from ideas.web.clock import now
from workflow.permissions import Action

blueprint = Blueprint("pilot", __name__)
blueprint.add_app_template_global(conclusion_of, "conclusion_of")
Answer = Response | tuple[str, int]


@blueprint.route("/ideas/<string:public_id>/pilot-plan", methods=["GET", "POST"])
@requires(Action.PLAN_PILOT)
def plan(public_id: str) -> Answer:
    """Plan the pilot; once it runs, read the plan."""
    idea, actor = queries.readable(public_id, current_actor()), current_actor()
    form = PlanForm(data=queries.plan_fields(idea, actor))
    form.units.choices = choices(unit_choices(unit_tree(language()), language()))
    form.groups.choices = choices(queries.customer_groups(language()))
    form.offer(idea, actor)
    if form.validate_on_submit():
        service.plan(public_id, form.plan, form.seen_version, actor=actor, at=now())
        onward = "pilot.measure" if "measure" in request.form else "pilot.plan"
        return _on(url_for(onward, public_id=public_id), _("The plan is saved."))
    return render_template("pilot/plan.html", case=idea, form=form, **queries.beside(idea, actor)), form.code


@blueprint.route("/ideas/<string:public_id>/pilot-plan/measures", methods=["GET", "POST"])
@blueprint.route("/ideas/<string:public_id>/pilot-plan/measures/<int:measure_id>", methods=["GET", "POST"])
@requires(Action.PLAN_PILOT)
def measure(public_id: str, measure_id: int | None = None) -> Answer:
    """Add a measure, change it or take it out, before the pilot starts."""
    idea = queries.plannable(public_id, current_actor())
    row = queries.measure_of(idea, measure_id)
    form = MeasureForm(obj=row, version=idea.version)
    if (row and "remove" in request.form) or form.validate_on_submit():
        _carry_out(public_id, row, form)
        return _on(url_for("pilot.plan", public_id=public_id), _("The plan is saved."))
    return render_template("pilot/measure.html", case=idea, measure=row, form=form), form.code


@blueprint.route("/ideas/<string:public_id>/pilot-aim", methods=["GET", "POST"])
@requires(Action.TELL_AIM)
def aim(public_id: str) -> Answer:
    """Say the aim of the planned pilot in one's own words."""
    actor = current_actor()
    idea, pilot, member = queries.tellable(public_id, actor)
    form = AimForm(version=idea.version, told=member.words)
    if form.validate_on_submit():
        service.tell_aim(public_id, form.said, form.seen_version, actor=actor, at=now())
        return _on(url_for("pilot.aim", public_id=public_id), _("Thank you. Your words are kept."))
    told = queries.tellings(idea, pilot, actor)
    return render_template("pilot/aim.html", case=idea, pilot=pilot, form=form, tellings=told), form.code


@blueprint.route("/measures/<int:measure_id>/amendment", methods=["GET", "POST"])
@requires(Action.AMEND_MEASURE)
def amendment(measure_id: int) -> Answer:
    """Amend what was fixed when the pilot started."""
    idea, row = queries.amendable(measure_id, current_actor())
    form = AmendmentForm(version=idea.version, baseline=row.current_baseline, target=row.current_target)
    form.better = row.better
    if form.validate_on_submit():
        running.amend(measure_id, form.said, form.seen_version, actor=current_actor(), at=now())
        return _on(url_for("case.page", public_id=idea.public_id), _("It is amended, with its reason."))
    return render_template("pilot/amendment.html", case=idea, measure=row, form=form), form.code


@blueprint.route("/ideas/<string:public_id>/pilot-conclusion", methods=["GET", "POST"])
@requires(Action.CONCLUDE_PILOT)
def conclusion(public_id: str) -> Answer:
    """Judge the pilot in words, beside what its measures say."""
    idea, pilot = queries.running(public_id, Action.CONCLUDE_PILOT, current_actor())
    form = ConclusionForm(version=idea.version, **queries.conclusion_fields(pilot))
    if form.validate_on_submit():
        running.conclude(public_id, form.said, form.seen_version, actor=current_actor(), at=now())
        return _on(url_for("case.page", public_id=public_id), _("The pilot is judged."))
    return render_template("pilot/conclusion.html", case=idea, pilot=pilot, form=form), form.code


@blueprint.route("/ideas/<string:public_id>/pilot-extension", methods=["GET", "POST"])
@requires(Action.EXTEND_PILOT)
def extension(public_id: str) -> Answer:
    """Put off the end of the pilot, once."""
    idea, pilot = queries.extendable(public_id, current_actor())
    form = ExtensionForm(version=idea.version)
    form.ends_on = planned_end(pilot)
    if form.validate_on_submit():
        until, words = form.said
        running.extend(public_id, until, words, form.seen_version, actor=current_actor(), at=now())
        return _on(url_for("case.page", public_id=public_id), _("The pilot goes on, and everybody is told."))
    return render_template("pilot/extension.html", case=idea, form=form, ends_on=form.ends_on), form.code


def _carry_out(public_id: str, row: Measure | None, form: MeasureForm) -> None:
    version, actor = form.seen_version, current_actor()
    if row and "remove" in request.form:
        service.remove(public_id, row.id, version, actor=actor, at=now())
    else:
        service.measure(public_id, row.id if row else None, form.said, version, actor=actor, at=now())


def _on(href: str, message: str) -> Response:
    flash(message, "success")
    return redirect(href, 303)
