"""The list of ideas over HTTP: everything that was asked for stands in the address."""

from flask import Blueprint, render_template, request

from ideas.access import current_actor, requires
from ideas.features.listing import queries
from ideas.features.listing.forms import Filters, answered
from ideas.i18n import language
from ideas.offers import options
from workflow.permissions import Action

blueprint = Blueprint("listing", __name__)


@blueprint.route("/ideas")
@requires(Action.READ)
def ideas() -> str:
    """One page of the ideas that match."""
    offered = options(language())
    said = tuple((name, value) for name, value in request.args.items() if name in Filters.names())
    form, filters = answered(said, offered)
    page = queries.find(filters, request.args.get("after"), offered, current_actor())
    return render_template("listing/ideas.html", form=form, filters=filters, page=page)
