"""Every kind of thing that can happen, and the event that says it happened."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What an entry of the log says happened."""

    SUBMITTED = "submitted"
    EVALUATED = "evaluated"
    PILOTED = "piloted"
    ADOPTED = "adopted"
    ADOPTED_AT_ONCE = "adopted-at-once"
    RETHOUGHT = "rethought"
    DROPPED = "dropped"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"
    MERGED = "merged"
    RECEIVED = "received"
    IMPORTED = "imported"
    EDITED = "edited"
    SPARRING_ASKED = "sparring-asked"
    SPARRING_ENDED = "sparring-ended"
    COMMENTED = "commented"
    COMMENT_EDITED = "comment-edited"
    COMMENT_REMOVED = "comment-removed"
    FOLLOWED = "followed"
    UNFOLLOWED = "unfollowed"
    SUPPORTED = "supported"
    UNSUPPORTED = "unsupported"
    JOINED = "joined"
    LEFT = "left"
    THANKED = "thanked"
    ATTACHED = "attached"
    DETACHED = "detached"
    ASSIGNED = "assigned"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    NEXT_DATE_SET = "next-date-set"
    ANSWER_DUE = "answer-due"
    ANSWER_OVERDUE = "answer-overdue"
    PROMISE_DUE = "promise-due"
    PROMISE_OVERDUE = "promise-overdue"
    INFO_ASKED = "info-asked"
    INFO_GIVEN = "info-given"
    REVIEW_ASKED = "review-asked"
    REVIEWED = "reviewed"
    ROUND_OPENED = "round-opened"
    ROUND_CLOSED = "round-closed"
    ABSTAINED = "abstained"
    CRITERIA_SET = "criteria-set"
    COMMITMENT_SET = "commitment-set"
    PILOT_PLANNED = "pilot-planned"
    AIM_TOLD = "aim-told"
    READING_ADDED = "reading-added"
    READING_CORRECTED = "reading-corrected"
    READING_DUE = "reading-due"
    MEASURE_AMENDED = "measure-amended"
    PILOT_CONCLUDED = "pilot-concluded"
    PILOT_EXTENDED = "pilot-extended"
    PILOT_ENDS_SOON = "pilot-ends-soon"
    PILOT_OVERDUE = "pilot-overdue"
    APPLIED = "applied"
    APPLICATION_DUE = "application-due"
    APPLICATION_ANSWERED = "application-answered"
    FOLLOW_UP_SET = "follow-up-set"
    FOLLOW_UP_DUE = "follow-up-due"
    FOLLOW_UP_ANSWERED = "follow-up-answered"
    CORRECTED = "corrected"
    TAKEN_BACK = "taken-back"
    RECORDED = "recorded"
    EXAMINED = "examined"
    TRIALLED = "trialled"
    GIVEN_UP = "given-up"
    KEPT = "kept"
    RESUMED = "resumed"
    RECONSIDERED = "reconsidered"
    RETURNED = "returned"
    EXAMINATION_WRITTEN = "examination-written"
    EVIDENCE_ADDED = "evidence-added"
    EVIDENCE_REMOVED = "evidence-removed"
    NEED_SHOWN = "need-shown"
    STAFF_EFFECT_CLEARED = "staff-effect-cleared"
    REMOVAL_TICKED = "removal-ticked"
    TRIAL_PLANNED = "trial-planned"
    TRIAL_EXTENDED = "trial-extended"
    TRIAL_ENDS_SOON = "trial-ends-soon"
    TRIAL_OVERDUE = "trial-overdue"
    MISSED = "missed"
    VERIFIED = "verified"
    TIME_PLACED = "time-placed"
    TIME_TAKEN_BACK = "time-taken-back"
    PAIRED = "paired"
    UNPAIRED = "unpaired"
    ROOM_TOLD = "room-told"
    HANDLED = "handled"
    PERSON_INVITED = "person-invited"
    LINK_GIVEN = "link-given"
    ACCOUNT_OPENED = "account-opened"
    ROLE_CHANGED = "role-changed"
    UNIT_CHANGED = "unit-changed"
    DEACTIVATED = "deactivated"
    REACTIVATED = "reactivated"
    LANGUAGE_CHOSEN = "language-chosen"
    MAIL_CHOSEN = "mail-chosen"
    MAIL_SENT_AGAIN = "mail-sent-again"
    PASSWORD_CHANGED = "password-changed"
    FEED_MADE = "feed-made"
    FEED_REVOKED = "feed-revoked"
    SIGNED_IN = "signed-in"
    SESSION_REVOKED = "session-revoked"
    SECOND_STEP_SET = "second-step-set"
    SECOND_STEP_REMOVED = "second-step-removed"
    SECOND_STEP_RESET = "second-step-reset"
    RECOVERY_CODE_USED = "recovery-code-used"
    AUTHOR_SHOWN = "author-shown"
    UNIT_ADDED = "unit-added"
    UNIT_RENAMED = "unit-renamed"
    UNIT_REMOVED = "unit-removed"
    PERSON_ERASED = "person-erased"
    PAGE_WRITTEN = "page-written"
    FEEDBACK_GIVEN = "feedback-given"
    FEEDBACK_DUE = "feedback-due"
    FEEDBACK_OVERDUE = "feedback-overdue"
    FEEDBACK_ANSWERED = "feedback-answered"
    FEEDBACK_REMOVED = "feedback-removed"
    DRAFTS_RESTING = "drafts-resting"
    RETENTION_ENDED = "retention-ended"


DEEDS_OF_OFFICE = frozenset(
    {
        Kind.EVALUATED,
        Kind.PILOTED,
        Kind.ADOPTED,
        Kind.ADOPTED_AT_ONCE,
        Kind.RETHOUGHT,
        Kind.DROPPED,
        Kind.MERGED,
        Kind.RECEIVED,
        Kind.ASSIGNED,
        Kind.OFFERED,
        Kind.ACCEPTED,
        Kind.DECLINED,
        Kind.NEXT_DATE_SET,
        Kind.INFO_ASKED,
        Kind.REVIEW_ASKED,
        Kind.REVIEWED,
        Kind.ROUND_OPENED,
        Kind.ROUND_CLOSED,
        Kind.ABSTAINED,
        Kind.PILOT_PLANNED,
        Kind.AIM_TOLD,
        Kind.READING_ADDED,
        Kind.READING_CORRECTED,
        Kind.MEASURE_AMENDED,
        Kind.PILOT_CONCLUDED,
        Kind.PILOT_EXTENDED,
        Kind.FOLLOW_UP_SET,
        Kind.FOLLOW_UP_ANSWERED,
        Kind.CORRECTED,
        Kind.TAKEN_BACK,
        Kind.EXAMINED,
        Kind.TRIALLED,
        Kind.GIVEN_UP,
        Kind.KEPT,
        Kind.RESUMED,
        Kind.RECONSIDERED,
        Kind.EXAMINATION_WRITTEN,
        Kind.NEED_SHOWN,
        Kind.STAFF_EFFECT_CLEARED,
        Kind.REMOVAL_TICKED,
        Kind.TRIAL_PLANNED,
        Kind.TRIAL_EXTENDED,
        Kind.VERIFIED,
        Kind.TIME_PLACED,
        Kind.TIME_TAKEN_BACK,
        Kind.PAIRED,
        Kind.UNPAIRED,
        Kind.ROOM_TOLD,
        Kind.HANDLED,
        Kind.AUTHOR_SHOWN,
    }
)
"""What people do as leads, owners and evaluators: always under their own name.

“The author named an owner” would tell that a hidden author is a lead.
"""

BY_ITSELF = frozenset(
    {
        Kind.IMPORTED,
        Kind.RETURNED,
        Kind.ANSWER_DUE,
        Kind.ANSWER_OVERDUE,
        Kind.PROMISE_DUE,
        Kind.PROMISE_OVERDUE,
        Kind.READING_DUE,
        Kind.PILOT_ENDS_SOON,
        Kind.PILOT_OVERDUE,
        Kind.APPLICATION_DUE,
        Kind.FOLLOW_UP_DUE,
        Kind.TRIAL_ENDS_SOON,
        Kind.TRIAL_OVERDUE,
        Kind.FEEDBACK_DUE,
        Kind.FEEDBACK_OVERDUE,
        Kind.DRAFTS_RESTING,
    }
)
"""What the system does alone, so that nobody acts."""


@dataclass(frozen=True, slots=True)
class Event:
    """A move that was decided: what the log will say, before it has a row."""

    kind: Kind
    source: str
    target: str
    words: str = ""
    data: Mapping[str, str] = field(default_factory=dict)
