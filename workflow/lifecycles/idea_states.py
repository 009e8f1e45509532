"""The codes of an idea: its states and the closed answers that its rules look at."""

from enum import StrEnum

TITLE_LENGTH = 200
"""The most characters a title may have."""
ESSENCE_LENGTH = 280
"""The most characters an essence may have: it is what lists show."""


class IdeaState(StrEnum):
    """Where an idea is on its way."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    EVALUATED = "evaluated"
    PILOTED = "piloted"
    ADOPTED = "adopted"
    DROPPED = "dropped"
    MERGED = "merged"


OPEN_STATES = frozenset({IdeaState.SUBMITTED, IdeaState.EVALUATED, IdeaState.PILOTED})
"""The states in which somebody still has something to do: an owner, a next date, a question."""


class Size(StrEnum):
    """How large a change an idea is."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class ReasonCode(StrEnum):
    """Why an idea is not carried out; "not our business" is no reason, its way out is a transfer."""

    NO_CUSTOMER_BENEFIT = "no-customer-benefit"
    TOO_MUCH_EFFORT = "too-much-effort"
    ALREADY_DONE = "already-done"
    NOT_ALLOWED = "not-allowed"
    NOT_NOW = "not-now"
    PILOT_FAILED = "pilot-failed"
    OTHER = "other"


class FollowUpStage(StrEnum):
    """How far an adopted idea is with telling what changed."""

    IN_FOLLOW_UP = "in-follow-up"
    FINISHED = "finished"


FOLLOW_UP_DAYS = (30, 90)
"""How many days after adoption somebody tells what changed, unless other days are set."""


class GiveUp(StrEnum):
    """The answer to what is given up for the new."""

    SOMETHING = "something"
    NOTHING = "nothing"
