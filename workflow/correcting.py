"""Owns what can be corrected afterwards, which answers of it, and what ends the time for taking it back."""

from workflow.events import Kind
from workflow.machine import Ask

DECISIONS = frozenset(
    {
        Kind.EVALUATED,
        Kind.PILOTED,
        Kind.ADOPTED,
        Kind.ADOPTED_AT_ONCE,
        Kind.RETHOUGHT,
        Kind.DROPPED,
        Kind.EXAMINED,
        Kind.TRIALLED,
        Kind.GIVEN_UP,
        Kind.KEPT,
        Kind.RESUMED,
        Kind.RECONSIDERED,
    }
)
"""What is decided about a case: the latest can be taken back while nothing has been built on it."""
CORRECTABLE = DECISIONS | {Kind.NEXT_DATE_SET}
"""What can be said anew: on which day it happened, in which words, with which answers."""
ANSWERS = (
    Ask.REASON_CODE, Ask.CONDITION, Ask.DOER, Ask.DEADLINE, Ask.ENDING, Ask.KEEPING, Ask.REVIEW_ON,
)  # fmt: skip
"""The answers that live in the log alone; what makes room for an idea is told anew on its own page."""
BUILDS_NOTHING = frozenset(
    {
        Kind.COMMENTED,
        Kind.COMMENT_EDITED,
        Kind.COMMENT_REMOVED,
        Kind.FOLLOWED,
        Kind.UNFOLLOWED,
        Kind.SUPPORTED,
        Kind.UNSUPPORTED,
        Kind.JOINED,
        Kind.LEFT,
        Kind.THANKED,
        Kind.ATTACHED,
        Kind.DETACHED,
        Kind.ASSIGNED,
        Kind.OFFERED,
        Kind.ACCEPTED,
        Kind.DECLINED,
        Kind.NEXT_DATE_SET,
        Kind.CORRECTED,
        Kind.PAIRED,
        Kind.UNPAIRED,
        Kind.ROOM_TOLD,
        Kind.READING_DUE,
        Kind.PILOT_ENDS_SOON,
        Kind.PILOT_OVERDUE,
        Kind.FOLLOW_UP_SET,
        Kind.FOLLOW_UP_DUE,
        Kind.TRIAL_ENDS_SOON,
        Kind.TRIAL_OVERDUE,
        Kind.HANDLED,
    }
)
"""What may come after a decision without standing on it."""
