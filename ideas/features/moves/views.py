"""The page of a move, the same for every line of the table, and the list of moves on the page of a case."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ideas.access import current_actor, requires
from ideas.features.moves import queries, service
from ideas.features.moves.forms import move_form
from ideas.web.clock import now
from workflow.permissions import Action

blueprint = Blueprint("moves", __name__)
blueprint.add_app_template_global(queries.offers, "move_offers")


@blueprint.route("/<case:public_id>/moves", methods=["GET", "POST"])
@requires(Action.READ)
def move(public_id: str) -> Response | tuple[str, int]:
    """Make one move."""
    actor, name = current_actor(), request.values.get("name", "")
    asked = queries.asked(public_id, name, actor)
    form = move_form(asked.transition, asked.case)(
        version=asked.case.version, **queries.answered_before(asked.case, actor)
    )
    if form.validate_on_submit():
        service.move(public_id, name, form.note, form.seen_version, actor=actor, at=now())
        flash(_("It is done, and those who follow it are told."), "success")
        return redirect(url_for("case.page", public_id=public_id), 303)
    return render_template("moves/move.html", asked=asked, form=form), form.code
