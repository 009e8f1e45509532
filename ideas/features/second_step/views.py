"""The pages on which a person adds a second step to signing in, or removes it."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from ideas.access import requires
from ideas.features.second_step import queries, service
from ideas.features.second_step.forms import ConfirmationForm, RemovalForm
from ideas.models.second_step import SecondStep
from ideas.models.user import User
from ideas.second_steps import secret_of
from ideas.web.clock import now
from workflow.permissions import Action

blueprint = Blueprint("second_step", __name__)
Page = tuple[str, int]


@blueprint.route("/me/second-step", methods=["GET", "POST"])
@requires(Action.OWN_ACCOUNT)
def second_step() -> Page:
    """How far the person is; a code that fits puts it in use, and the recovery codes are shown this once."""
    user, form = queries.person(current_user.user.id), ConfirmationForm()
    form.person = user
    codes = _confirmed(form) if form.validate_on_submit() else []
    step = queries.step_of(user.id)
    shown = {"step": step, "left": queries.codes_left(user.id), "codes": codes, **_secret(step, user)}
    code = 200 if codes else form.code
    return render_template("second_step/second_step.html", form=form, **shown), code


@blueprint.route("/me/second-step/begin", methods=["POST"])
@requires(Action.OWN_ACCOUNT)
def begin() -> Response:
    """Make a secret for an app."""
    service.begin(current_user.user.id, now())
    return redirect(url_for("second_step.second_step"), 303)


@blueprint.route("/me/second-step/remove", methods=["GET", "POST"])
@requires(Action.OWN_ACCOUNT)
def remove() -> Response | Page:
    """Sign in by the password alone from now on."""
    form = RemovalForm()
    form.person = queries.person(current_user.user.id)
    if form.validate_on_submit():
        service.remove(current_user.user.id, now())
        flash(_("The second step is removed. Your password alone signs you in."), "success")
        return redirect(url_for("second_step.second_step"), 303)
    return render_template("second_step/remove.html", form=form), form.code


def _secret(step: SecondStep | None, user: User) -> dict[str, str]:
    """What an app learns: told until it is in use, and never again."""
    if step is None or step.confirmed_at is not None:
        return {}
    return {"secret": secret_of(step), "picture": queries.picture_of(step, user)}


def _confirmed(form: ConfirmationForm) -> list[str]:
    codes = service.confirm(current_user.user.id, form.one_time_code.data or "", now())
    if not codes:
        form.one_time_code.errors = [_("This is not the code that the app shows now. Wait for the next one.")]
    return codes
