"""Reads what a one-time link leads to."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from ideas.access import hashed
from ideas.accounts import find_account
from ideas.extensions import db
from ideas.models.session import Invitation


class LinkState(StrEnum):
    """Whether a link still leads anywhere."""

    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Link:
    """An invitation as its one-time link finds it; `has_account` where it is only about a new password."""

    state: LinkState
    invitation: Invitation | None = None
    has_account: bool = False


def find_link(token: str, at: datetime, *, alone: bool = False) -> Link:
    """What the link leads to now; `alone` keeps others off it until the command is done."""
    statement = select(Invitation).where(Invitation.token_hash == hashed(token))
    invitation = db.session.scalars(statement.with_for_update() if alone else statement).first()
    if invitation is None:
        return Link(LinkState.UNKNOWN)
    account = find_account(invitation.email)
    if invitation.used_at is not None:
        return Link(LinkState.USED)
    if invitation.expires_at <= at or (account is not None and account.is_deactivated):
        return Link(LinkState.EXPIRED)
    return Link(LinkState.OPEN, invitation, account is not None)
