"""The pages of a person's own account."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from ideas.access import requires
from ideas.accounts import choose_language
from ideas.features.account import queries, service
from ideas.features.account.forms import PasswordForm, ProfileForm
from ideas.passwords import hash_password
from ideas.web.clock import now
from workflow.permissions import Action

blueprint = Blueprint("account", __name__)


@blueprint.route("/me", methods=["GET", "POST"])
@requires(Action.OWN_ACCOUNT)
def profile() -> Response | tuple[str, int]:
    """Who the house thinks the person is, and the language they read."""
    user = queries.person(current_user.user.id)
    form = ProfileForm(language=user.language)
    if form.validate_on_submit():
        choose_language(user.id, form.language.data, at=now())
        flash(_("Saved."), "success")
        return redirect(url_for("account.profile"), 303)
    return render_template("account/profile.html", form=form, user=user), form.code


@blueprint.route("/me/password", methods=["GET", "POST"])
@requires(Action.OWN_ACCOUNT)
def password() -> Response | tuple[str, int]:
    """Change the password; every other session ends."""
    user, form = queries.person(current_user.user.id), PasswordForm()
    form.known, form.person = (user.email, user.name), user
    if form.validate_on_submit():
        new = hash_password(form.password.data or "")
        service.change_password(user.id, new, staying=current_user.session_id, at=now())
        flash(_("The password is changed. You are signed out everywhere else."), "success")
        return redirect(url_for("account.profile"), 303)
    return render_template("account/password.html", form=form), form.code


@blueprint.route("/me/sessions", methods=["GET"])
@requires(Action.OWN_ACCOUNT)
def sessions() -> str:
    """Where the person is signed in."""
    found = queries.living_sessions(current_user.user.id, now())
    return render_template("account/sessions.html", sessions=found, present=current_user.session_id)


@blueprint.route("/me/sessions/<int:session_id>/revoke", methods=["POST"])
@requires(Action.OWN_ACCOUNT)
def revoke(session_id: int) -> Response:
    """End one session."""
    if not service.revoke(current_user.user.id, session_id, now()):
        abort(404)
    flash(_("That session has ended."), "success")
    return redirect(url_for("account.sessions"), 303)


@blueprint.route("/me/sessions/revoke-others", methods=["POST"])
@requires(Action.OWN_ACCOUNT)
def revoke_others() -> Response:
    """End every session but this one."""
    service.revoke_others(current_user.user.id, current_user.session_id, now())
    flash(_("Every other session has ended."), "success")
    return redirect(url_for("account.sessions"), 303)
