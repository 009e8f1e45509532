"""The list of ideas over HTTP: everything that was asked for stands in the address."""

from flask import Blueprint, render_template, request

from ideas.access import current_actor, requires
from ideas.features.listing import queries
from ideas.features.listing.forms import FilterForm
from ideas.i18n import language
from workflow.permissions import Action

blueprint = Blueprint("listing", __name__)


@blueprint.route("/ideas")
@requires(Action.READ)
def ideas() -> str:
    """One page of the ideas that match."""
    options = queries.options(language())
    form = FilterForm(request.args).offer(options.choices)
    filters = form.chosen()
    page = queries.find(filters, request.args.get("after"), options, current_actor(), language())
    return render_template("listing/ideas.html", form=form, filters=filters, page=page)
