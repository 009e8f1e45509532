"""Writes the mail with the answer to feedback, to whoever left an address, in the feedback's language."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from flask import render_template
from flask_babel import force_locale
from flask_babel import gettext as _

from ideas.extensions import db, settings
from ideas.features.mail.headers import POLICY
from ideas.features.mail.letter import SENDER, Withheld, address_of
from ideas.models.feedback import AnswerMail


def answer_letter(mail_id: int, at: datetime) -> EmailMessage:
    """The mail as it is to be sent now; Withheld where the address or the words are gone meanwhile."""
    mail = db.session.get_one(AnswerMail, mail_id, populate_existing=True)
    if mail.feedback.email is None or mail.feedback.removed_at is not None:
        raise Withheld("nothing-left")
    with force_locale(mail.feedback.language):
        return _message(mail, mail.feedback.email, at)


# What the person wrote stays out: whoever wants to trouble somebody could give their address.
def _message(mail: AnswerMail, address: str, at: datetime) -> EmailMessage:
    subject = str(_("The answer to your feedback %(number)s", number=mail.feedback.number))
    facts = {"subject": subject, "feedback": mail.feedback, "place": address_of("feedback.give")}
    message = EmailMessage(policy=POLICY)
    message["From"] = Address(SENDER, addr_spec=settings().mail_from)
    message["To"] = Address(addr_spec=address)
    message["Subject"] = subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(render_template("mail/answer.txt", **facts), cte="quoted-printable")
    message.add_alternative(
        render_template("mail/answer.html", **facts), subtype="html", cte="quoted-printable"
    )
    return message
