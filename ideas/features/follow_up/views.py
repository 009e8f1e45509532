"""The pages of following up: what changed, when it is asked, and the pulse."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ideas.access import current_actor, requires
from ideas.extensions import settings
from ideas.features.follow_up import pulse as pulses
from ideas.features.follow_up import queries, service
from ideas.features.follow_up.forms import PulseForm, days_form, told_form
from ideas.follow_ups import open_follow_ups
from ideas.web.clock import now
from workflow.permissions import Action

blueprint = Blueprint("follow_up", __name__)
blueprint.add_app_template_global(queries.followed)
blueprint.add_app_template_global(queries.stage, "follow_up_stage")
blueprint.add_app_template_global(pulses.figures, "pulse_figures")
blueprint.add_app_template_global(pulses.has_taken, "has_taken_pulse")
blueprint.add_app_template_global(PulseForm, "pulse_form")
Answer = Response | tuple[str, int]


@blueprint.route("/ideas/<string:public_id>/follow-ups/<int:number>", methods=["GET", "POST"])
@requires(Action.ANSWER_FOLLOW_UP)
def answer(public_id: str, number: int) -> Answer:
    """Tell what changed, with what was promised beside it."""
    actor = current_actor()
    idea = queries.adopted(public_id, Action.ANSWER_FOLLOW_UP, actor)
    asked, found = queries.waiting(idea, number), queries.followed(idea)
    form = told_form([line.measure for line in found.lines] if found else [])()
    if form.validate_on_submit():
        service.answer(public_id, number, form.said, actor=actor, at=now())
        return _home(public_id, "follow-ups", _("Thank you. What changed is there for everybody to read."))
    page = render_template("follow_up/answer.html", case=idea, asked=asked, form=form, found=found)
    return page, form.code


@blueprint.route("/ideas/<string:public_id>/follow-ups", methods=["GET", "POST"])
@requires(Action.SET_FOLLOW_UP)
def days(public_id: str) -> Answer:
    """Say on which days it is asked what changed."""
    actor = current_actor()
    idea = queries.adopted(public_id, Action.SET_FOLLOW_UP, actor)
    adopted_on = settings().local_day(idea.state_since)
    form = days_form(open_follow_ups(idea), adopted_on)(version=idea.version)
    if form.validate_on_submit():
        service.set_days(public_id, form.said, form.seen_version, actor=actor, at=now())
        return _home(public_id, "follow-ups", _("The days are set."))
    return render_template("follow_up/days.html", case=idea, form=form, adopted_on=adopted_on), form.code


@blueprint.route("/ideas/<string:public_id>/pulse", methods=["GET", "POST"])
@requires(Action.TAKE_PULSE)
def pulse(public_id: str) -> Answer:
    """Answer the pulse, once."""
    idea = queries.adopted(public_id, Action.TAKE_PULSE, current_actor())
    form = PulseForm()
    if form.validate_on_submit():
        is_counted = pulses.take(public_id, int(form.value.data), actor=current_actor())
        thanks = _("Thank you. Your answer was counted without your name.")
        already = _("You have answered already. Nobody can see what, so it cannot be changed either.")
        return _home(public_id, "pulse", thanks if is_counted else already)
    return render_template("follow_up/pulse.html", case=idea, form=form), form.code


def _home(public_id: str, anchor: str, message: str) -> Response:
    flash(message, "success")
    return redirect(url_for("case.page", public_id=public_id, _anchor=anchor), 303)
