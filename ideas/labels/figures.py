"""The words for the sections and figures of the situation view as its files tell them, each with its unit."""

from typing import Any

from flask_babel import lazy_gettext as _l

SECTIONS = {
    "outcome": _l("Outcome"),
    "balance": _l("Balance"),
    "promise": _l("Promise"),
    "flow": _l("Flow"),
    "time": _l("Time"),
    "age": _l("Age"),
    "paths": _l("What became of it"),
    "forecast": _l("Forecast"),
    "participation": _l("Participation"),
    "attention": _l("Attention"),
}
"""The names of the sheets: at most 31 characters."""
UNITS = {
    "cases": _l("cases"),
    "days": _l("days"),
    "working-days": _l("working days"),
    "hours-a-year": _l("h/yr"),
    "people": _l("people"),
    "times": _l("times"),
    "day": _l("day"),
}
_P85 = _l("85 in a hundred were within this time; told of ten and more.")
_DOTS = _l("One case; each is told by itself where there are fewer than ten.")
FIGURES: dict[str, tuple[Any, str, Any]] = {
    "verified": (
        _l("Freed and verified"), "hours-a-year",
        _l("Of the work steps given up in the period that have not come back, as verified last."),
    ),
    "placed": (
        _l("Freed and in use elsewhere"), "hours-a-year",
        _l("Of the verified hours, those that have found a use."),
    ),
    "for-customers": (
        _l("To work with customers"), "hours-a-year",
        _l("Of the hours that have found a use, those for work with customers."),
    ),
    "verified-steps": (
        _l("Verified work steps"), "cases",
        _l(
            "Of the work steps given up in the period that have not come back, those whose hours were"
            " verified."
        ),
    ),
    "told": (
        _l("Follow-ups answered"), "times",
        _l("Of the times on which it was asked what changed and whose day has passed."),
    ),
    "running": (_l("Experiments under way"), "cases", _l("Cases that are being tried out today.")),
    "adopted": (_l("Ideas taken into use"), "cases", _l("Taken into use in the period, and in use still.")),
    "given-up": (_l("Work steps given up"), "cases", _l("Given up in the period, and not come back.")),
    "taken-on": (
        _l("Taken on by new ideas"), "hours-a-year",
        _l("What the ideas taken into use in the period need, as one person has told for each."),
    ),
    "untold": (
        _l("Ideas that have not told their hours"), "cases",
        _l("Of the ideas taken into use in the period."),
    ),
    "paired": (
        _l("Ideas for which something makes room"), "cases",
        _l("Of the ideas taken into use in the period, those with a work step that is given up for them."),
    ),
    "unpaired": (
        _l("Ideas for which nothing makes room"), "cases",
        _l(
            "Of the ideas taken into use in the period, those without a work step that is given up "
            "for them."
        ),
    ),
    "answer-promised": (
        _l("Promised first answer"), "working-days",
        _l("Within how many working days of its arrival somebody answers."),
    ),
    "answered-in-time": (
        _l("Answered within the promise"), "cases",
        _l("Of those answered in the period and those that still wait past the promise."),
    ),
    "first-answer-n": (
        _l("First answers"), "cases",
        _l("Those that somebody else than an author answered first in the period."),
    ),
    "first-answer-median": (
        _l("First answer, median"), "working-days",
        _l("Half of them were answered within this time; told of ten and more."),
    ),
    "first-answer-p85": (_l("First answer, P85"), "working-days", _P85),
    "first-answer": (_l("First answer"), "working-days", _DOTS),
    "promised": (
        _l("Promise of the state"), "working-days",
        _l("Within how many working days the state is left."),
    ),
    "left-in-time": (
        _l("Left within the promise"), "cases",
        _l("Of those that left the state in the period and those that still wait there past the promise."),
    ),
    "standing": (_l("In progress now"), "cases", _l("Cases that are in the state today.")),
    "limit": (
        _l("Limit of work in progress"), "cases",
        _l("How many the development leads want in the state at most."),
    ),
    "closed": (
        _l("Decided in the month"), "cases",
        _l("Those that came to a decision in the month that still holds."),
    ),
    "at-end-of-day": (
        _l("In the state at the end of the day"), "cases",
        _l(
            "Of decided cases, those that came to the state since the period began, less those that "
            "left it again."
        ),
    ),
    "time-in-state-n": (
        _l("Left the state"), "cases",
        _l("Every stay in the state that ended in the period."),
    ),
    "time-in-state-median": (
        _l("Time in the state, median"), "days",
        _l("Half of them left within this time; told of ten and more."),
    ),
    "time-in-state-p85": (_l("Time in the state, P85"), "days", _P85),
    "time-in-state": (_l("Time in the state"), "days", _DOTS),
    "time-in-all-n": (_l("Decided"), "cases", _l("Those decided in the period.")),
    "time-in-all-median": (
        _l("Time in all, median"), "days",
        _l(
            "Half of them were decided within this time; told of ten and more. Of one opened again "
            "all days count."
        ),
    ),
    "time-in-all-p85": (_l("Time in all, P85"), "days", _P85),
    "time-in-all": (_l("Time in all"), "days", _DOTS),
    "stayed-longer": (
        _l("Longer in the state than most"), "cases",
        _l(
            "Of those in the state today, those there for longer than 85 in a hundred of those that "
            "left it."
        ),
    ),
    "age": (
        _l("Age in the state"), "days",
        _l("One open case: the days in its state, the first and today counted."),
    ),
    "implementation": (
        _l("Carried out"), "cases",
        _l("Of those decided in the period: ideas taken into use, or work steps given up."),
    ),
    "front-line": (
        _l("From work with customers"), "cases",
        _l("Of the ideas that arrived in the period and told it."),
    ),
    "front-line-in-use": (
        _l("From work with customers, in use"), "cases",
        _l("Of the ideas that arrived in the period, told it, and are in use."),
    ),
    "directed": (_l("Pilots that serve a direction"), "cases", _l("Of the pilots that began in the period.")),
    "arrived": (_l("Arrived"), "cases", _l("What arrived in the month.")),
    "reached": (
        _l("Came to the state"), "cases",
        _l(
            "Of what arrived in the month, those that have come to the state since; of ends those "
            "that hold."
        ),
    ),
    "reached-so-far": (
        _l("Came to the state so far"), "cases",
        _l("The same of a month that is unfinished: most cases need more time than it has had."),
    ),
    "service-level": (
        _l("85 in a hundred are decided within"), "days",
        _l("Made from the months of the period before the last three whole ones."),
    ),
    "service-level-hits": (
        _l("Decided within that time"), "cases",
        _l("Of those decided in the last three whole months."),
    ),
    "waiting": (_l("Waiting now"), "cases", _l("Cases that are open today.")),
    "decided-by-50": (
        _l("Decided by, 50 of 100 runs"), "day",
        _l("The day until which all that wait today are decided, judging by the last 26 whole weeks."),
    ),
    "decided-by-85": (
        _l("Decided by, 85 of 100 runs"), "day",
        _l("The day until which all that wait today are decided, judging by the last 26 whole weeks."),
    ),
    "decided-by-95": (
        _l("Decided by, 95 of 100 runs"), "day",
        _l("The day until which all that wait today are decided, judging by the last 26 whole weeks."),
    ),
    "contributors": (
        _l("Took part"), "people",
        _l("Of those who can sign in; units are told only where there are enough people."),
    ),
    "ideas": (_l("Ideas brought"), "cases", _l("Ideas submitted in the period.")),
    "ideas-per-hundred": (
        _l("Ideas of a hundred people in a year"), "cases",
        _l("The ideas of the period, by people and by year."),
    ),
    "attention": (_l("Asks for attention"), "cases", _l("Cases to which the reason applies today.")),
    "attention-at-least": (
        _l("Asks for attention, at least"), "cases",
        _l("Cases to which the reason applies today; counting stopped here."),
    ),
}  # fmt: skip
"""By the name of a figure: its words, the unit of its numbers, and what is counted."""
FIGURE_COLUMNS = {
    "section": _l("Section"),
    "figure": _l("Figure"),
    "kind": _l("Kind"),
    "state": _l("State"),
    "size": _l("Size"),
    "day": _l("Month or day"),
    "place": _l("Unit or reason"),
    "value": _l("Value"),
    "of": _l("Out of"),
    "unit": _l("Unit of measure"),
    "definition": _l("Definition"),
}
UNTOLD_SIZE = _l("not told")
