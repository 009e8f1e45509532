"""The pages of feedback: given by anybody, its receipt, and the list of those who answer it."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ideas.access import current_actor, public, requires
from ideas.features.feedback import queries, service
from ideas.features.feedback.forms import AnswerForm, FeedbackForm, RemovalForm
from ideas.models.feedback import Feedback
from ideas.web.clock import now
from workflow.permissions import Action, may

blueprint = Blueprint("feedback", __name__)
blueprint.add_app_template_global(queries.to_answer, "feedback_to_answer")
Page = tuple[str, int, dict[str, str]]


@blueprint.route("/feedback", methods=["GET", "POST"])
@public
def give() -> Response | Page:
    """Say something of the service, signed in or not."""
    form = FeedbackForm(kind=request.args.get("kind"))
    token, wait = _given(form) if form.validate_on_submit() else (None, 0)
    if token:
        return redirect(url_for("feedback.receipt", token=token), 303)
    code, headers = (429, {"Retry-After": str(wait)}) if wait else (form.code, {})
    return render_template("feedback/give.html", form=form), code, headers


@blueprint.route("/feedback/receipts/<string:token>")
@public
def receipt(token: str) -> tuple[str, int]:
    """What was said, under its number, and the answer once it is there."""
    found = queries.of_receipt(token)
    return render_template("feedback/receipt.html", feedback=found), 200 if found else 410


@blueprint.route("/feedback/received")
@requires(Action.ANSWER_FEEDBACK)
def received() -> str:
    """What waits for an answer, and what was answered."""
    lists = {"waiting": queries.waiting(), "settled": queries.settled()}
    tends_people = may(Action.MANAGE_PEOPLE, current_actor().role)
    return render_template("feedback/received.html", tends_people=tends_people, **lists)


@blueprint.route("/feedback/received/<int:feedback_id>", methods=["GET", "POST"])
@requires(Action.ANSWER_FEEDBACK)
def answer(feedback_id: int) -> Response | tuple[str, int]:
    """One feedback with its answer, or the form in which it is answered."""
    found = _found(feedback_id)
    form = AnswerForm()
    if form.validate_on_submit() and _answered(form, found.id):
        flash(_("The answer stands at the address of the receipt."), "success")
        return redirect(url_for("feedback.received"), 303)
    return render_template("feedback/answer.html", form=form, feedback=found, **_beside(found)), form.code


@blueprint.route("/feedback/received/<int:feedback_id>/remove", methods=["GET", "POST"])
@requires(Action.REMOVE_FEEDBACK)
def remove(feedback_id: int) -> Response | tuple[str, int]:
    """Take out what was said, with a reason."""
    found, form = _found(feedback_id), RemovalForm()
    if form.validate_on_submit():
        service.remove(found.id, form.reason.data or "", actor=current_actor(), at=now())
        flash(_("The words are removed."), "success")
        return redirect(url_for("feedback.answer", feedback_id=found.id), 303)
    return render_template("feedback/remove.html", form=form, feedback=found), form.code


def _found(feedback_id: int) -> Feedback:
    return queries.find(feedback_id) or abort(404)


def _beside(found: Feedback) -> dict[str, Any]:
    """What became of it, and whether this person may take its words out."""
    may_remove = may(Action.REMOVE_FEEDBACK, current_actor().role)
    facts = {"mail": queries.mail_of(found.id), "removal": queries.removal_of(found.number)}
    return {**facts, "may_remove": may_remove}


def _given(form: FeedbackForm) -> tuple[str | None, int]:
    """The token of the receipt; or, said on the form, the seconds to wait."""
    try:
        key = request.form.get("post_key", "")
        return service.give(form.said, key, address=request.remote_addr, at=now()), 0
    except service.TooMuch as error:
        form.form_errors.append(_("There was much feedback. Wait a while, then send it again."))
        return None, error.wait


def _answered(form: AnswerForm, feedback_id: int) -> bool:
    """Answer; or say on the form that somebody was faster."""
    try:
        service.answer(feedback_id, form.words.data or "", actor=current_actor(), at=now())
    except service.Answered:
        form.form_errors.append(
            _("Somebody has answered this meanwhile, or removed it. What is known now stands on this page.")
        )
        return False
    return True
