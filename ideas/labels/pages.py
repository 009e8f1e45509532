"""The words for the organisation's own pages, and for what feedback is about."""

from flask_babel import lazy_gettext as _l

from ideas.models.feedback import FeedbackKind
from ideas.models.page import PageKey
from workflow.retention import Retained

PAGES = {
    PageKey.PRIVACY: _l("Privacy notice"),
    PageKey.ACCESSIBILITY: _l("Accessibility statement"),
}
FEEDBACK_KINDS = {
    FeedbackKind.ACCESSIBILITY: _l("Accessibility: something could not be read, heard or used"),
    FeedbackKind.OTHER: _l("Something else about this service"),
}
