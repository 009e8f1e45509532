"""The words for the rows behind each figure of the situation view: what they are, and how they are found."""

from typing import Any

from flask_babel import lazy_gettext as _l

from ideas.labels.states import STATES as OF_CASES

ROWS: dict[str, tuple[Any, Any]] = {
    "standing": (
        _l("What is open now"),
        _l("Every case that is in an open state today, the one that has been there longest first."),
    ),
    "stayed-longer": (
        _l("What has been in its state for long"),
        _l(
            "Every case that is in an open state today and has been there for more days than are told below; "
            "the first day and today count."
        ),
    ),
    "entered": (
        _l("What came into a state"),
        _l("Every time that a case came into the state in the period; one that came twice is told twice."),
    ),
    "left": (
        _l("What left a state"),
        _l("Every time that a case left the state in the period; one that left twice is told twice."),
    ),
    "stayed": (
        _l("How long cases stayed in an open state"),
        _l("Every stay in an open state that ended in the period; its first and last day count."),
    ),
    "closed": (
        _l("What was decided"),
        _l(
            "Every case that was decided in the period and is decided still. Of one that was opened again "
            "all days count on which it was open."
        ),
    ),
    "answered": (
        _l("What got its first answer"),
        _l(
            "Every case that somebody else than an author answered in the period for the first time, with "
            "the working days from its arrival. Automatic receipts are no answer."
        ),
    ),
    "unanswered": (
        _l("What waits for its first answer"),
        _l(
            "Every case that nobody but its authors has answered yet, with the working days since it "
            "arrived."
        ),
    ),
    "cohort": (
        _l("What became of the cases that arrived"),
        _l(
            "Every case that arrived in the period and ever came to the state; adopted, not carried out, "
            "given up and kept are those that are so now."
        ),
    ),
    "front-line": (
        _l("Ideas from work with customers"),
        _l("Every idea of the period whose author told that it came up in work with customers."),
    ),
    "piloted": (_l("Pilots that began"), _l("Every time that a pilot of an idea began in the period.")),
    "directed": (
        _l("Pilots that serve a direction"),
        _l("Every pilot that began in the period, of an idea that belongs to a direction."),
    ),
    "undirected": (
        _l("Pilots that serve no direction"),
        _l("Every pilot that began in the period, of an idea that belongs to no direction."),
    ),
    "adopted": (
        _l("Ideas taken into use"),
        _l("Every idea that was taken into use in the period and is in use still."),
    ),
    "paired": (
        _l("Ideas for which something makes room"),
        _l("Every idea that was taken into use in the period and for which a work step is given up."),
    ),
    "unpaired": (
        _l("Ideas for which nothing makes room"),
        _l("Every idea that was taken into use in the period and for which no work step is given up."),
    ),
    "taken-on": (
        _l("Ideas that take hours"),
        _l("Every idea that was taken into use in the period, with the hours a year that it needs."),
    ),
    "untold": (
        _l("Ideas that have not told their hours"),
        _l("Every idea that was taken into use in the period without telling the hours that it needs."),
    ),
    "asked": (
        _l("Follow-ups that nobody has answered"),
        _l(
            "Every day of the period on which it was asked what changed, and nobody has told. Days to "
            "come are left out."
        ),
    ),
    "told": (
        _l("Follow-ups that were answered"),
        _l(
            "Every day of the period on which it was asked what changed, and somebody told. Days to come "
            "are left out."
        ),
    ),
    "given-up": (
        _l("Work steps given up"),
        _l("Every work step that was given up in the period and has not come back."),
    ),
    "verified": (
        _l("Work steps whose hours were verified"),
        _l(
            "Every work step that was given up in the period, has not come back, and of which somebody has "
            "verified what it freed, in hours a year."
        ),
    ),
}  # fmt: skip
"""By the name of a figure: what its rows are, and which of them are told."""
STATES: dict[str, Any] = {
    **{str(code): word for code, word in OF_CASES.items()},
    "open": _l("still open"),
    "": "",
}
"""By what can be asked for as the state of a figure."""
ROW_COLUMNS = {
    "public_id": _l("Id"),
    "title": _l("Title"),
    "kind": _l("Kind"),
    "unit": _l("Unit"),
    "owner": _l("Responsible person"),
    "now": _l("State now"),
    "state": _l("State that is counted"),
    "first": _l("Came into it on"),
    "last": _l("Left it on"),
    "on": _l("Counted on"),
    "days": _l("Days"),
    "hours": _l("Hours, h/yr"),
}
KINDS = {"idea": _l("idea"), "work-step": _l("work step")}
SHEET = _l("Rows")
"""The name of the sheet."""
