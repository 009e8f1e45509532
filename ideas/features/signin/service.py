"""Recognises people, opens and ends their sessions, and lets a one-time link lead to a password."""

from dataclasses import dataclass
from datetime import datetime

from ideas.accounts import Holder, end_sessions, find_account, open_account, open_session, void_links
from ideas.extensions import db
from ideas.features.signin.attempts import Attempt, forgive, reserve
from ideas.features.signin.queries import LinkState, find_link
from ideas.history import record
from ideas.models.session import Invitation, UserSession
from ideas.models.user import User
from ideas.passwords import hash_password, needs_rehash, verify_password
from ideas.transaction import command
from workflow.events import Kind


@dataclass(frozen=True, slots=True)
class Outcome:
    """The token of a new session, or the seconds to wait, or neither: not recognised."""

    token: str | None = None
    wait: int = 0

    @property
    def event(self) -> str:
        """What the server's log says of it."""
        return "signed-in" if self.token else "sign-in-slowed" if self.wait else "sign-in-refused"


def sign_in(email: str, password: str, *, attempt: Attempt, browser: str, at: datetime) -> Outcome:
    """Recognise a person by address and password; why it failed is told to nobody.

    The password is compared between two transactions: that is slow by design, and would hold every writer up.
    """
    if wait := reserve(attempt, at):
        return Outcome(wait=wait)
    account = find_account(email)
    stored = account.password_hash if account else None
    if not verify_password(stored, password) or account is None or account.is_deactivated:
        return Outcome()
    renewed = hash_password(password) if stored and needs_rehash(stored) else stored
    return Outcome(token=_enter(account.id, attempt, stored, renewed, browser, at))


@command
def sign_out(session_id: int, at: datetime) -> None:
    """End the session that the person came by."""
    db.session.get_one(UserSession, session_id).revoked_at = at


@command
def accept(token: str, password_hash: str, *, language: str, browser: str, at: datetime) -> str | None:
    """Open the account or give it a new password, and open a session; None where the link does not hold."""
    link = find_link(token, at, alone=True)
    if link.state is not LinkState.OPEN or link.invitation is None:
        return None
    user = find_account(link.invitation.email)
    if user is not None:
        _give_password(user, password_hash, at)
    else:
        user = _opened(link.invitation, language, at)
        user.password_hash = password_hash
    link.invitation.used_at = at
    void_links(user.email, at)
    return open_session(user, browser, at)


@command
def _enter(
    person_id: int, attempt: Attempt, stored: str | None, renewed: str | None, browser: str, at: datetime
) -> str | None:
    """A session, unless the account was closed or its password changed since the password was compared."""
    user = db.session.get_one(User, person_id, with_for_update=True)
    if user.is_deactivated or user.password_hash != stored:
        return None
    forgive(attempt, at)
    if renewed != stored:
        user.password_hash = renewed
    return open_session(user, browser, at)


def _opened(invitation: Invitation, language: str, at: datetime) -> User:
    holder = Holder(invitation.email, invitation.name, invitation.role, invitation.unit_id)
    user = open_account(holder, at=at)
    user.language = language
    return user


def _give_password(user: User, password_hash: str, at: datetime) -> None:
    """Whoever had the old password is out."""
    user.password_hash = password_hash
    end_sessions(user.id, at)
    record(Kind.PASSWORD_CHANGED, at=at, actor_id=user.id, person_id=user.id)
