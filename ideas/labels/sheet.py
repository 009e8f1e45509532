"""The words of the management group sheet, which a page and a PDF share."""

from datetime import date
from decimal import Decimal

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from ideas.i18n import format_date, format_number
from ideas.labels.states import STATES
from workflow.lifecycles.idea_states import IdeaState
from workflow.percentiles import Share, Spread

SHEET = {
    "title": _l("Management group sheet"),
    "figures": _l("Figures of the period"),
    "what": _l("What is counted"),
    "ideas": _l("Ideas"),
    "steps": _l("Work steps"),
    "definition": _l(
        "Ideas beside work steps that could be given up. Days are counted with the first and the last one; "
        "of fewer than ten decided cases no median is told."
    ),
    "voices": _l("From work with customers, in the staff’s own words"),
    "outcomes": _l("What changed, in the owners’ words"),
    "lessons": _l("What finished experiments taught"),
    "handled": _l("Handled in the management group"),
    "none": _l("Nothing in this period."),
}
LINES = {
    "arrived": _l("Came in"),
    "carried-out": _l("Adopted, or given up"),
    "others": _l("Not carried out, or kept"),
    "open": _l("Open now"),
    "median": _l("Days until decided, median"),
    "p85": _l("Days within which 85 per cent were decided"),
    "answer": _l("Working days until the first answer, median"),
    "promise": _l("First answer within what was promised"),
    "front-line": _l("From work with customers"),
    "told": _l("Told what changed, when it was time to tell"),
    "hours": _l("Hours a year: taken on by ideas, verified as freed"),
}
"""What each line of the figures is called."""
NOTHING = "–"
HOUSE = _l("the whole organisation")


def share(found: Share) -> str:
    """A share in per cent, with the numbers that it is of."""
    if found.value is None:
        return NOTHING
    numbers = {"part": format_number(found.part), "whole": format_number(found.whole)}
    return str(_("%(percent)s %% (%(part)s of %(whole)s)", percent=round(found.value * 100), **numbers))


def middle(found: Spread, days: int | None) -> str:
    """The days, or how few cases there are where they are too few."""
    if days is not None:
        return format_number(days)
    return str(_("too few: %(n)s", n=found.n)) if found.n else NOTHING


def hours(found: Decimal) -> str:
    """Hours a year."""
    return str(_("%(hours)s h", hours=format_number(found)))


def standing(state: str, days: int, since: date, *, is_open: bool) -> str:
    """The state of an idea, and how long it has waited in it or since when it is decided."""
    if is_open:
        lasted = ngettext("waits, %(num)s day in this state", "waits, %(num)s days in this state", days)
    else:
        lasted = _("since %(day)s", day=format_date(since))
    return f"{STATES[IdeaState(state)]}, {lasted}"


def handled_ideas(n: int) -> str:
    """How many ideas were handled."""
    return str(ngettext("%(num)s idea", "%(num)s ideas", n))
