"""The list of work steps over HTTP, and the same as a table to take along."""

from flask import Blueprint, Response, render_template, request

from ideas.access import current_actor, requires
from ideas.features.register import export as exporting
from ideas.features.register import queries
from ideas.features.register.forms import FilterForm, Filters, answered
from ideas.i18n import language
from ideas.offers import Options, options
from ideas.web.clock import today
from workflow.permissions import Action

blueprint = Blueprint("register", __name__)


@blueprint.route("/work-steps")
@requires(Action.READ)
def work_steps() -> str:
    """One page of the work steps that match."""
    offered = options(language())
    form, filters = _asked(offered)
    page = queries.find(filters, request.args.get("after"), offered, current_actor())
    return render_template("register/work_steps.html", form=form, filters=filters, page=page)


@blueprint.route("/work-steps/export.csv", defaults={"suffix": "csv"})
@blueprint.route("/work-steps/export.xlsx", defaults={"suffix": "xlsx"})
@requires(Action.READ)
def export(suffix: str) -> Response:
    """All work steps that match, as a file."""
    offered = options(language())
    filters = _asked(offered)[1]
    file = exporting.file(suffix, filters, offered, current_actor())
    answer = Response(file.content, mimetype=file.type)
    answer.headers.set("Content-Disposition", "attachment", filename=f"work-steps-{today()}.{suffix}")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _asked(offered: Options) -> tuple[FilterForm, Filters]:
    said = tuple((name, value) for name, value in request.args.items() if name in Filters.names())
    return answered(said, offered)
