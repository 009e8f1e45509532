"""What holds once a whole installation came from elsewhere: nobody is mailed, nobody signed in."""

from datetime import datetime

from sqlalchemy import Update, exists, inspect, select, update

from ideas.extensions import db
from ideas.models.case import Case
from ideas.models.entry import Entry
from ideas.models.feedback import AnswerMail
from ideas.models.mail import Mail, Posted
from ideas.models.notification import Notification
from ideas.models.session import Invitation, UserSession
from ideas.models.user import User
from ideas.transaction import command

ARRIVED = "arrived"
UNSEEN = {"synchronize_session": False}


def is_empty() -> bool:
    """Whether nobody and nothing is here yet, as before or just after the first `flask upgrade`."""
    tables = set(inspect(db.engine).get_table_names())
    held = (
        select(exists().select_from(model)) for model in (User, Case, Entry) if model.__tablename__ in tables
    )
    return not any(db.session.scalar(question) for question in held)


@command
def settle_in(at: datetime) -> None:
    """Hold back the mails that waited when this was written down, end sessions, close open links."""
    _hold_mails(at)
    statements = (
        update(UserSession).where(UserSession.revoked_at.is_(None)).values(revoked_at=at),
        update(Invitation)
        .where(Invitation.used_at.is_(None), Invitation.expires_at > at)
        .values(expires_at=at),
    )
    for statement in statements:
        db.session.execute(statement, execution_options=UNSEEN)


def _hold_mails(at: datetime) -> None:
    """They may have been sent since, by the installation that lived on; the inbox tells it all the same."""
    statements = (
        *(_withheld(table, at) for table in (Mail, AnswerMail)),
        update(Notification).where(Notification.weighed_at.is_(None)).values(weighed_at=at),
    )
    for statement in statements:
        db.session.execute(statement, execution_options=UNSEEN)


def _withheld(table: type[Posted], at: datetime) -> Update:
    waiting = table.sent_at.is_(None) & table.dead_at.is_(None) & table.withheld_at.is_(None)
    return update(table).where(waiting).values(withheld_at=at, error=ARRIVED)
