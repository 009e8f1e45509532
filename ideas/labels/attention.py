"""The words for why a case asks for attention."""

from flask_babel import lazy_gettext as _l

from workflow.attention import Reason

ATTENTION = {
    Reason.LONG_IN_STATE: _l("longer in its state than 85 per cent of earlier ones"),
    Reason.NO_NEXT_DATE: _l("no next date"),
    Reason.NO_OWNER: _l("nobody is responsible for it yet"),
    Reason.OWNER_GONE: _l("who is responsible for it has left or moved to another unit"),
    Reason.PILOT_OVERDUE: _l("the last day of the pilot has passed"),
    Reason.TRIAL_OVERDUE: _l("the last day of the trial stop has passed"),
    Reason.FOLLOW_UP_OVERDUE: _l("it is time to tell what changed"),
    Reason.REVIEW_OVERDUE: _l("its review date has passed"),
}
