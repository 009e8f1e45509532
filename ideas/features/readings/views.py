"""The pages of readings, whatever the experiment."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ideas.access import current_actor, requires
from ideas.features.readings import queries, service
from ideas.features.readings.forms import ReadingForm
from ideas.web.clock import now, today
from workflow.permissions import Action

blueprint = Blueprint("readings", __name__)
Answer = Response | tuple[str, int]


@blueprint.route("/measures/<int:measure_id>/readings", methods=["GET", "POST"])
@requires(Action.ADD_READING)
def reading(measure_id: int) -> Answer:
    """Add a reading."""
    case, row = queries.measured(measure_id, current_actor())
    form = ReadingForm(on=today())
    if form.validate_on_submit():
        service.add_reading(measure_id, form.said, actor=current_actor(), at=now())
        flash(_("The reading is there."), "success")
        return redirect(url_for("case.page", public_id=case.public_id), 303)
    return render_template("readings/reading.html", case=case, measure=row, form=form), form.code
