"""The pages of the post: a person's own choices, the end of unwanted mail, and the mails of the house."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from ideas.access import current_actor, public, requires
from ideas.extensions import csrf
from ideas.features.mail import claims, queries, service
from ideas.features.mail.forms import ChoicesForm
from ideas.features.mail.tokens import ending_of
from ideas.models.mail import Mail
from ideas.web.addresses import row_number
from ideas.web.clock import now
from workflow.permissions import Action

blueprint = Blueprint("mail", __name__)


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
    """The mails of the house, by what became of them."""
    shown = request.args.get("show", "")
    shown = shown if shown in queries.SHOWN else "waiting"
    page = queries.mails(shown, row_number(request.args.get("before")))
    return render_template("mail/mails.html", page=page, shown=shown, counts=queries.counts())


@blueprint.route("/mails/<int:mail_id>", methods=["GET"])
@requires(Action.TEND_MAIL)
def mail(mail_id: int) -> str:
    """To whom it is, on which day, and what became of it; its words only where none can be sent."""
    found = _found(mail_id)
    text = queries.text_of(found, current_actor())
    return render_template("mail/mail.html", mail=found, part=queries.part_of(found), text=text)


@blueprint.route("/mails/<int:mail_id>/send-again", methods=["POST"])
@requires(Action.TEND_MAIL)
def send_again(mail_id: int) -> Response:
    """Let a mail that was not delivered be tried anew."""
    if claims.send_again(_found(mail_id).id, actor=current_actor(), at=now()):
        flash(_("It is sent with the next ones."), "success")
    return redirect(url_for("mail.mail", mail_id=mail_id), 303)


def _found(mail_id: int) -> Mail:
    found = queries.mail(mail_id)
    if found is None:
        abort(404)
    return found
