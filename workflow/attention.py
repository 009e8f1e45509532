"""Owns why a case asks for attention: something has lasted for long, or nobody and no day carries it on."""

from enum import StrEnum


class Reason(StrEnum):
    """Why somebody should look, in the order in which it is told."""

    LONG_IN_STATE = "long-in-state"
    NO_NEXT_DATE = "no-next-date"
    NO_OWNER = "no-owner"
    OWNER_GONE = "owner-gone"
    PILOT_OVERDUE = "pilot-overdue"
    TRIAL_OVERDUE = "trial-overdue"
    FOLLOW_UP_OVERDUE = "follow-up-overdue"
    REVIEW_OVERDUE = "review-overdue"


MOST_COUNTED = 100
"""More cases than this are not counted: that there are many is enough to know."""
MOST_SHOWN = 50
"""The most cases of the list: more than this nobody looks through."""
