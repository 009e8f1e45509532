"""Comments over HTTP."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ideas.access import current_actor, find, requires
from ideas.blinding import unnamed
from ideas.features.comments import service
from ideas.features.comments.forms import CommentForm
from ideas.i18n import language
from ideas.models.case import Case
from ideas.web.clock import now
from workflow.permissions import Action

blueprint = Blueprint("comments", __name__)
blueprint.add_app_template_global(unnamed, "unnamed")


@blueprint.route("/<case:public_id>/comments", methods=["GET", "POST"])
@requires(Action.COMMENT)
def add(public_id: str) -> Response | str | tuple[str, int]:
    """Write a comment."""
    case, form = find(Case, public_id, current_actor()), CommentForm()
    form.case = case
    if form.validate_on_submit():
        comment = service.add(
            public_id, form.body.data or "", language=language(), actor=current_actor(), at=now()
        )
        return redirect(_place(public_id, comment.id), 303)
    return render_template("comments/add.html", form=form, case=case), form.code


@blueprint.route("/comments/<int:comment_id>/edit", methods=["GET", "POST"])
@requires(Action.COMMENT)
def edit(comment_id: int) -> Response | str | tuple[str, int]:
    """Edit one's own comment while the time for it runs."""
    comment, case = service.own(comment_id, current_actor())
    form, is_open = CommentForm(obj=comment), service.can_be_edited(comment, now())
    form.case = case
    if form.validate_on_submit():
        service.edit(comment_id, form.body.data or "", actor=current_actor(), at=now())
        return redirect(_place(case.public_id, comment_id), 303)
    page = render_template("comments/edit.html", form=form, case=case, comment=comment, is_open=is_open)
    return page, form.code


@blueprint.route("/comments/<int:comment_id>/remove", methods=["GET", "POST"])
@requires(Action.COMMENT)
def remove(comment_id: int) -> Response | str:
    """Take one's own comment back."""
    comment, case = service.own(comment_id, current_actor())
    form = CommentForm()
    if form.is_submitted():
        service.remove(comment_id, actor=current_actor(), at=now())
        flash(_("Your comment was taken back."), "success")
        return redirect(_place(case.public_id, comment_id), 303)
    return render_template("comments/remove.html", case=case, comment=comment)


def _place(public_id: str, comment_id: int) -> str:
    return url_for("case.page", public_id=public_id, _anchor=f"comment-{comment_id}")
