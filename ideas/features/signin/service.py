"""Recognises people, opens and ends their sessions, and lets a one-time link lead to a password."""

from dataclasses import dataclass
from datetime import datetime

from ideas.accounts import Holder, end_sessions, find_account, open_account, open_session, void_links
from ideas.attempts import Attempt, attempt_of, forgive, reserve
from ideas.extensions import db
from ideas.features.signin.queries import LinkState, find_link
from ideas.history import record
from ideas.models.session import Invitation, UserSession
from ideas.models.user import User
from ideas.passwords import hash_password, needs_rehash, verify_password
from ideas.second_steps import confirmed, fits_app, give_half, half_of, use_recovery_code
from ideas.transaction import command
from workflow.events import Kind


@dataclass(frozen=True, slots=True)
class Outcome:
    """The token of a new session, of somebody halfway in, or the seconds to wait, or none: not recognised."""

    token: str | None = None
    half: str | None = None
    wait: int = 0
    is_lost: bool = False

    @property
    def event(self) -> str:
        """What the server's log says of it."""
        if self.token or self.half:
            return "signed-in" if self.token else "halfway-in"
        return "sign-in-slowed" if self.wait else "sign-in-refused"


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
    return _enter(account.id, attempt, stored, renewed, browser, at)


def take_second_step(half: str, code: str, *, address: str | None, browser: str, at: datetime) -> Outcome:
    """Let somebody who is halfway in come in by a code; guessing is slowed here too."""
    found = half_of(half, at)
    if found is None:
        return Outcome(is_lost=True)
    attempt = attempt_of(f"second step {found.user_id}", address)
    if wait := reserve(attempt, at):
        return Outcome(wait=wait)
    return _enter_by_code(half, code, attempt, browser, at)


@command
def sign_out(session_id: int, at: datetime) -> None:
    """End the session that the person came by."""
    db.session.get_one(UserSession, session_id).revoked_at = at


@command
def accept(token: str, password_hash: str, *, language: str, browser: str, at: datetime) -> Outcome:
    """Open the account or give it a new password, and let the person in; nothing where the link is void."""
    link = find_link(token, at, alone=True)
    if link.state is not LinkState.OPEN or link.invitation is None:
        return Outcome()
    user = find_account(link.invitation.email)
    if user is not None:
        _give_password(user, password_hash, at)
    else:
        user = _opened(link.invitation, language, at)
        user.password_hash = password_hash
    link.invitation.used_at = at
    void_links(user.email, at)
    return _let_in(user, browser, at)


@command
def _enter(
    person_id: int, attempt: Attempt, stored: str | None, renewed: str | None, browser: str, at: datetime
) -> Outcome:
    """The way in, unless the account was closed or its password changed since the password was compared."""
    user = db.session.get_one(User, person_id, with_for_update=True)
    if user.is_deactivated or user.password_hash != stored:
        return Outcome()
    forgive(attempt, at)
    if renewed != stored:
        user.password_hash = renewed
    return _let_in(user, browser, at)


@command
def _enter_by_code(half: str, code: str, attempt: Attempt, browser: str, at: datetime) -> Outcome:
    """A session, unless the code is wrong or the account changed since the password was given."""
    found = half_of(half, at)
    user = db.session.get_one(User, found.user_id, with_for_update=True) if found else None
    step = confirmed(user.id) if user else None
    if found is None or user is None or step is None or user.is_deactivated:
        return Outcome(is_lost=True)
    if not fits_app(step, code, at):
        if not use_recovery_code(user.id, code, at):
            return Outcome()
        record(Kind.RECOVERY_CODE_USED, at=at, actor_id=user.id, person_id=user.id)
    forgive(attempt, at)
    db.session.delete(found)
    return Outcome(token=open_session(user, browser, at))


def _let_in(user: User, browser: str, at: datetime) -> Outcome:
    """A session; or, where the person has a second step, the way to that."""
    if confirmed(user.id) is not None:
        return Outcome(half=give_half(user.id, at))
    return Outcome(token=open_session(user, browser, at))


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
