"""The pages of evaluating."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ideas.access import current_actor, requires
from ideas.colleagues import leads
from ideas.features.evaluation import queries, reading, service
from ideas.features.evaluation.forms import AskForm, evaluation_form
from ideas.i18n import language
from ideas.web.clock import now
from workflow.permissions import Action

blueprint = Blueprint("evaluation", __name__)
blueprint.add_app_template_global(reading.result, "evaluation_result")
blueprint.add_app_template_global(reading.by_criterion, "scores_of")


@blueprint.route("/ideas/<string:public_id>/evaluation", methods=["GET", "POST"])
@requires(Action.REVIEW)
def evaluation(public_id: str) -> Response | tuple[str, int]:
    """Hand in one's evaluation, or change it."""
    actor = current_actor()
    idea = queries.evaluable(public_id, actor)
    form = evaluation_form(queries.questions(idea), language())(data=queries.handed_in(idea, actor))
    if form.validate_on_submit():
        service.hand_in(public_id, form.judgement.data, form.scores, actor=actor, at=now())
        flash(_("Thank you. Your evaluation has been handed in."), "success")
        return redirect(url_for("case.page", public_id=public_id), 303)
    page = render_template("evaluation/evaluation.html", case=idea, form=form, actor=actor)
    return page, form.code


@blueprint.route("/ideas/<string:public_id>/evaluators", methods=["GET", "POST"])
@requires(Action.ASK_REVIEW)
def ask(public_id: str) -> Response | tuple[str, int]:
    """Ask somebody to evaluate."""
    idea = queries.askable(public_id, current_actor())
    form = AskForm()
    form.authors, form.evaluators = queries.addresses(idea)
    if form.validate_on_submit():
        service.ask(public_id, str(form.email.data), form.due_on.data, actor=current_actor(), at=now())
        flash(_("Asked."), "success")
        return redirect(url_for("case.page", public_id=public_id), 303)
    context = {"case": idea, "form": form, "leads": leads(), "actor": current_actor()}
    return render_template("evaluation/ask.html", **context), form.code
