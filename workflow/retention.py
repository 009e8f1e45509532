"""For how long each class of what is kept stays, and which classes end by themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Retained(StrEnum):
    """The classes of what is kept for a time."""

    SIGN_IN_ATTEMPTS = "sign-in-attempts"
    HALF_SIGN_INS = "half-sign-ins"
    FEEDBACK_ATTEMPTS = "feedback-attempts"
    FORM_KEYS = "form-keys"
    ENDED_SESSIONS = "ended-sessions"
    OLD_LINKS = "old-links"
    SENT_MAILS = "sent-mails"
    FEEDBACK_ADDRESSES = "feedback-addresses"
    FEEDBACK = "feedback"
    READ_NEWS = "read-news"
    DRAFTS = "drafts"
    CLOSED_ACCOUNTS = "closed-accounts"


@dataclass(frozen=True, slots=True)
class Period:
    """How many days something stays, and whether it ends by itself where the organisation says nothing."""

    days: int
    is_on: bool


PERIODS: Mapping[Retained, Period] = {
    Retained.SIGN_IN_ATTEMPTS: Period(1, is_on=True),
    Retained.HALF_SIGN_INS: Period(1, is_on=True),
    Retained.FEEDBACK_ATTEMPTS: Period(1, is_on=True),
    Retained.FORM_KEYS: Period(7, is_on=True),
    Retained.ENDED_SESSIONS: Period(90, is_on=True),
    Retained.OLD_LINKS: Period(90, is_on=True),
    Retained.SENT_MAILS: Period(90, is_on=True),
    Retained.FEEDBACK_ADDRESSES: Period(90, is_on=True),
    Retained.FEEDBACK: Period(1095, is_on=False),
    Retained.READ_NEWS: Period(730, is_on=False),
    Retained.DRAFTS: Period(730, is_on=False),
    Retained.CLOSED_ACCOUNTS: Period(1825, is_on=False),
}
NEVER_BY_ITSELF = frozenset({Retained.CLOSED_ACCOUNTS})
"""What is proposed to administrators and never carried out by a clock."""
TOLD_BEFORE = timedelta(days=60)
"""How long before a draft is removed its author is told."""


def periods(chosen: Mapping[Retained, int | None]) -> dict[Retained, Period]:
    """What holds: the organisation's days switch a class on, its `None` switches it off."""
    return {kept: _period(kept, chosen) for kept in Retained}


def _period(kept: Retained, chosen: Mapping[Retained, int | None]) -> Period:
    usual = PERIODS[kept]
    if kept not in chosen:
        return usual
    days = chosen[kept]
    return Period(days or usual.days, is_on=days is not None and kept not in NEVER_BY_ITSELF)
