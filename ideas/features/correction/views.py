"""The page on which an entry of the log is corrected, or a decision taken back."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ideas.access import current_actor, requires
from ideas.features.correction import queries, service
from ideas.features.correction.forms import CorrectionForm, ReturnForm, correction_form, said_now
from ideas.features.correction.queries import Opened
from ideas.web.clock import now
from workflow.permissions import Action

blueprint = Blueprint("correction", __name__)


@blueprint.route("/<case:public_id>/entries/<int:entry_number>/correction", methods=["GET", "POST"])
@requires(Action.CORRECT)
def correct(public_id: str, entry_number: int) -> Response | tuple[str, int]:
    """Say anew what an entry says, or take the decision back."""
    about = queries.opened(public_id, entry_number, current_actor())
    form, returning = _forms(about)
    if "take-back" in request.form and returning.validate_on_submit():
        return _taken_back(public_id, entry_number, returning)
    if "take-back" not in request.form and form.validate_on_submit():
        return _corrected(public_id, entry_number, form)
    return render_template("correction/correct.html", about=about, form=form, returning=returning), form.code


def _forms(about: Opened) -> tuple[CorrectionForm, ReturnForm]:
    """Both forms of the page; only the one that was sent has what was sent."""
    version = about.case.version
    if "take-back" in request.form:
        return correction_form(about)(None, version=version, **said_now(about)), ReturnForm(version=version)
    return correction_form(about)(version=version, **said_now(about)), ReturnForm(None, version=version)


def _corrected(public_id: str, number: int, form: CorrectionForm) -> Response:
    reason, seen = form.reason.data or "", form.seen_version
    service.correct(public_id, number, form.told, reason, seen, actor=current_actor(), at=now())
    flash(_("Corrected. The history shows both."), "success")
    return redirect(url_for("case.page", public_id=public_id), 303)


def _taken_back(public_id: str, number: int, form: ReturnForm) -> Response:
    reason, seen = form.why.data or "", form.seen_version
    service.take_back(public_id, number, reason, seen, actor=current_actor(), at=now())
    flash(_("The decision is taken back, and everybody concerned is told."), "success")
    return redirect(url_for("case.page", public_id=public_id), 303)
