"""The pages on which the organisation keeps its criteria of evaluation."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ideas.access import current_actor, requires
from ideas.features.criteria import queries, service
from ideas.features.criteria.forms import BareForm, CriterionForm, WordsForm, fields_of
from ideas.features.criteria.wording import wording_of
from ideas.models.criterion import CUSTOMER_BENEFIT
from ideas.web.addresses import row_number
from ideas.web.clock import now
from workflow.permissions import Action

blueprint = Blueprint("criteria", __name__)
Answer = Response | tuple[str, int]


@blueprint.route("/criteria")
@requires(Action.SET_CRITERIA)
def criteria() -> str:
    """The criteria that hold, or those of an earlier version."""
    versions = queries.versions()
    number = row_number(request.args.get("version")) or versions[0].number
    shown = queries.version(number) or abort(404)
    context = {"versions": versions, "fixed": CUSTOMER_BENEFIT, "is_newest": number == versions[0].number}
    return render_template("criteria/criteria.html", shown=shown, **context)


@blueprint.route("/criteria/new", methods=["GET", "POST"])
@requires(Action.SET_CRITERIA)
def add() -> Answer:
    """Add a criterion."""
    form = CriterionForm(data={"version": queries.newest(), "weight": 1, "is_required": True})
    if form.validate_on_submit() and _kept(form, None):
        return _home(_("The criterion is there. Rounds that are opened from now on ask it."))
    return render_template("criteria/add.html", form=form), form.code


@blueprint.route("/criteria/<string:code>", methods=["GET", "POST"])
@requires(Action.SET_CRITERIA)
def criterion(code: str) -> Answer:
    """Say a criterion otherwise."""
    found = queries.criterion(code) or abort(404)
    form = CriterionForm(data={"version": queries.newest(), **fields_of(wording_of(found))})
    if code == CUSTOMER_BENEFIT:
        del form.is_required
    if form.validate_on_submit() and _kept(form, code):
        return _home(_("Saved. Rounds that are open keep the criteria with which they began."))
    return render_template("criteria/criterion.html", form=form, criterion=found), form.code


@blueprint.route("/criteria/<string:code>/move", methods=["POST"])
@requires(Action.SET_CRITERIA)
def move(code: str) -> Response:
    """Ask a criterion earlier or later."""
    form, found = BareForm(), queries.criterion(code) or abort(404)
    steps = -1 if form.wanted.data == "up" else 1
    try:
        service.move(found.code, steps, form.seen_version, actor=current_actor(), at=now())
    except (service.Fixed, service.Overtaken) as error:
        return _home(_refusal(error), "warning")
    return _home(_("Moved."))


@blueprint.route("/criteria/<string:code>/remove", methods=["POST"])
@requires(Action.SET_CRITERIA)
def remove(code: str) -> Response:
    """Ask a criterion no longer."""
    form, found = BareForm(), queries.criterion(code) or abort(404)
    try:
        service.remove(found.code, form.seen_version, actor=current_actor(), at=now())
    except (service.Fixed, service.Overtaken) as error:
        return _home(_refusal(error), "warning")
    return _home(_("The criterion is removed. Evaluations that have it keep it."))


def _kept(form: WordsForm, code: str | None) -> bool:
    """Save; or say on the form what stands in the way."""
    try:
        if code is None:
            service.add(form.wording, form.seen_version, actor=current_actor(), at=now())
        else:
            service.change(code, form.wording, form.seen_version, actor=current_actor(), at=now())
    except (service.Overtaken, service.TooMany) as error:
        form.version.data = str(queries.newest())
        form.form_errors.append(_refusal(error))
        return False
    return True


def _refusal(error: Exception) -> str:
    if isinstance(error, service.Fixed):
        return str(_("The customer’s benefit is always there, and always first."))
    if isinstance(error, service.TooMany):
        return str(_("There are as many criteria as anybody can answer. Remove one first."))
    return str(_("Somebody changed the criteria meanwhile. Look at them, and save again."))


def _home(message: str, kind: str = "success") -> Response:
    flash(message, kind)
    return redirect(url_for("criteria.criteria"), 303)
