"""The pages on which promises and limits are read by everybody and set by leads."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ideas import commitments as promises
from ideas.access import current_actor, requires
from ideas.cells import closed_days
from ideas.features.commitments import service
from ideas.features.commitments.forms import BareForm, CommitmentsForm, fields_of
from ideas.web.clock import now, today
from workflow.permissions import Action, may

blueprint = Blueprint("commitments", __name__)
blueprint.add_app_template_global(promises.answer_days, "answer_days")


@blueprint.route("/situation/commitments")
@requires(Action.READ)
def commitments() -> str:
    """What is promised of each state, and how many cases may be in it."""
    return render_template(
        "commitments/commitments.html",
        held=promises.commitments(),
        closed=sorted(day for day in closed_days() if day >= today()),
        may_set=may(Action.SET_COMMITMENTS, current_actor().role),
    )


@blueprint.route("/situation/commitments/edit", methods=["GET", "POST"])
@requires(Action.SET_COMMITMENTS)
def edit() -> Response | tuple[str, int]:
    """Set promises and limits."""
    form = CommitmentsForm(data=fields_of(promises.stored()))
    if form.validate_on_submit() and _kept(form):
        flash(_("Saved. The promises hold for what comes into a state from now on."), "success")
        return redirect(url_for("commitments.commitments"), 303)
    return render_template("commitments/edit.html", form=form, places=promises.PLACES), form.code


def _kept(form: BareForm) -> bool:
    """Save; or say on the form what somebody else set meanwhile."""
    try:
        service.promise(form.wanted, actor=current_actor(), at=now())
    except service.Overtaken:
        form.catch_up(promises.stored())
        return False
    return True
