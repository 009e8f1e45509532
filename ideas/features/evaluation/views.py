"""The pages of evaluating."""

from typing import TypeVar

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ideas.access import current_actor, requires
from ideas.colleagues import leads
from ideas.features.evaluation import asked, forms, queries, queue, reading, service
from ideas.i18n import language
from ideas.models import Idea
from ideas.units import unit_choices, unit_tree
from ideas.web.clock import now
from workflow.lifecycles.idea_states import IdeaState
from workflow.permissions import Action, may

blueprint = Blueprint("evaluation", __name__)
blueprint.add_app_template_global(reading.result, "evaluation_result")
blueprint.add_app_template_global(reading.before_deciding, "evaluation_before_deciding")
blueprint.add_app_template_global(reading.by_criterion, "scores_of")
Answer = Response | tuple[str, int]
F = TypeVar("F", bound=forms.AskForm)


@blueprint.route("/evaluations")
@requires(Action.REVIEW)
def evaluations() -> str:
    """What waits for one's evaluation, and what nobody has evaluated yet."""
    actor = current_actor()
    waiting, others = queue.asked_of(actor), queue.unevaluated(actor)
    context = {"has_desk": may(Action.DESK, actor.role), "waiting": waiting, "others": others}
    return render_template("evaluation/evaluations.html", **context)


@blueprint.route("/ideas/<string:public_id>/evaluation", methods=["GET", "POST"])
@requires(Action.REVIEW)
def evaluation(public_id: str) -> Answer:
    """Hand in one's evaluation, or change it."""
    actor = current_actor()
    idea = queries.evaluable(public_id, actor)
    chosen = forms.evaluation_form(queries.questions(idea), language())
    form = chosen(data=queries.handed_in(idea, actor))
    if form.validate_on_submit():
        service.hand_in(public_id, form.given, actor=actor, at=now())
        return _home(public_id, _("Thank you. Your evaluation has been handed in."))
    return render_template("evaluation/evaluation.html", case=idea, form=form, actor=actor), form.code


@blueprint.route("/ideas/<string:public_id>/abstention", methods=["GET", "POST"])
@requires(Action.ABSTAIN)
def abstain(public_id: str) -> Answer:
    """Say that one does not evaluate."""
    idea, form = queries.abstainable(public_id, current_actor()), forms.AbstainForm()
    if form.validate_on_submit():
        words = form.words.data or ""
        service.abstain(public_id, words, form.has_conflict, actor=current_actor(), at=now())
        return _home(public_id, _("You have abstained."))
    return render_template("evaluation/abstain.html", case=idea, form=form), form.code


@blueprint.route("/ideas/<string:public_id>/evaluators", methods=["GET", "POST"])
@requires(Action.ASK_REVIEW)
def ask(public_id: str) -> Answer:
    """Ask somebody to evaluate, and see who has been asked."""
    actor = current_actor()
    idea = queries.askable(public_id, actor)
    form = _offering(forms.AskForm(), idea)
    if form.validate_on_submit():
        service.ask(public_id, form.asking, actor=actor, at=now())
        return _home(public_id, _("Asked."))
    context = {"people": asked.evaluators(idea, actor), "can_evaluate": queries.can_evaluate(idea, actor)}
    return render_template("evaluation/ask.html", case=idea, form=form, leads=leads(), **context), form.code


@blueprint.route("/ideas/<string:public_id>/rounds/new", methods=["GET", "POST"])
@requires(Action.OPEN_ROUND)
def open_round(public_id: str) -> Answer:
    """Open a round of evaluation, blind or not."""
    actor = current_actor()
    idea = queries.openable(public_id, actor)
    is_further = idea.state == IdeaState.EVALUATED
    form = _offering(forms.FurtherRoundForm() if is_further else forms.RoundForm(), idea)
    if form.validate_on_submit():
        service.open_round(public_id, form.opening, form.asking, actor=actor, at=now())
        return _home(public_id, _("The round is open."))
    return render_template("evaluation/open_round.html", case=idea, form=form, leads=leads()), form.code


@blueprint.route("/ideas/<string:public_id>/rounds/close", methods=["POST"])
@requires(Action.OPEN_ROUND)
def close_round(public_id: str) -> Response:
    """Close the round in which an idea is evaluated again."""
    service.close_round(public_id, actor=current_actor(), at=now())
    return _home(public_id, _("The round is closed."))


def _offering(form: F, idea: Idea) -> F:
    """The form with the units it offers, and with those whom it does not ask."""
    form.offer(unit_choices(unit_tree(language()), language()))
    form.unaskable = queries.unaskable(idea, is_blind=bool(form.data.get("is_blind")))
    return form


def _home(public_id: str, message: str) -> Response:
    flash(message, "success")
    return redirect(url_for("case.page", public_id=public_id), 303)
