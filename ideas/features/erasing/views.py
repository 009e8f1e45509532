"""The page on which an administrator erases a person."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ideas.access import current_actor, requires
from ideas.features.erasing import queries, service
from ideas.features.erasing.forms import ErasingForm
from ideas.web.clock import now
from workflow.permissions import Action

blueprint = Blueprint("erasing", __name__)


@blueprint.route("/people/<int:person_id>/erase", methods=["GET", "POST"])
@requires(Action.ERASE_PERSON)
def erase(person_id: int) -> Response | tuple[str, int]:
    """Erase a person, knowing what will happen."""
    user = queries.find_person(person_id) or abort(404)
    form = ErasingForm()
    form.known = user.email
    if user.is_deactivated and not user.is_erased and form.validate_on_submit():
        service.erase(person_id, form.wish, actor=current_actor(), at=now())
        flash(_("The person is erased. History says what happened, and no longer who it was."), "success")
        return redirect(url_for("people.person", person_id=person_id), 303)
    counted = queries.beforehand(user)
    return render_template("erasing/erase.html", form=form, user=user, counted=counted), form.code
