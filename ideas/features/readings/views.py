"""The pages of readings, whatever the experiment: entered, brought in a table, corrected, taken along."""

from collections.abc import Iterable

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ideas.access import current_actor, requires
from ideas.drawing import picture
from ideas.features.readings import queries, service, tables
from ideas.features.readings.forms import CorrectionForm, ReadingsForm, TableForm, readings_form
from ideas.features.readings.service import AlreadyThere, Reached
from ideas.features.readings.tables import Faulty
from ideas.i18n import language
from ideas.web.clock import now, today
from workflow.permissions import Action

blueprint = Blueprint("readings", __name__)
blueprint.add_app_template_global(picture, "picture_of")
Answer = Response | tuple[str, int]
LONGEST_FLASH = 300


@blueprint.route("/<case:public_id>/readings", methods=["GET", "POST"])
@requires(Action.ADD_READING)
def add(public_id: str) -> Answer:
    """What every measure of the experiment says on a day, in one form."""
    case, tried = queries.running(public_id, current_actor())
    form = readings_form(tried.measures)(on=today())
    form.days = queries.days_of(tried, today())
    if form.validate_on_submit() and _added(public_id, form):
        return redirect(url_for("case.page", public_id=public_id), 303)
    return render_template("readings/add.html", case=case, experiment=tried, form=form), form.code


@blueprint.route("/<case:public_id>/readings/import", methods=["GET", "POST"])
@requires(Action.ADD_READING)
def bring(public_id: str) -> Answer:
    """Take in a table of readings, all of it or nothing."""
    case, tried = queries.running(public_id, current_actor())
    form, faults = TableForm(), tables.NO_FAULTS
    if form.validate_on_submit():
        try:
            return _brought(public_id, tables.lines(form.read(), tried, queries.days_of(tried, today())))
        except Faulty as faulty:
            faults = faulty.faults
    page = render_template("readings/bring.html", case=case, experiment=tried, form=form, faults=faults)
    return page, form.code


@blueprint.route("/<case:public_id>/readings/template.csv")
@requires(Action.ADD_READING)
def template(public_id: str) -> Response:
    """An empty table with a column for each measure."""
    _case, tried = queries.running(public_id, current_actor())
    return _file(tables.template(tried, language()), f"readings-{public_id}-template.csv")


@blueprint.route("/<case:public_id>/readings.csv")
@requires(Action.READ)
def export(public_id: str) -> Response:
    """The readings of the latest experiment, the corrected ones too."""
    _case, tried = queries.measured(public_id, current_actor())
    return _file(tables.export(tried, language()), f"readings-{public_id}.csv")


@blueprint.route("/readings/<int:reading_id>/correction", methods=["GET", "POST"])
@requires(Action.ADD_READING)
def correct(reading_id: int) -> Answer:
    """Say what a reading should have said, or that it was never taken."""
    held = queries.correctable(reading_id, current_actor())
    form = CorrectionForm(on=held.reading.on, value=held.reading.value)
    first, last = queries.days_of(held.experiment, today())
    form.days = first, max(last, held.reading.on)
    if form.validate_on_submit() and _corrected(reading_id, form):
        return redirect(url_for("case.page", public_id=held.case.public_id), 303)
    return render_template("readings/correct.html", held=held, case=held.case, form=form), form.code


def _added(public_id: str, form: ReadingsForm) -> bool:
    try:
        reached = service.add(public_id, form.said, actor=current_actor(), at=now())
    except AlreadyThere as error:
        form.refuse(error.measure_ids)
        return False
    flash(_("The readings are there."), "success")
    _tell(reached)
    return True


def _brought(public_id: str, lines: list[service.Line]) -> Response:
    brought = service.bring(public_id, lines, actor=current_actor(), at=now())
    said = {"added": brought.added, "skipped": brought.skipped}
    flash(
        _("Readings added: %(added)s. Left out, because they were there already: %(skipped)s.", **said),
        "success",
    )
    _tell(brought.reached)
    return redirect(url_for("case.page", public_id=public_id), 303)


def _corrected(reading_id: int, form: CorrectionForm) -> bool:
    try:
        reached = service.correct(reading_id, form.said, actor=current_actor(), at=now())
    except AlreadyThere:
        form.refuse(_("This reading is there already."))
        return False
    flash(_("The reading is corrected. What it said before stays to be seen."), "success")
    _tell(reached)
    return True


def _tell(reached: Iterable[Reached]) -> None:
    """Say calmly what was reached; a cookie carries the words, so only their beginning."""
    for each in reached:
        said = {"measure": each.measure, "reading": each.reading, "words": each.words[:LONGEST_FLASH]}
        if each.code == "stop_rule":
            flash(_("%(measure)s: %(reading)s. The stop rule says: %(words)s", **said), "warning")
        else:
            flash(_("%(measure)s: %(reading)s. The threshold is reached: %(words)s", **said), "warning")


def _file(content: bytes, name: str) -> Response:
    answer = make_response(content)
    answer.mimetype = "text/csv"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.headers["Cache-Control"] = "no-store"
    return answer
