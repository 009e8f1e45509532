"""The pages of verifying, and of the use of freed time."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ideas.access import current_actor, requires
from ideas.features.verification import queries, service
from ideas.features.verification.forms import PlaceForm, VerificationForm
from ideas.i18n import language
from ideas.units import unit_choices, unit_tree
from ideas.web.addresses import row_number
from ideas.web.clock import now
from workflow.permissions import Action

blueprint = Blueprint("verification", __name__)
blueprint.add_app_template_global(queries.outcome, "outcome_of")
Answer = Response | tuple[str, int]


@blueprint.route("/work-steps/<string:public_id>/verification", methods=["GET", "POST"])
@requires(Action.VERIFY)
def verify(public_id: str) -> Answer:
    """Say whether it is still gone, and what it freed."""
    actor = current_actor()
    step = queries.given_up(public_id, Action.VERIFY, actor)
    form = VerificationForm(version=step.version)
    if form.validate_on_submit():
        said, words = form.said, form.words.data or ""
        service.verify(public_id, said, words, form.seen_version, actor=actor, at=now())
        return _on("case.page", public_id, _("Thank you. What you found is there for everybody to read."))
    is_own = actor.id in step.author_ids
    return render_template("verification/verify.html", case=step, form=form, is_own=is_own), form.code


@blueprint.route("/work-steps/<string:public_id>/freed-time", methods=["GET", "POST"])
@requires(Action.PLACE_TIME)
def place(public_id: str) -> Answer:
    """Say where the freed time went, or take back what was said."""
    if "remove" in request.form:
        return _take_back(public_id)
    step = queries.given_up(public_id, Action.PLACE_TIME, current_actor())
    form = PlaceForm().offer(unit_choices(unit_tree(language()), language()))
    form.left = queries.free(queries.held(step))
    if form.validate_on_submit():
        service.place(public_id, form.said, actor=current_actor(), at=now())
        return _on("verification.place", public_id, _("Told. Everybody can see where the time went."))
    return render_template("verification/place.html", case=step, form=form), form.code


def _take_back(public_id: str) -> Response:
    number = row_number(request.form.get("remove")) or 0
    service.take_back(public_id, number, actor=current_actor(), at=now())
    return _on("verification.place", public_id, _("Taken back. The hours are free again."))


def _on(endpoint: str, public_id: str, message: str) -> Response:
    flash(message, "success")
    return redirect(url_for(endpoint, public_id=public_id), 303)
