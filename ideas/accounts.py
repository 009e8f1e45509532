"""Accounts: how they open, whose sessions begin and end, and the one-time links that lead to a password."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import delete, select, update

from ideas.access import hashed
from ideas.extensions import db, settings
from ideas.history import record
from ideas.models.second_step import HalfSignIn
from ideas.models.session import Invitation, UserSession
from ideas.models.user import User, fold_address
from ideas.transaction import command
from workflow.actors import Role
from workflow.events import Kind


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose account it is, or will be."""

    email: str
    name: str
    role: Role
    unit_id: int | None


def is_address(text: str) -> bool:
    """Whether mail could be sent there; ASCII only, so that no address looks like another."""
    try:
        validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return False
    return True


def find_account(email: str) -> User | None:
    """The account of that address, whatever its state."""
    return db.session.scalars(select(User).where(User.email == fold_address(email))).first()


def open_account(holder: Holder, *, at: datetime, actor_id: int | None = None) -> User:
    """A new account without a password; without an actor its own person opened it, or the system."""
    email, name = fold_address(holder.email), holder.name
    user = User(email=email, name=name, role=holder.role, unit_id=holder.unit_id, created_at=at)
    db.session.add(user)
    db.session.flush()
    record(Kind.ACCOUNT_OPENED, at=at, actor_id=actor_id, person_id=user.id, data={"role": holder.role.value})
    return user


def open_session(user: User, browser: str, at: datetime) -> str:
    """A new session; its token is given out once, and only its hash is kept."""
    token = secrets.token_urlsafe(32)
    db.session.add(
        UserSession(token_hash=hashed(token), user=user, created_at=at, seen_at=at, browser=browser)
    )
    record(Kind.SIGNED_IN, at=at, actor_id=user.id, person_id=user.id)
    return token


def end_sessions(person_id: int, at: datetime, *, but: int | None = None) -> None:
    """End every session of the person from the next request on, or every other one; who is halfway in too."""
    db.session.execute(delete(HalfSignIn).where(HalfSignIn.user_id == person_id))
    living = update(UserSession).where(UserSession.user_id == person_id, UserSession.revoked_at.is_(None))
    db.session.execute((living.where(UserSession.id != but) if but else living).values(revoked_at=at))


def give_link(holder: Holder, *, by_id: int | None, at: datetime) -> str:
    """The token of a one-time link to a password; earlier links of the same address are void."""
    void_links(holder.email, at)
    token = secrets.token_urlsafe(32)
    expires_at = at + timedelta(days=settings().invitation_days)
    db.session.add(
        Invitation(
            token_hash=hashed(token), email=fold_address(holder.email), name=holder.name, role=holder.role,
            unit_id=holder.unit_id, invited_by_id=by_id, created_at=at, expires_at=expires_at,
        )
    )  # fmt: skip
    return token


def void_links(email: str, at: datetime) -> None:
    """No link given to this address opens anything any more."""
    unused = update(Invitation).where(Invitation.email == fold_address(email), Invitation.used_at.is_(None))
    db.session.execute(unused.where(Invitation.expires_at > at).values(expires_at=at))


@command
def choose_language(person_id: int, language: str, *, at: datetime) -> None:
    """Remember the language that the person reads."""
    user = db.session.get_one(User, person_id, with_for_update=True)
    if user.language != language:
        user.language = language
        record(Kind.LANGUAGE_CHOSEN, at=at, actor_id=user.id, person_id=user.id, data={"language": language})
