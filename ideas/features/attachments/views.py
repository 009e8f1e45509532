"""The pages of attachments: add one, take one away, and the download."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from ideas import files
from ideas.access import current_actor, demand, find, requires
from ideas.blinding import file_name
from ideas.extensions import settings
from ideas.features.attachments import service
from ideas.features.attachments.forms import TAKEN, AttachmentForm, RemovalForm
from ideas.features.attachments.queries import attachment_of
from ideas.models.case import Case
from ideas.web.clock import now
from workflow.permissions import Action

blueprint = Blueprint("attachments", __name__)
blueprint.add_app_template_global(file_name, "file_name")

Page = Answer | str | tuple[str, int]
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


@blueprint.route("/<case:public_id>/attachments", methods=["GET", "POST"])
@requires(Action.ATTACH)
def add(public_id: str) -> Page:
    """Lists the files of a case and takes a new one."""
    case = find(Case, public_id, current_actor())
    demand(Action.ATTACH, current_actor(), case)
    form = AttachmentForm()
    if form.validate_on_submit() and form.is_safe() and _attached(public_id, form):
        flash(_("The file %(name)s is attached.", name=form.name), "success")
        return redirect(url_for("attachments.add", public_id=public_id), 303)
    page = render_template("attachments/add.html", case=case, form=form, taken=TAKEN, most=settings())
    return page, form.code


@blueprint.route("/attachments/<int(max=2147483647):attachment_id>")
@requires(Action.READ)
def download(attachment_id: int) -> Response:
    """Hands the file out as a download that no browser opens in our name."""
    attachment, case = attachment_of(attachment_id, current_actor())
    content = files.opened(attachment.stored_as) or abort(404)
    name = file_name(attachment, case)
    answer = send_file(content, "application/octet-stream", as_attachment=True, download_name=name)
    answer.content_length = attachment.size
    answer.headers["Content-Security-Policy"] = SANDBOX
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.route("/attachments/<int(max=2147483647):attachment_id>/remove", methods=["GET", "POST"])
@requires(Action.ATTACH)
def remove(attachment_id: int) -> Page:
    """Asks once more, then takes the file away."""
    attachment, case = attachment_of(attachment_id, current_actor())
    demand(Action.ATTACH, current_actor(), case)
    if RemovalForm().validate_on_submit():
        service.remove(attachment_id, actor=current_actor(), at=now())
        flash(_("The file %(name)s is removed.", name=attachment.name), "success")
        return redirect(url_for("attachments.add", public_id=case.public_id), 303)
    return render_template("attachments/remove.html", attachment=attachment, case=case)


def _attached(public_id: str, form: AttachmentForm) -> bool:
    try:
        service.attach(public_id, form.name, form.content, actor=current_actor(), at=now())
    except service.Full:
        form.refuse(_("There are as many files here as fit. Remove one first."))
        return False
    except service.OverQuota:
        form.refuse(_("Your files take up as much room as one person has. Remove one first."))
        return False
    return True
