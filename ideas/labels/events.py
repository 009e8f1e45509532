"""The sentence for every kind of event; the actor's name stands before it."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from ideas.labels.answers import JOIN_ROLES
from ideas.labels.states import ROLES
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
    Kind.IMPORTED: _l("The idea was brought over from an earlier system"),
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
    Kind.INFO_ASKED: _l("asked the author for more information"),
    Kind.INFO_GIVEN: _l("gave more information"),
    Kind.REVIEW_ASKED: _l("asked %(person)s to evaluate"),
    Kind.REVIEWED: _l("evaluated the idea"),
    Kind.PILOT_PLANNED: _l("wrote the pilot plan"),
    Kind.READING_ADDED: _l("added a reading: %(reading)s"),
    Kind.PERSON_INVITED: _l("invited %(person)s"),
    Kind.LINK_GIVEN: _l("gave a link for choosing a new password"),
    Kind.ACCOUNT_OPENED: _l("opened the account"),
    Kind.ROLE_CHANGED: _l("changed the role from %(before)s to %(after)s"),
    Kind.UNIT_CHANGED: _l("changed the unit from %(before)s to %(after)s"),
    Kind.DEACTIVATED: _l("closed the account"),
    Kind.REACTIVATED: _l("opened the account again"),
    Kind.LANGUAGE_CHOSEN: _l("chose a language"),
    Kind.PASSWORD_CHANGED: _l("changed the password"),
    Kind.SIGNED_IN: _l("signed in"),
    Kind.SESSION_REVOKED: _l("ended a session"),
    Kind.UNIT_ADDED: _l("added the unit %(unit)s"),
    Kind.UNIT_RENAMED: _l("renamed the unit %(unit)s"),
    Kind.UNIT_REMOVED: _l("removed the unit %(unit)s"),
}
CODED: Mapping[Kind, Mapping[Any, Any]] = {Kind.JOINED: JOIN_ROLES, Kind.ROLE_CHANGED: ROLES}
"""Kinds whose data holds codes, and the words of those."""


class _Said(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "–"


def sentence(kind: Kind, data: Mapping[str, Any]) -> str:
    """What happened, in the reader's language; words that were erased read as a dash."""
    coded = CODED.get(kind, {})
    said = {name: coded.get(str(value), value) for name, value in data.items() if value is not None}
    return str(SENTENCES[kind]) % _Said(said)
