"""Who hears of what: from the kind of an event to the relations that are told."""

from collections.abc import Mapping

from workflow.actors import Relation
from workflow.events import Kind

_AUTHORS = frozenset({Relation.AUTHOR})
_OWNER = frozenset({Relation.OWNER})
_CLOSE = frozenset({Relation.AUTHOR, Relation.OWNER})
_ALL = frozenset({Relation.AUTHOR, Relation.OWNER, Relation.FOLLOWER})

AUDIENCE: Mapping[Kind, frozenset[Relation]] = {
    Kind.SUBMITTED: _ALL,
    Kind.EVALUATED: _ALL,
    Kind.PILOTED: _ALL,
    Kind.ADOPTED: _ALL,
    Kind.ADOPTED_AT_ONCE: _ALL,
    Kind.RETHOUGHT: _ALL,
    Kind.DROPPED: _ALL,
    Kind.WITHDRAWN: _ALL,
    Kind.REOPENED: _ALL,
    Kind.MERGED: _ALL,
    Kind.RECEIVED: _ALL,
    Kind.EDITED: _OWNER,
    Kind.COMMENTED: _ALL,
    Kind.JOINED: _CLOSE,
    Kind.THANKED: _CLOSE,
    Kind.ASSIGNED: _CLOSE,
    Kind.ACCEPTED: _CLOSE,
    Kind.DECLINED: _OWNER,
    Kind.NEXT_DATE_SET: _AUTHORS,
    Kind.ANSWER_DUE: _OWNER,
    Kind.ANSWER_OVERDUE: _OWNER,
    Kind.PROMISE_DUE: _OWNER,
    Kind.PROMISE_OVERDUE: _OWNER,
    Kind.INFO_ASKED: _AUTHORS,
    Kind.INFO_GIVEN: _OWNER,
    Kind.REVIEWED: _OWNER,
    Kind.ABSTAINED: _OWNER,
    Kind.AIM_TOLD: _OWNER,
    Kind.READING_ADDED: _OWNER,
    Kind.READING_CORRECTED: _OWNER,
    Kind.READING_DUE: _OWNER,
    Kind.MEASURE_AMENDED: _CLOSE,
    Kind.PILOT_CONCLUDED: _CLOSE,
    Kind.PILOT_EXTENDED: _ALL,
    Kind.PILOT_ENDS_SOON: _OWNER,
    Kind.PILOT_OVERDUE: _OWNER,
    Kind.APPLIED: _CLOSE,
    Kind.APPLICATION_ANSWERED: _CLOSE,
    Kind.FOLLOW_UP_SET: _CLOSE,
    Kind.FOLLOW_UP_DUE: _OWNER,
    Kind.FOLLOW_UP_ANSWERED: _ALL,
    Kind.CORRECTED: _CLOSE,
    Kind.TAKEN_BACK: _ALL,
    Kind.RECORDED: _ALL,
    Kind.EXAMINED: _ALL,
    Kind.TRIALLED: _ALL,
    Kind.GIVEN_UP: _ALL,
    Kind.KEPT: _ALL,
    Kind.RESUMED: _ALL,
    Kind.RECONSIDERED: _ALL,
    Kind.RETURNED: _ALL,
    Kind.EVIDENCE_ADDED: _OWNER,
    Kind.NEED_SHOWN: _OWNER,
    Kind.STAFF_EFFECT_CLEARED: _OWNER,
    Kind.TRIAL_EXTENDED: _ALL,
    Kind.TRIAL_ENDS_SOON: _OWNER,
    Kind.TRIAL_OVERDUE: _OWNER,
    Kind.MISSED: _OWNER,
    Kind.VERIFIED: _ALL,
    Kind.TIME_PLACED: _CLOSE,
    Kind.PAIRED: _CLOSE,
    Kind.UNPAIRED: _CLOSE,
    Kind.ROOM_TOLD: _CLOSE,
    Kind.HANDLED: _ALL,
    Kind.AUTHOR_SHOWN: _AUTHORS,
}
"""A kind that is missing here is told to nobody but the people the event itself names."""


def hearers(kind: Kind) -> frozenset[Relation]:
    """The relations that hear of this kind of event."""
    return AUDIENCE.get(kind, frozenset())
