"""Writes a mail: its words in its hearer's language, as plain text and as HTML, and its headers."""

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, render_template
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.urls import iri_to_uri

from ideas.extensions import db, settings
from ideas.features.mail.contents import About, contents, readable, topics
from ideas.features.mail.headers import POLICY
from ideas.features.mail.tokens import token_for
from ideas.i18n import DEFAULT, LANGUAGES, format_date
from ideas.models.case import Case
from ideas.models.mail import Mail
from ideas.models.user import User
from ideas.outbox import ways_of
from workflow.actors import Actor
from workflow.mailing import Topic, Way

SENDER = "Tilaa"
UNSAID = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""What no header may hold: control characters, marks of direction, breaks of lines."""


class Withheld(Exception):
    """The mail is not to be sent; the words say why, as a code."""


def letter(mail_id: int, at: datetime) -> EmailMessage:
    """The mail as it is to be sent now; Withheld where its hearer is not to get it."""
    mail = db.session.get_one(Mail, mail_id, populate_existing=True)
    hearer = db.session.get_one(User, mail.user_id, populate_existing=True)
    if hearer.is_deactivated:
        raise Withheld("deactivated")
    with force_locale(_language(hearer)):
        abouts = contents(mail, hearer)
        if not abouts:
            raise Withheld("nothing-left")
        return _message(mail, hearer, abouts, at)


def as_text(mail: Mail, hearer: User, reader: Actor) -> str:
    """What somebody may read of a mail on a page; without links that are its hearer's alone."""
    with force_locale(_language(hearer)):
        abouts = readable(mail, hearer, reader)
        return render_template("mail/letter.txt", **_facts(mail, abouts), stop=None) if abouts else ""


def subject_of(mail: Mail, abouts: Sequence[About]) -> str:
    """What the mail is about: the same for everything about one case, so that it stays together."""
    if mail.way is not Way.AT_ONCE:
        return str(_("What moved, %(day)s", day=format_date(mail.due_at)))
    return one_line(f"{abouts[0].public_id} {abouts[0].title or _('Untitled idea')}")


def one_line(text: str) -> str:
    """A text as it may stand in a header."""
    return " ".join("".join(" " if unicodedata.category(c) in UNSAID else c for c in text).split())


def address_of(endpoint: str, **values: object) -> str:
    """The whole address of a page, which no request is there to tell."""
    base = urlsplit(settings().address)
    places = current_app.url_map.bind(base.netloc, base.path or "/", url_scheme=base.scheme)
    return iri_to_uri(places.build(endpoint, values, force_external=True))


def _message(mail: Mail, hearer: User, abouts: Sequence[About], at: datetime) -> EmailMessage:
    stop = address_of("mail.unsubscribe", token=token_for(hearer.id, _ending(mail, hearer, abouts)))
    facts = {**_facts(mail, abouts), "stop": stop}
    message = EmailMessage(policy=POLICY)
    message["From"] = Address(SENDER, addr_spec=settings().mail_from)
    message["To"] = Address(one_line(hearer.name), addr_spec=hearer.email)
    message["Subject"] = subject_of(mail, abouts)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = mail.message_id
    for name, value in {**_thread(mail), **_of_a_list(stop)}.items():
        message[name] = value
    message.set_content(render_template("mail/letter.txt", **facts), cte="quoted-printable")
    message.add_alternative(
        render_template("mail/letter.html", **facts), subtype="html", cte="quoted-printable"
    )
    return message


def _facts(mail: Mail, abouts: Sequence[About]) -> dict[str, Any]:
    return {
        "subject": subject_of(mail, abouts),
        "abouts": abouts,
        "place_of": lambda about: address_of(
            about.endpoint, **({"public_id": about.public_id} if about.public_id else {})
        ),
        "choices": address_of("mail.choices"),
        "is_digest": mail.way is not Way.AT_ONCE,
    }


def _language(hearer: User) -> str:
    return hearer.language if hearer.language in LANGUAGES else DEFAULT


def _ending(mail: Mail, hearer: User, abouts: Sequence[About]) -> set[Topic]:
    """What one click ends: what this mail is about, and of a digest everything that comes in it."""
    in_digest = {topic for topic, way in ways_of(hearer.id).items() if way is mail.way}
    return topics(abouts) | (in_digest if mail.way is not Way.AT_ONCE else set())


def _thread(mail: Mail) -> dict[str, str]:
    """Everything about one case answers the same message, which was never sent."""
    public_id = db.session.scalar(select(Case.public_id).where(Case.id == mail.case_id))
    root = f"<{public_id}@{settings().mail_from.rpartition('@')[2]}>"
    return {"References": root, "In-Reply-To": root} if public_id else {}


def _of_a_list(stop: str) -> dict[str, str]:
    """RFC 8058: one click ends it; RFC 3834: no machine answers it."""
    return {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
