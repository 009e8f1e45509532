"""The sentence for every kind of event; the actor's name stands before it."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from ideas.labels.answers import JOIN_ROLES
from ideas.labels.pages import PAGES, RETAINED
from ideas.labels.states import ERASED_PERSON, ROLES, STATES
from ideas.labels.steps import CLEARANCES, REMAINDERS
from ideas.models.user import ERASED
from workflow.events import Kind

THE_AUTHOR = _l("The author")
"""Who acts where the log names nobody, or where the name is hidden."""
SENTENCES = {
    Kind.SUBMITTED: _l("submitted the idea"),
    Kind.EVALUATED: _l("marked the idea as evaluated"),
    Kind.PILOTED: _l("started a pilot"),
    Kind.ADOPTED: _l("adopted the idea"),
    Kind.ADOPTED_AT_ONCE: _l("decided that the idea is done at once"),
    Kind.RETHOUGHT: _l("took the idea back to evaluation"),
    Kind.DROPPED: _l("decided that the idea is not carried out"),
    Kind.WITHDRAWN: _l("withdrew the idea"),
    Kind.REOPENED: _l("opened the idea again"),
    Kind.MERGED: _l("merged the idea into %(target)s"),
    Kind.RECEIVED: _l("joined the idea %(source)s to this one"),
    Kind.IMPORTED: _l("It was brought over from an earlier system"),
    Kind.EDITED: _l("edited the text"),
    Kind.SPARRING_ASKED: _l("asked a colleague to spar"),
    Kind.SPARRING_ENDED: _l("ended the sparring with a colleague"),
    Kind.COMMENTED: _l("commented"),
    Kind.COMMENT_EDITED: _l("edited a comment"),
    Kind.COMMENT_REMOVED: _l("took a comment back"),
    Kind.FOLLOWED: _l("follows the idea"),
    Kind.UNFOLLOWED: _l("no longer follows the idea"),
    Kind.SUPPORTED: _l("supports the idea"),
    Kind.UNSUPPORTED: _l("no longer supports the idea"),
    Kind.JOINED: _l("joined in: %(role)s"),
    Kind.LEFT: _l("no longer takes part"),
    Kind.THANKED: _l("said thank you"),
    Kind.ATTACHED: _l("attached the file %(name)s"),
    Kind.DETACHED: _l("removed the file %(name)s"),
    Kind.ASSIGNED: _l("named %(person)s as the responsible person"),
    Kind.OFFERED: _l("asked %(person)s to take over"),
    Kind.ACCEPTED: _l("took over the responsibility"),
    Kind.DECLINED: _l("did not take over"),
    Kind.NEXT_DATE_SET: _l("set the next date: %(day)s"),
    Kind.ANSWER_DUE: _l("A first answer is promised by %(day)s"),
    Kind.ANSWER_OVERDUE: _l("A first answer was promised by %(day)s, and the author still waits for it"),
    Kind.PROMISE_DUE: _l("The next step from the state “%(state)s” is promised by %(day)s"),
    Kind.PROMISE_OVERDUE: _l("The next step from the state “%(state)s” was promised by %(day)s"),
    Kind.INFO_ASKED: _l("asked the author for more information"),
    Kind.INFO_GIVEN: _l("gave more information"),
    Kind.REVIEW_ASKED: _l("asked %(person)s to evaluate"),
    Kind.REVIEWED: _l("evaluated the idea"),
    Kind.PILOT_PLANNED: _l("wrote the pilot plan"),
    Kind.ROUND_OPENED: _l("opened a round of evaluation"),
    Kind.ROUND_CLOSED: _l("closed the round of evaluation"),
    Kind.ABSTAINED: _l("abstained from evaluating"),
    Kind.CRITERIA_SET: _l("changed the criteria of evaluation: version %(version)s"),
    Kind.COMMITMENT_SET: _l(
        "set what is promised of the state “%(state)s”: working days %(days_before)s → %(days)s, "
        "cases at a time %(most_before)s → %(most)s"
    ),
    Kind.AIM_TOLD: _l("told the aim of the pilot in their own words"),
    Kind.READING_ADDED: _l("added a reading: %(reading)s"),
    Kind.READING_CORRECTED: _l("corrected a reading: %(before)s → %(reading)s"),
    Kind.READING_DUE: _l("A reading is due on %(day)s: %(measure)s"),
    Kind.MEASURE_AMENDED: _l("amended the measure %(measure)s"),
    Kind.PILOT_CONCLUDED: _l("judged the pilot"),
    Kind.PILOT_EXTENDED: _l("extended the pilot until %(day)s"),
    Kind.PILOT_ENDS_SOON: _l("The pilot ends on %(day)s"),
    Kind.PILOT_OVERDUE: _l("The pilot has ended, and a decision is missing"),
    Kind.APPLIED: _l("told that it was applied elsewhere: %(unit)s"),
    Kind.APPLICATION_DUE: _l("It is time to tell how it went elsewhere: %(unit)s"),
    Kind.APPLICATION_ANSWERED: _l("told how it went elsewhere: %(unit)s"),
    Kind.FOLLOW_UP_SET: _l("set when it is asked what changed: %(day)s"),
    Kind.FOLLOW_UP_DUE: _l("It is time to tell what changed"),
    Kind.FOLLOW_UP_ANSWERED: _l("told what changed"),
    Kind.CORRECTED: _l("corrected an earlier entry"),
    Kind.TAKEN_BACK: _l("took back a decision made by mistake"),
    Kind.RECORDED: _l("named a work step that could be given up"),
    Kind.EXAMINED: _l("took it up for a decision"),
    Kind.TRIALLED: _l("started a trial stop"),
    Kind.GIVEN_UP: _l("decided to give it up"),
    Kind.KEPT: _l("decided to keep it"),
    Kind.RESUMED: _l("took it back into use"),
    Kind.RECONSIDERED: _l("took it up again"),
    Kind.RETURNED: _l("The review date came, and it is looked at again"),
    Kind.EXAMINATION_WRITTEN: _l("wrote down what was found out"),
    Kind.EVIDENCE_ADDED: _l("added evidence: %(evidence)s"),
    Kind.EVIDENCE_REMOVED: _l("took evidence back: %(evidence)s"),
    Kind.NEED_SHOWN: _l("showed the need for the rule"),
    Kind.STAFF_EFFECT_CLEARED: _l("cleared the effect on staff: %(clearance)s"),
    Kind.REMOVAL_TICKED: _l("removed, so that it does not creep back: %(what)s"),
    Kind.TRIAL_PLANNED: _l("wrote the plan of the trial stop"),
    Kind.TRIAL_EXTENDED: _l("extended the trial stop until %(day)s"),
    Kind.TRIAL_ENDS_SOON: _l("The trial stop ends on %(day)s"),
    Kind.TRIAL_OVERDUE: _l("The trial stop has ended, and a decision is missing"),
    Kind.MISSED: _l("missed it"),
    Kind.VERIFIED: _l("verified: %(remainder)s, %(hours)s h a year"),
    Kind.TIME_PLACED: _l("told where %(hours)s h a year went: %(purpose)s"),
    Kind.TIME_TAKEN_BACK: _l("took back where %(hours)s h a year went: %(purpose)s"),
    Kind.PAIRED: _l("gives room: %(work_step)s is given up for %(idea)s"),
    Kind.UNPAIRED: _l("no longer pairs %(work_step)s with %(idea)s"),
    Kind.ROOM_TOLD: _l("told how many hours a year it needs, and what is given up for it"),
    Kind.HANDLED: _l("recorded that the management group handled the idea on %(day)s"),
    Kind.PERSON_INVITED: _l("invited %(person)s"),
    Kind.LINK_GIVEN: _l("gave a link for choosing a new password"),
    Kind.ACCOUNT_OPENED: _l("opened the account"),
    Kind.ROLE_CHANGED: _l("changed the role from %(before)s to %(after)s"),
    Kind.UNIT_CHANGED: _l("changed the unit from %(before)s to %(after)s"),
    Kind.DEACTIVATED: _l("closed the account"),
    Kind.REACTIVATED: _l("opened the account again"),
    Kind.LANGUAGE_CHOSEN: _l("chose a language"),
    Kind.MAIL_CHOSEN: _l("chose what to hear of by mail"),
    Kind.MAIL_SENT_AGAIN: _l("had a mail sent again"),
    Kind.PASSWORD_CHANGED: _l("changed the password"),
    Kind.FEED_MADE: _l("made an address for the calendar"),
    Kind.FEED_REVOKED: _l("revoked the address for the calendar"),
    Kind.SIGNED_IN: _l("signed in"),
    Kind.SESSION_REVOKED: _l("ended a session"),
    Kind.SECOND_STEP_SET: _l("added a second step to signing in"),
    Kind.SECOND_STEP_REMOVED: _l("removed the second step of signing in"),
    Kind.SECOND_STEP_RESET: _l("removed the second step of signing in for somebody who lost it"),
    Kind.RECOVERY_CODE_USED: _l("signed in with a recovery code"),
    Kind.AUTHOR_SHOWN: _l("looked up whose name is hidden"),
    Kind.UNIT_ADDED: _l("added the unit %(unit)s"),
    Kind.UNIT_RENAMED: _l("renamed the unit %(unit)s"),
    Kind.UNIT_REMOVED: _l("removed the unit %(unit)s"),
    Kind.PERSON_ERASED: _l("erased the person’s name and address"),
    Kind.PAGE_WRITTEN: _l("wrote the page “%(page)s” (%(language)s), version %(version)s"),
    Kind.FEEDBACK_GIVEN: _l("Feedback %(number)s came in"),
    Kind.FEEDBACK_DUE: _l("Feedback %(number)s is to be answered by %(day)s"),
    Kind.FEEDBACK_OVERDUE: _l("Feedback %(number)s was to be answered by %(day)s and still waits"),
    Kind.FEEDBACK_ANSWERED: _l("answered the feedback %(number)s"),
    Kind.FEEDBACK_REMOVED: _l("removed the words of the feedback %(number)s"),
    Kind.DRAFTS_RESTING: _l(
        "What nobody has touched for a long time is removed on %(day)s. Open and save what you want to keep"
    ),
    Kind.RETENTION_ENDED: _l("Removed because its retention period has ended: %(what)s"),
}
CODED: Mapping[Kind, Mapping[Any, Any]] = {
    Kind.COMMITMENT_SET: STATES,
    Kind.JOINED: JOIN_ROLES,
    Kind.PAGE_WRITTEN: PAGES,
    Kind.RETENTION_ENDED: RETAINED,
    Kind.PROMISE_DUE: STATES,
    Kind.PROMISE_OVERDUE: STATES,
    Kind.ROLE_CHANGED: ROLES,
    Kind.STAFF_EFFECT_CLEARED: CLEARANCES,
    Kind.VERIFIED: REMAINDERS,
}
"""Kinds whose data holds codes, and the words of those."""

REACHED: Mapping[str, Any] = {
    "stop_rule": _l("The stop rule says: %(stop_rule)s"),
    "threshold": _l("The threshold is reached: %(threshold)s"),
}
"""What is said besides of a reading that has reached something, by the name under which the log keeps it."""
READINGS = frozenset({Kind.READING_ADDED, Kind.READING_CORRECTED})


class _Said(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "–"


def sentence(kind: Kind, data: Mapping[str, Any]) -> str:
    """What happened, in the reader's language; words that were erased read as a dash."""
    coded = {**CODED.get(kind, {}), ERASED: ERASED_PERSON}
    said = {name: coded.get(str(value), value) for name, value in data.items() if value is not None}
    reached = [str(words) for name, words in REACHED.items() if kind in READINGS and said.get(name)]
    return ". ".join([str(SENTENCES[kind]), *reached]) % _Said(said)
