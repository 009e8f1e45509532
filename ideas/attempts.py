"""Slows a guesser down: wrong tries by account and network address, kept where every node sees them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from ideas.extensions import db
from ideas.models.session import SignInAttempt
from ideas.models.user import User, fold_address
from ideas.networks import keyed, network
from ideas.passwords import verify_password
from ideas.transaction import command, current_post, wait_for_turn

WINDOW = timedelta(minutes=15)
FIRST_WAIT = 30
"""Seconds to wait after the last failure that is let pass; each further failure doubles it."""
KEPT = timedelta(days=1)


class Slowed(Exception):
    """There were many tries; `wait` says in how many seconds the next one is looked at."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Limit:
    """How many failures go unhindered, and how many seconds the wait grows to."""

    failures: int
    longest_wait: int


BY_ACCOUNT = Limit(5, 480)
BY_ADDRESS = Limit(30, 120)
"""A whole office may share one network address, so it waits later and less."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """Who is tried from where, both hashed with the secret of the installation."""

    account: str
    address: str


def attempt_of(email: str, address: str | None) -> Attempt:
    """The attempt for that account, known or not, from that network address."""
    return Attempt(keyed("account", fold_address(email)), keyed("address", network(address or "")))


def is_own_password(user: User, text: str, *, address: str | None, at: datetime) -> bool:
    """Whether somebody signed in knows the password, who may have found a window open. Raises Slowed."""
    # What the post asks for comes later and has the key of the form; counting is no part of it.
    token = current_post.set(None)
    try:
        return _is_own_password(user, text, attempt_of(f"password of {user.id}", address), at)
    finally:
        current_post.reset(token)


@command
def reserve(attempt: Attempt, at: datetime) -> int:
    """Count the attempt as failed before it is looked at; or, uncounted, the seconds that it has to wait.

    Counting first means that a hundred guesses at the same moment are a hundred failures.
    """
    # In one order, so that two attempts never wait for each other.
    for value in sorted([attempt.account, attempt.address]):
        wait_for_turn(value)
    wait = max(
        _wait(SignInAttempt.account_hash, attempt.account, BY_ACCOUNT, at),
        _wait(SignInAttempt.address_hash, attempt.address, BY_ADDRESS, at),
    )
    if not wait:
        db.session.add(SignInAttempt(account_hash=attempt.account, address_hash=attempt.address, at=at))
    return wait


def forgive(attempt: Attempt, at: datetime) -> None:
    """The person was recognised: the failures of the account are forgotten, and everybody's old ones."""
    own, old = SignInAttempt.account_hash == attempt.account, SignInAttempt.at < at - KEPT
    db.session.execute(delete(SignInAttempt).where(or_(own, old)))


def _is_own_password(user: User, text: str, attempt: Attempt, at: datetime) -> bool:
    if wait := reserve(attempt, at):
        raise Slowed(wait)
    if not verify_password(user.password_hash, text):
        return False
    command(forgive)(attempt, at)
    return True


def _wait(column: InstrumentedAttribute[str], value: str, limit: Limit, at: datetime) -> int:
    statement = select(func.count(), func.max(SignInAttempt.at))
    failures, last = db.session.execute(
        statement.where(column == value, SignInAttempt.at > at - WINDOW)
    ).one()
    if failures < limit.failures:
        return 0
    wait = min(FIRST_WAIT * 2 ** (failures - limit.failures), limit.longest_wait)
    return max(0, ceil((last + timedelta(seconds=wait) - at).total_seconds()))
