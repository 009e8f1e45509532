"""Words for the closed answers about work steps, and the labels of their fields."""

from typing import Any

from flask_babel import lazy_gettext as _l

from ideas.models.decision import Remainder
from ideas.models.examination import Reason
from ideas.models.measure import Danger
from ideas.models.work_step_codes import Channel, Clearance, Proposal, Question, ReduceHow, StepKind, Waste
from workflow.evidence import EvidenceClass, Method
from workflow.hours import Basis
from workflow.lifecycles.work_step_states import Ending, Keeping, Level, Origin, Shift

STEP_KINDS = {
    StepKind.WORK_STEP: _l("work step"),
    StepKind.REPORT: _l("report"),
    StepKind.MEETING: _l("meeting"),
    StepKind.FORM: _l("form or field"),
    StepKind.APPROVAL: _l("approval or check"),
    StepKind.DUPLICATE: _l("duplicate recording"),
    StepKind.TRAVEL: _l("travel"),
    StepKind.SERVICE_POINT: _l("service point"),
    StepKind.OPENING_HOURS: _l("opening hours"),
    StepKind.OTHER: _l("something else"),
}
QUESTIONS = {
    Question.NO_BENEFIT: _l("A step that brings neither benefit to the customer nor success to staff"),
    Question.TOO_LITTLE: _l("Something that yields far too little for the effort"),
    Question.TRAVEL: _l("Travel where meeting remotely would do"),
    Question.NEVER_SERVED: _l("A service point where the customer never really gets service"),
    Question.ONCE_A_WEEK: _l("Service that is there only once a week during office hours"),
}
WASTES = {
    Waste.WAITING: _l("waiting"),
    Waste.RECORDING_AGAIN: _l("recording again and again"),
    Waste.SEARCHING: _l("searching"),
    Waste.HANDING_OVER: _l("handing over"),
    Waste.NEEDLESS_PRECISION: _l("needless precision"),
    Waste.NEEDLESS_APPROVAL: _l("needless approval"),
    Waste.TOO_OFTEN: _l("too often"),
    Waste.CORRECTING: _l("correcting"),
    Waste.UNUSED_SKILL: _l("skill that is not used"),
    Waste.TRAVELLING: _l("travelling"),
}
REASONS = {
    Reason.NO_CUSTOMER_BENEFIT: _l("no benefit to the customer"),
    Reason.NO_SUCCESS: _l("no experiences of success"),
    Reason.TOO_LITTLE_FOR_EFFORT: _l("too little for the effort"),
    Reason.NO_LONGER_NEEDED: _l("no longer needed"),
    Reason.OVERLAPPING: _l("done elsewhere too"),
    Reason.BORN_OF_DISTRUST: _l("born of distrust towards the customer"),
    Reason.MISUNDERSTOOD: _l("a misunderstood requirement"),
}
ORIGINS = {
    Origin.HABIT: _l("habit (no rule)"),
    Origin.OWN_RULE: _l("own rule"),
    Origin.EXTERNAL: _l("external requirement"),
    Origin.UNKNOWN: _l("not known"),
}
LEVELS = {
    Level.NONE: _l("none"),
    Level.LITTLE: _l("a little"),
    Level.CLEAR: _l("clear"),
    Level.UNKNOWN: _l("not known"),
}
PROPOSALS = {
    Proposal.STOP: _l("stop"),
    Proposal.REDUCE: _l("reduce"),
    Proposal.REPLACE: _l("replace"),
    Proposal.AUTOMATE: _l("automate"),
    Proposal.KEEP: _l("keep with a reason"),
}
REDUCE_HOWS = {
    ReduceHow.LESS_OFTEN: _l("less often"),
    ReduceHow.NARROWER: _l("narrower"),
    ReduceHow.LIGHTER: _l("lighter"),
    ReduceHow.FOR_FEWER: _l("for fewer"),
}
SHIFTS = {
    Shift.NOBODY: _l("to nobody"),
    Shift.UNIT: _l("to another unit"),
    Shift.CUSTOMER: _l("to the customer"),
    Shift.OTHER_AGENCY: _l("to another organisation"),
}
CHANNELS = {
    Channel.REMOTE: _l("remote service with picture"),
    Channel.PHONE: _l("telephone"),
    Channel.ONLINE: _l("online service"),
    Channel.SHARED_POINT: _l("joint service point"),
    Channel.CAFE: _l("café, library or village hall"),
    Channel.HOME: _l("visit to the customer"),
    Channel.OTHER: _l("something else"),
}
ENDINGS = {
    Ending.STOP: _l("stop"),
    Ending.REDUCE: _l("reduce"),
    Ending.REPLACE: _l("replace"),
    Ending.AUTOMATE: _l("automate"),
    Ending.CORRECTED: _l("misconception: no such rule"),
}
KEEPINGS = {
    Keeping.KEEP: _l("keep with a reason"),
    Keeping.STATUTE_CHANGE: _l("proposal to change a statute; kept until then"),
}
DECISIONS: dict[Any, Any] = {**ENDINGS, **KEEPINGS}
"""What a decision says, whichever way it went."""
CLEARANCES = {
    Clearance.HANDLED: _l("handled in the co-operation procedure"),
    Clearance.NOT_NEEDED: _l("needs no co-operation procedure"),
}
REMAINDERS = {
    Remainder.GONE: _l("yes, it is gone"),
    Remainder.PARTLY: _l("partly"),
    Remainder.BACK: _l("no, it has come back"),
}
DANGERS = {
    Danger.RISES: _l("rises to"),
    Danger.FALLS: _l("falls to"),
}
OUTCOMES = {
    "give-up": _l("given up"),
    "resume": _l("resumed"),
    "keep": _l("kept"),
}
"""How a trial stop ended, by the name of the move that ended it."""
BASES = {
    Basis.PER_PERSON: _l("by person: so many people do it so many times a year"),
    Basis.PER_EVENT: _l("by occurrence: it is done so many times a year in all"),
}
METHODS = {
    Method.MEASURED: _l("measured"),
    Method.ESTIMATED: _l("estimated"),
}
EVIDENCE_CLASSES = {
    EvidenceClass.A: _l("A: measured"),
    EvidenceClass.B: _l("B: three or more independent estimates"),
    EvidenceClass.C: _l("C: one guess"),
}
STEP_FIELDS = {
    "title": _l("What could we give up?"),
    "description": _l("What is done here, and for whom?"),
    "step_kind": _l("Kind"),
    "question": _l("Which question does this answer?"),
    "reasons": _l("Why do we doubt it?"),
    "waste": _l("Kind of waste"),
    "process": _l("Process"),
    "place": _l("Place"),
    "happens_now": _l("What happens to the customer there now?"),
    "visits_per_year": _l("Visits a year"),
    "open_hours_per_week": _l("Opening hours a week"),
    "origin": _l("Where does the step come from?"),
    "citation": _l("Statutory basis or other requirement"),
    "citation_link": _l("Link to it"),
    "rule_owner": _l("Who owns the rule"),
    "rule_owner_name": _l("Who owns the rule, outside the house"),
    "need": _l("The need, as the owner of the rule shows it"),
    "customer_benefit": _l("Benefit to the customer"),
    "staff_success": _l("Experiences of success to staff"),
    "who_would_notice": _l("Who would notice if this were left out?"),
    "noticers": _l("Colleagues who would notice"),
    "dependants": _l("What is the information used for?"),
    "basis": _l("How the time is counted"),
    "minutes_low": _l("Time per occurrence at least"),
    "minutes_likely": _l("Time per occurrence, most likely"),
    "minutes_high": _l("Time per occurrence at most"),
    "people": _l("Number of people"),
    "times_per_year": _l("Times a year by each person"),
    "events_per_year": _l("Times a year in all"),
    "travel_minutes": _l("Travel per occurrence"),
    "euros_per_year": _l("Direct costs a year"),
    "strain": _l("How heavy it feels"),
    "touches_customer": _l("Does giving it up touch the customer?"),
    "customer_minutes": _l("The customer’s time per occurrence"),
    "customer_events": _l("How many times a year the customer meets it"),
    "waiting_days": _l("Days the customer waits because of it"),
    "replacement": _l("What does the customer get instead?"),
    "channel": _l("Through what?"),
    "proposal": _l("Proposal"),
    "reduce_how": _l("How it is reduced"),
    "replaced_by": _l("What comes instead"),
    "share_removed": _l("Share that goes away"),
    "replacement_hours": _l("Hours a year that what comes instead takes"),
    "shifted_to": _l("To whom does the work move?"),
    "shifted_to_whom": _l("To whom exactly"),
    "shifted_hours": _l("Hours a year that move"),
    "change_hours": _l("One-off hours of the change"),
    "removals": _l("What else must go so that it does not creep back?"),
    "affects_staff": _l("It changes somebody’s tasks or position"),
    "clearer": _l("Who clears it"),
    "review_on": _l("Review date"),
}
STEP_TEXTS = frozenset({
    "process", "place", "happens_now", "citation", "need", "who_would_notice", "dependants", "replacement",
    "replaced_by", "shifted_to_whom", "removals",
})  # fmt: skip
"""The fields that hold people's own words."""
STEP_CODES: dict[str, dict[Any, Any]] = {
    "step_kind": STEP_KINDS, "question": QUESTIONS, "reasons": REASONS, "waste": WASTES, "origin": ORIGINS,
    "customer_benefit": LEVELS, "staff_success": LEVELS, "basis": BASES, "channel": CHANNELS,
    "proposal": PROPOSALS, "reduce_how": REDUCE_HOWS, "shifted_to": SHIFTS, "clearance": CLEARANCES,
}  # fmt: skip
"""The fields that hold codes, and the words of those."""
