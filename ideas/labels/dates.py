"""The words for what is due on a day."""

from flask_babel import lazy_gettext as _l

DUE = {
    "next": _l("Next date"),
    "review": _l("Review date"),
    "verification": _l("To be verified by"),
    "pilot-end": _l("Pilot ends"),
    "trial-end": _l("Trial stop ends"),
    "reading": _l("A reading is due"),
    "follow-up": _l("Time to tell what changed"),
    "application": _l("Time to tell how it went elsewhere"),
    "evaluation": _l("You are asked to evaluate"),
}
