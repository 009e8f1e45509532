"""The balance over HTTP: year and unit stand in the address, and an idea is paired with work steps."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ideas import room
from ideas.access import current_actor, requires
from ideas.extensions import settings
from ideas.features.balance import queries, service
from ideas.features.balance.forms import PairingForm, scope_form
from ideas.features.balance.scope import Scope, scope_of
from ideas.i18n import language
from ideas.room_form import room_fields
from ideas.units import unit_tree
from ideas.web.clock import now, today
from workflow.permissions import Action

blueprint = Blueprint("balance", __name__)
blueprint.add_app_template_global(room.steps_for, "steps_for")
blueprint.add_app_template_global(room.ideas_for, "ideas_for")


@blueprint.route("/balance")
@requires(Action.READ)
def balance() -> str:
    """Hours a year taken on by new ideas, and hours a year set free by what was given up."""
    scope = _asked_for()
    form = scope_form(scope, language())
    return render_template("balance/balance.html", form=form, scope=scope, report=queries.report(scope))


@blueprint.route("/ideas/<string:public_id>/pairings", methods=["GET", "POST"])
@requires(Action.PAIR)
def pairing(public_id: str) -> Response | tuple[str, int]:
    """Make room for the new: what the idea needs, and what is given up for it."""
    actor = current_actor()
    idea = service.pairable(public_id, actor)
    form = PairingForm(data={**room_fields(idea, actor), "version": idea.version})
    form.offer(idea, actor)
    if form.validate_on_submit():
        service.pair(public_id, form.answer, form.seen_version, actor=actor, at=now())
        flash(_("What is given up for this is saved."), "success")
        return redirect(url_for("case.page", public_id=public_id), 303)
    return render_template("balance/pairing.html", case=idea, form=form), form.code


def _asked_for() -> Scope:
    year, unit, units = request.args.get("year"), request.args.get("unit", type=int), unit_tree(language())
    return scope_of(year, unit, units, actor=current_actor(), today=today(), zone=settings().time_zone)
