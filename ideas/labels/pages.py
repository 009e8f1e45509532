"""The words for the organisation's own pages, for what feedback is about, and for what is kept how long."""

from flask_babel import lazy_gettext as _l

from ideas.models.feedback import FeedbackKind
from ideas.models.page import PageKey
from workflow.retention import Retained

PAGES = {
    PageKey.PRIVACY: _l("Privacy notice"),
    PageKey.ACCESSIBILITY: _l("Accessibility statement"),
}
FEEDBACK_NEWS = _l("Feedback about this service")
DRAFTS_NEWS = _l("My drafts")
"""Over what people are told of that is about no case."""
FEEDBACK_KINDS = {
    FeedbackKind.ACCESSIBILITY: _l("Accessibility: something could not be read, heard or used"),
    FeedbackKind.OTHER: _l("Something else about this service"),
}
RETAINED = {
    Retained.SIGN_IN_ATTEMPTS: _l("Failed sign-ins"),
    Retained.HALF_SIGN_INS: _l("Sign-ins that waited for their second step"),
    Retained.FEEDBACK_ATTEMPTS: _l("From which network feedback came, as a hash"),
    Retained.FORM_KEYS: _l("Keys that keep a form from being sent twice"),
    Retained.ENDED_SESSIONS: _l("Sessions that have ended"),
    Retained.OLD_LINKS: _l("One-time links that hold no longer"),
    Retained.SENT_MAILS: _l("That a mail was sent"),
    Retained.FEEDBACK_ADDRESSES: _l("The e-mail address in answered feedback"),
    Retained.FEEDBACK: _l("Answered feedback"),
    Retained.READ_NEWS: _l("News that was read"),
    Retained.DRAFTS: _l("Drafts that nobody has touched; their author is told 60 days before"),
    Retained.CLOSED_ACCOUNTS: _l("Closed accounts"),
}
