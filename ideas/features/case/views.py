"""The page of a case over HTTP, and the form in which its author edits an idea."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ideas.access import current_actor, requires
from ideas.features.case import queries, service
from ideas.features.case.forms import EditForm
from ideas.lifecycle import is_pending
from ideas.web.clock import now, today
from workflow.permissions import Action

blueprint = Blueprint("case", __name__)
blueprint.add_app_template_global(is_pending, "is_pending")


@blueprint.route("/<case:public_id>")
@requires(Action.READ)
def page(public_id: str) -> str:
    """The case: what it says, where it is, what happens next and what has happened."""
    shown = queries.page(public_id, current_actor())
    return render_template("case/page.html", **shown, today=today(), now=now())


@blueprint.route("/ideas/<string:public_id>/edit", methods=["GET", "POST"])
@requires(Action.EDIT)
def edit(public_id: str) -> Response | str | tuple[str, int]:
    """The author's form for a submitted idea."""
    actor, row = current_actor(), service.load(public_id, current_actor())
    form = EditForm(obj=row)
    if form.validate_on_submit():
        service.edit(public_id, form.texts, version=form.seen_version, actor=actor, at=now())
        flash(_("Your changes are there."), "success")
        return redirect(url_for("case.page", public_id=public_id), 303)
    is_open = service.is_editable(row)
    return render_template("case/edit.html", form=form, case=row, is_open=is_open), form.code
