"""The gallery over HTTP: its list, the page of one experiment, and what others made of it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from ideas.access import current_actor, requires
from ideas.features.gallery import applications, lessons, queries, service
from ideas.features.gallery.forms import ASKED_AFTER, AnswerForm, ApplicationForm, FilterForm, Filters
from ideas.i18n import format_date, language
from ideas.models.case import Case
from ideas.offers import options
from ideas.units import unit_choices, unit_tree
from ideas.web.clock import now, today
from workflow.permissions import Action

blueprint = Blueprint("gallery", __name__)
blueprint.add_app_template_global(applications.begun_of, "begun_of")
blueprint.add_app_template_global(applications.is_hidden_author, "is_hidden_author")
blueprint.add_app_template_global(applications.applied, "applied_of")
Answer = Response | tuple[str, int]


@blueprint.route("/experiments")
@requires(Action.READ)
def experiments() -> str:
    """One page of the experiments that match."""
    offered = options(language())
    form = FilterForm(request.args).offer(offered, queries.groups(language()))
    filters = Filters.by(form)
    page = queries.find(filters, request.args.get("after"), offered, current_actor())
    return render_template("gallery/experiments.html", form=form, filters=filters, page=page)


@blueprint.route("/experiments/<int:experiment_id>")
@requires(Action.READ)
def experiment(experiment_id: int) -> str:
    """What was tried, what came of it, and what was learnt."""
    actor = current_actor()
    return render_template(
        "gallery/experiment.html", lesson=lessons.lesson(experiment_id, actor), actor=actor
    )


@blueprint.route("/experiments/<int:experiment_id>/applications", methods=["GET", "POST"])
@requires(Action.APPLY)
def apply(experiment_id: int) -> Answer:
    """Tell that a unit has applied it, and when to ask how it went."""
    case, row = lessons.seen(experiment_id, current_actor())
    form = ApplicationForm(unit=_own_unit(case), follow_up_on=today() + ASKED_AFTER)
    form.offer(unit_choices(unit_tree(language()), language()))
    if form.validate_on_submit():
        service.apply(experiment_id, form.said, actor=current_actor(), at=now())
        day = format_date(form.said.follow_up_on)
        return _on(experiment_id, _("Thank you. You are asked how it went on %(day)s.", day=day))
    shown = {"case": case, "experiment": row, "actor": current_actor()}
    return render_template("gallery/apply.html", form=form, **shown), form.code


@blueprint.route("/applications/<int:application_id>/answer", methods=["GET", "POST"])
@requires(Action.APPLY)
def answer(application_id: int) -> Answer:
    """Tell how it went where something was applied."""
    case, row = applications.answerable(application_id, current_actor())
    form = AnswerForm()
    if form.validate_on_submit():
        service.answer(application_id, form.said, actor=current_actor(), at=now())
        return _on(row.experiment_id, _("Thank you. Others can read now how it went."))
    return render_template("gallery/answer.html", case=case, application=row, form=form), form.code


def _own_unit(case: Case) -> str:
    """Left open for hidden authors: only what they choose themselves may tell where they work."""
    own = current_user.user.unit_id
    return "" if own is None or applications.is_hidden_author(case, current_actor()) else str(own)


def _on(experiment_id: int, message: str) -> Response:
    flash(message, "success")
    return redirect(url_for("gallery.experiment", experiment_id=experiment_id), 303)
