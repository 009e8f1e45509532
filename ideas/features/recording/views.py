"""The pages on which a work step is named and edited, and the list of similar ones."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from ideas.access import current_actor, requires
from ideas.features.recording import queries, service
from ideas.features.recording.forms import EditForm, RecordForm
from ideas.features.recording.questions import ASKED, OPENED
from ideas.i18n import format_date, language
from ideas.models.work_step import WorkStep
from ideas.units import unit_choices, unit_tree
from ideas.web.clock import now
from workflow.permissions import Action

blueprint = Blueprint("recording", __name__)
Answer = Response | tuple[str, int]


@blueprint.route("/work-steps/new", methods=["GET", "POST"])
@requires(Action.RECORD)
def record() -> Answer:
    """A title is enough; whoever only looks for similar ones gets the page back with all that was written."""
    form, looks = _blank(), _only_looks()
    if not looks and form.validate_on_submit():
        step = service.record_step(form.said, form.origin, actor=current_actor(), at=now())
        flash(_thanks(step), "success")
        return redirect(url_for("case.page", public_id=step.public_id), 303)
    found = queries.similar(form.title.data, current_actor())
    page = render_template("recording/record.html", form=form, found=found, looks=looks)
    return page, 200 if looks else form.code


@blueprint.route("/work-steps/similar")
@requires(Action.RECORD)
def similar() -> str:
    """What is there already with words of this title: a part of the page, for its script."""
    found = queries.similar(request.args.get("title"), current_actor())
    return render_template("recording/similar.html", found=found, looks=False)


@blueprint.route("/work-steps/<string:public_id>/edit", methods=["GET", "POST"])
@requires(Action.EDIT)
def edit(public_id: str) -> Answer:
    """The author's form for a work step that is open."""
    step, looks = service.load(public_id, current_actor()), _only_looks()
    form = _stored(step)
    if not looks and form.validate_on_submit():
        service.edit(public_id, form.said, form.seen_version, actor=current_actor(), at=now())
        flash(_("Your changes are there."), "success")
        return redirect(url_for("case.page", public_id=public_id), 303)
    is_open = service.is_editable(step)
    page = render_template("recording/edit.html", form=form, case=step, is_open=is_open)
    return page, 200 if looks else form.code


def _only_looks() -> bool:
    return request.form.get("then") == "look"


def _blank() -> RecordForm:
    """The form of a new work step; the address may choose the question."""
    asked = request.args.get("question")
    data = {
        "question": asked if asked in ASKED else "",
        "language": language(),
        "unit_id": str(current_user.user.unit_id or ""),
    }
    form = RecordForm(data=data)
    form.offer(unit_choices(unit_tree(language()), language()))
    return form


def _stored(step: WorkStep) -> EditForm:
    """The form with what is stored; effort that others have counted is no longer the author's."""
    names = ("title", "description", "step_kind", *OPENED)
    data = {name: getattr(step, name) for name in names}
    reasons = [doubt.reason for doubt in step.doubts]
    more = {
        "part_of": step.process,
        "question": step.question or "",
        "waste": step.waste or "",
        "reasons": reasons,
    }
    form = EditForm(data={**data, **more, "version": step.version})
    for name in () if service.is_uncounted(step) else service.COUNTED:
        del form[name]
    return form


def _thanks(step: WorkStep) -> str:
    said = _(
        "Thank you. Next it is found out where this comes from, what it brings and what it takes. "
        "You get an answer in words by %(day)s.",
        day=format_date(step.next_date),
    )
    return str(said)
