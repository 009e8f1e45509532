"""The three buttons of a case and its thanks over HTTP."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ideas.access import current_actor, find, requires
from ideas.features.involvement import service
from ideas.features.involvement.forms import JoinForm, ThankForm
from ideas.models.case import Case
from ideas.models.involvement import JoinRole
from ideas.web.clock import now
from workflow.permissions import Action

blueprint = Blueprint("involvement", __name__)


@blueprint.route("/<case:public_id>/follow", methods=["POST"])
@requires(Action.INVOLVE)
def follow(public_id: str) -> Response:
    """Follow, or no longer: as the pressed button said."""
    service.follow(public_id, _is_wanted(), actor=current_actor(), at=now())
    return _home(public_id)


@blueprint.route("/<case:public_id>/support", methods=["POST"])
@requires(Action.INVOLVE)
def support(public_id: str) -> Response:
    """Support, or no longer: as the pressed button said."""
    service.support(public_id, _is_wanted(), actor=current_actor(), at=now())
    return _home(public_id)


@blueprint.route("/<case:public_id>/join", methods=["GET", "POST"])
@requires(Action.INVOLVE)
def join(public_id: str) -> Response | str | tuple[str, int]:
    """Choose what to do, or leave."""
    actor, case = current_actor(), service.involvable(public_id, current_actor())
    if request.method == "POST" and not _is_wanted():
        service.leave(public_id, actor=actor, at=now())
        return _home(public_id)
    joined, form = service.joined_as(case, actor), JoinForm(role=service.joined_as(case, actor))
    if form.validate_on_submit():
        service.join(public_id, JoinRole(form.role.data), actor=actor, at=now())
        return _home(public_id)
    return render_template("involvement/join.html", case=case, form=form, joined=joined), form.code


@blueprint.route("/<case:public_id>/thanks", methods=["GET", "POST"])
@requires(Action.THANK)
def thank(public_id: str) -> Response | str | tuple[str, int]:
    """Say thank you in words."""
    case, form = find(Case, public_id, current_actor()), ThankForm()
    if form.validate_on_submit():
        service.thank(public_id, form.words.data or "", actor=current_actor(), at=now())
        flash(_("Your thanks are there."), "success")
        return _home(public_id)
    return render_template("involvement/thank.html", case=case, form=form), form.code


def _is_wanted() -> bool:
    return request.form.get("wanted") != "no"


def _home(public_id: str) -> Response:
    return redirect(url_for("case.page", public_id=public_id), 303)
