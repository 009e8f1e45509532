"""The pages of a trial stop: planning, telling, missing and extending."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ideas.access import current_actor, requires
from ideas.extension_form import ExtensionForm
from ideas.features.trial import queries, service
from ideas.features.trial.forms import MissForm, PlanForm, SignalForm
from ideas.forms import choices
from ideas.i18n import language
from ideas.models.measure import Measure
from ideas.units import unit_choices, unit_tree
from ideas.web.clock import now
from workflow.permissions import Action

Answer = Response | tuple[str, int]


def in_language(code: str, macro: Callable[..., str], *given: object) -> str:
    """What a macro says, in that language whatever the reader's own is."""
    with force_locale(code):
        return macro(*given)


blueprint = Blueprint("trial", __name__)
blueprint.add_app_template_global(queries.trials, "trials_of")
blueprint.add_app_template_global(in_language, "in_language")


@blueprint.route("/work-steps/<string:public_id>/trial-plan", methods=["GET", "POST"])
@requires(Action.PLAN_TRIAL)
def plan(public_id: str) -> Answer:
    """Plan the trial stop; once it runs, read the plan and its signals."""
    step = queries.readable(public_id, current_actor())
    form = PlanForm(data=queries.plan_fields(step))
    form.units.choices = choices(unit_choices(unit_tree(language()), language()))
    if form.validate_on_submit():
        service.plan(public_id, form.plan, form.seen_version, actor=current_actor(), at=now())
        onward = "trial.signal" if "signal" in request.form else "trial.plan"
        return _on(url_for(onward, public_id=public_id), _("The plan is saved."))
    gate = queries.gate(step)
    return render_template("trial/plan.html", case=step, form=form, gate=gate), form.code


@blueprint.route("/work-steps/<string:public_id>/trial-plan/signals", methods=["GET", "POST"])
@blueprint.route(
    "/work-steps/<string:public_id>/trial-plan/signals/<int:measure_id>", methods=["GET", "POST"]
)
@requires(Action.PLAN_TRIAL)
def signal(public_id: str, measure_id: int | None = None) -> Answer:
    """Add a guard signal, change it or take it out."""
    step = queries.plannable(public_id, current_actor())
    row = queries.signal_of(step, measure_id)
    form = SignalForm(obj=row, version=step.version)
    if (row and "remove" in request.form) or form.validate_on_submit():
        _carry_out(public_id, row, form)
        return _on(url_for("trial.plan", public_id=public_id), _("The plan is saved."))
    return render_template("trial/signal.html", case=step, signal=row, form=form), form.code


@blueprint.route("/work-steps/<string:public_id>/notice")
@requires(Action.READ)
def notice(public_id: str) -> str:
    """What is left out for a while, in Finnish and in Swedish, for the screen and for paper."""
    step, trial = queries.announced(public_id, current_actor())
    return render_template("trial/notice.html", case=step, trial=trial)


@blueprint.route("/work-steps/<string:public_id>/misses", methods=["GET", "POST"])
@requires(Action.MISS)
def miss(public_id: str) -> Answer:
    """Say that somebody missed it."""
    step, _trial = queries.running(public_id, Action.MISS, current_actor())
    form = MissForm(wants_back="back" in request.args)
    if form.validate_on_submit():
        service.miss(public_id, form.said, actor=current_actor(), at=now())
        return _on(url_for("case.page", public_id=public_id), _("Thank you. It is noted."))
    return render_template("trial/miss.html", case=step, form=form), form.code


@blueprint.route("/work-steps/<string:public_id>/extension", methods=["GET", "POST"])
@requires(Action.EXTEND_TRIAL)
def extend(public_id: str) -> Answer:
    """Put off the end of the trial, once."""
    step, _trial, ends_on = queries.extendable(public_id, current_actor())
    form = ExtensionForm(version=step.version)
    form.ends_on = ends_on
    if form.validate_on_submit():
        until, words = form.said
        service.extend(public_id, until, words, form.seen_version, actor=current_actor(), at=now())
        return _on(url_for("case.page", public_id=public_id), _("The trial goes on, and everybody is told."))
    return render_template("trial/extend.html", case=step, form=form, ends_on=ends_on), form.code


def _carry_out(public_id: str, row: Measure | None, form: SignalForm) -> None:
    version, actor = form.seen_version, current_actor()
    if row and "remove" in request.form:
        service.remove(public_id, row.id, version, actor=actor, at=now())
    else:
        service.signal(public_id, row.id if row else None, form.said, version, actor=actor, at=now())


def _on(href: str, message: str) -> Response:
    flash(message, "success")
    return redirect(href, 303)
