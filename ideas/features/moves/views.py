"""The page of a move, the same for every line of the table, and the list of moves on the page of a case."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ideas.access import current_actor, requires
from ideas.features.moves import queries, service
from ideas.features.moves.forms import MoveForm, move_form
from ideas.web.clock import now
from workflow.permissions import Action

blueprint = Blueprint("moves", __name__)
blueprint.add_app_template_global(queries.offers, "move_offers")


@blueprint.route("/<case:public_id>/moves", methods=["GET", "POST"])
@requires(Action.READ)
def move(public_id: str) -> Response | tuple[str, int]:
    """Make one move, or prepare it."""
    actor, name = current_actor(), request.values.get("name", "")
    asked = queries.asked(public_id, name, actor)
    form = move_form(asked.transition, asked.case)(
        version=asked.case.version, **queries.answered_before(asked, actor)
    )
    if form.validate_on_submit():
        return _prepared(public_id, name, form) if "later" in request.form else _made(public_id, name, form)
    return render_template("moves/move.html", asked=asked, form=form), form.code


def _made(public_id: str, name: str, form: MoveForm) -> Response:
    service.move(public_id, name, form.note, form.seen_version, actor=current_actor(), at=now())
    flash(_("It is done, and those who follow it are told."), "success")
    return redirect(url_for("case.page", public_id=public_id), 303)


def _prepared(public_id: str, name: str, form: MoveForm) -> Response:
    said, seen = (form.note, form.seen_version), request.form.get("prepared", "")
    service.keep_for_later(public_id, name, *said, seen, actor=current_actor(), at=now())
    flash(_("It is prepared. Nobody is told before it is released."), "success")
    return redirect(url_for("pending.pending"), 303)
