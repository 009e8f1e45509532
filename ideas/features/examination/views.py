"""The pages of examining a work step."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ideas.access import current_actor, requires, rights
from ideas.features.examination import queries, service
from ideas.features.examination.findings import fields_of
from ideas.features.examination.forms.answers import ClearanceForm, NeedForm
from ideas.features.examination.forms.evidence import EvidenceForm
from ideas.features.examination.forms.examination import ExaminationForm
from ideas.figures import figures
from ideas.models.examination import Evidence
from ideas.web.clock import now, today
from workflow.permissions import Action

blueprint = Blueprint("examination", __name__)
blueprint.add_app_template_global(figures, "figures_of")
blueprint.add_app_template_global(queries.may_take_back, "may_take_back")
blueprint.add_app_template_global(queries.can_be_done, "can_be_done")
blueprint.add_app_template_global(queries.gaps, "gaps_of")
Answer = Response | tuple[str, int]


@blueprint.route("/work-steps/<string:public_id>/examination", methods=["GET", "POST"])
@requires(Action.WRITE_EXAMINATION)
def examination(public_id: str) -> Answer:
    """Write down what was found out, half done or whole; later it can be read here."""
    actor, load = current_actor(), queries.doable if request.method == "POST" else queries.readable
    step = load(public_id, Action.WRITE_EXAMINATION, actor)
    form = ExaminationForm(data=fields_of(step))
    if form.validate_on_submit():
        service.write(public_id, form.found, form.seen_version, actor=actor, at=now())
        return _on("examination.examination", public_id, _("Saved. What it gives is shown below."))
    seen = {"rights": rights(step, actor), "actor": actor}
    return render_template("examination/examination.html", case=step, form=form, **seen), form.code


@blueprint.route("/work-steps/<string:public_id>/evidence", methods=["GET", "POST"])
@requires(Action.ADD_EVIDENCE)
def evidence(public_id: str) -> Answer:
    """Add how you know what it takes."""
    actor = current_actor()
    step = queries.doable(public_id, Action.ADD_EVIDENCE, actor)
    form = EvidenceForm(on=today())
    if form.validate_on_submit():
        service.add_evidence(public_id, form.said, actor=actor, at=now())
        return _on("case.page", public_id, _("Thank you. What you know is there."), "evidence")
    return render_template("examination/evidence.html", case=step, form=form), form.code


@blueprint.route("/evidence/<int:evidence_id>/remove", methods=["GET", "POST"])
@requires(Action.ADD_EVIDENCE)
def remove_evidence(evidence_id: int) -> Response | str:
    """Take evidence back."""
    actor, public_id = current_actor(), queries.public_id_of(Evidence, evidence_id)
    step = queries.doable(public_id, Action.ADD_EVIDENCE, actor)
    row = queries.evidence_of(evidence_id, step, actor)
    if request.method == "POST":
        service.remove_evidence(evidence_id, actor=actor, at=now())
        return _on("case.page", public_id, _("The evidence was taken back."), "evidence")
    return render_template("examination/remove_evidence.html", case=step, evidence=row)


@blueprint.route("/work-steps/<string:public_id>/need", methods=["GET", "POST"])
@requires(Action.SHOW_NEED)
def need(public_id: str) -> Answer:
    """Show the need for a rule, as its owner."""
    actor = current_actor()
    step = queries.doable(public_id, Action.SHOW_NEED, actor)
    form = NeedForm(need=step.need, version=step.version)
    if form.validate_on_submit():
        service.show_need(public_id, form.said, form.seen_version, actor=actor, at=now())
        return _on("case.page", public_id, _("Thank you. The need is there for everybody to read."))
    return render_template("examination/need.html", case=step, form=form), form.code


@blueprint.route("/work-steps/<string:public_id>/clearance", methods=["GET", "POST"])
@requires(Action.CLEAR_STAFF_EFFECT)
def clearance(public_id: str) -> Answer:
    """Clear the effect on staff, as the person named for it."""
    actor = current_actor()
    step = queries.doable(public_id, Action.CLEAR_STAFF_EFFECT, actor)
    form = ClearanceForm(clearance=step.clearance, version=step.version)
    if form.validate_on_submit():
        service.clear(public_id, form.said, form.told, form.seen_version, actor=actor, at=now())
        return _on("case.page", public_id, _("Thank you. The effect on staff is cleared."))
    return render_template("examination/clearance.html", case=step, form=form), form.code


@blueprint.route("/removals/<int:removal_id>/tick", methods=["POST"])
@requires(Action.WRITE_EXAMINATION)
def tick(removal_id: int) -> Response:
    """Say that something has gone, or that it has not after all."""
    is_done = request.form.get("done") == "yes"
    step = service.tick(removal_id, is_done, actor=current_actor(), at=now())
    said = _("It is gone, so it cannot creep back.") if is_done else _("It is on the list again.")
    return _on("case.page", step.public_id, said, "removals")


def _on(endpoint: str, public_id: str, message: str, anchor: str | None = None) -> Response:
    flash(message, "success")
    return redirect(url_for(endpoint, public_id=public_id, _anchor=anchor), 303)
