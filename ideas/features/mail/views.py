"""The pages of the post: a person's own choices, the end of unwanted mail, and the mails of the house."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from ideas.access import current_actor, public, requires
from ideas.extensions import csrf
from ideas.features.mail import claims, post_office, queries, service
from ideas.features.mail.forms import AgainForm, ChoicesForm
from ideas.features.mail.tokens import ending_of
from ideas.web.addresses import row_number
from ideas.web.clock import now
from workflow.permissions import Action

blueprint = Blueprint("mail", __name__)
blueprint.add_app_template_global(post_office.undelivered_for, "mails_undelivered")


@blueprint.route("/me/mail", methods=["GET", "POST"])
@requires(Action.OWN_ACCOUNT)
def choices() -> Response | tuple[str, int]:
    """What the person hears by mail, and when not."""
    form = ChoicesForm(data=queries.chosen(current_user.user.id))
    if form.validate_on_submit():
        service.choose(current_user.user.id, form.ways, form.quiet, at=now())
        flash(_("Saved. It holds for every mail from now on."), "success")
        return redirect(url_for("mail.choices"), 303)
    return render_template("mail/choices.html", form=form), form.code


# Programs of mail post here by themselves, without cookie or key (RFC 8058); the token says it all.
@blueprint.route("/unsubscribe/<string:token>", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator]
@public
def unsubscribe(token: str) -> tuple[str, int]:
    """End mail about what the token names; opening the page changes nothing."""
    ending = ending_of(token)
    if ending is not None and request.method == "POST":
        service.end(ending.user_id, ending.topics, at=now())
    facts = {"ending": ending, "is_done": request.method == "POST"}
    return render_template("mail/unsubscribe.html", **facts), 200 if ending else 410


@blueprint.route("/mails", methods=["GET"])
@requires(Action.TEND_MAIL)
def mails() -> str:
    """What became of the mails of the house; without a mail server, what would be sent."""
    page = post_office.readable_mails(current_actor(), row_number(request.args.get("before")))
    return render_template("mail/mails.html", page=page, house=post_office.overview(now()))


@blueprint.route("/mails/<int:mail_id>", methods=["GET"])
@requires(Action.TEND_MAIL)
def mail(mail_id: int) -> str:
    """What would be sent, as far as it stands open anyhow."""
    found = post_office.readable_mail(mail_id, current_actor())
    if found is None:
        abort(404)
    return render_template("mail/mail.html", mail=found[0], text=found[1])


@blueprint.route("/mails/send-again", methods=["POST"])
@requires(Action.TEND_MAIL)
def send_again() -> Response:
    """Let what was not delivered be tried anew: all of it, or what one button names."""
    form = AgainForm()
    if form.validate_on_submit() and claims.send_again(form.which, actor=current_actor(), at=now()):
        flash(_("It is sent with the next ones."), "success")
    return redirect(url_for("mail.mails"), 303)
