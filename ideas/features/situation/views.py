"""The situation view over HTTP: everything that can be chosen stands in the address."""

from functools import partial
from itertools import chain

from flask import Blueprint, Response, jsonify, render_template, request

from ideas.access import current_actor, requires
from ideas.features.situation.behind import Asked, asked_of
from ideas.features.situation.export import figures_document, figures_file
from ideas.features.situation.report import Report, report
from ideas.features.situation.rows import MOST_ROWS, page_of
from ideas.features.situation.rows_export import rows_file as write_rows
from ideas.i18n import language
from ideas.labels.benchmarks import BENCHMARKS, CAUTION
from ideas.labels.rows import ROWS, STATES
from ideas.models.unit import Unit
from ideas.offers import options
from ideas.replica import read_figures
from ideas.scope import Scope, scope_of
from ideas.scope_form import scope_form
from ideas.spreadsheet import TYPES
from ideas.units import unit_tree
from ideas.web.clock import today
from workflow.permissions import Action

blueprint = Blueprint("situation", __name__)
EVERY_BENCHMARK = tuple(chain.from_iterable(BENCHMARKS.values()))


@blueprint.route("/situation")
@requires(Action.SEE_SITUATION)
def situation() -> str:
    """Outcomes first, then how ideas and work steps flow."""
    units = unit_tree(language())
    scope = _asked_for(units)
    found, behind = read_figures(partial(report, scope, language()))
    form = scope_form(scope, units, language())
    said = {"scope": scope, "report": found, "behind": behind, "benchmarks": EVERY_BENCHMARK}
    return render_template("situation/situation.html", form=form, caution=CAUTION, **said)


@blueprint.route("/situation/rows")
@requires(Action.SEE_SITUATION)
def rows() -> str:
    """One page of the rows behind a figure."""
    asked = _asked_rows()
    page = page_of(asked, request.args.get("after"), options(language()))
    title, definition = ROWS[asked.figure]
    said = {"title": title, "definition": definition, "state": STATES[asked.state]}
    return render_template("situation/rows.html", asked=asked, page=page, most_rows=MOST_ROWS, **said)


@blueprint.route("/situation/rows.csv", defaults={"suffix": "csv"})
@blueprint.route("/situation/rows.xlsx", defaults={"suffix": "xlsx"})
@requires(Action.SEE_SITUATION)
def rows_file(suffix: str) -> Response:
    """All rows behind a figure, as a file."""
    asked = _asked_rows()
    content = write_rows(suffix, asked, options(language()))
    return _file(content, f"situation-{asked.figure}-{today()}", suffix)


@blueprint.route("/situation/figures.csv", defaults={"suffix": "csv"})
@blueprint.route("/situation/figures.xlsx", defaults={"suffix": "xlsx"})
@requires(Action.SEE_SITUATION)
def figures(suffix: str) -> Response:
    """The figures of the page, as a file."""
    scope = _asked_for(unit_tree(language()))
    content = figures_file(suffix, _report(scope), scope)
    return _file(content, f"situation-{today()}", suffix)


@blueprint.route("/situation.json")
@requires(Action.SEE_SITUATION)
def document() -> Response:
    """The figures of the page, for a machine."""
    scope = _asked_for(unit_tree(language()))
    answer = jsonify(figures_document(_report(scope), scope))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _report(scope: Scope) -> Report:
    return report(scope, language())


def _asked_rows() -> Asked:
    return asked_of(request.args, _asked_for(unit_tree(language())))


def _file(content: bytes, name: str, suffix: str) -> Response:
    answer = Response(content, mimetype=TYPES[suffix])
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.{suffix}")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _asked_for(units: list[Unit]) -> Scope:
    return scope_of(request.args, units, actor=current_actor(), today=today())
