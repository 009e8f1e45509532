"""The codes of a work step: its states and the closed answers that its rules look at."""

from enum import StrEnum

STEP_TITLE_LENGTH = 120
"""The most characters the title of a work step may have."""
TRIAL_DAYS = (30, 60, 90)
"""How long a trial stop may be planned to last, in days."""
MOST_SIGNALS = 4
"""The most guard signals of a trial stop; it has at least one."""
VERIFIED_AFTER = (3, 6)
"""Months after a decision when it is verified. Source: de-implementation practice, 3–6 months after."""
VERIFIED_EARLY = 30
"""How many days before its day a verification still counts for that day."""


class WorkStepState(StrEnum):
    """Where a work step is on its way; unrecorded is what it was before anybody named it."""

    UNRECORDED = "unrecorded"
    RECORDED = "recorded"
    EXAMINED = "examined"
    TRIALLED = "trialled"
    GIVEN_UP = "given-up"
    KEPT = "kept"


OPEN_STEP_STATES = frozenset({WorkStepState.RECORDED, WorkStepState.EXAMINED, WorkStepState.TRIALLED})
"""The states in which somebody still has something to decide."""


class Origin(StrEnum):
    """Where a work step comes from. Source: the triage of IHI's Breaking the Rules, 2016."""

    HABIT = "habit"
    OWN_RULE = "own-rule"
    EXTERNAL = "external"
    UNKNOWN = "unknown"


class Level(StrEnum):
    """How much the customer, or the staff, gets from a work step."""

    NONE = "none"
    LITTLE = "little"
    CLEAR = "clear"
    UNKNOWN = "unknown"


class Shift(StrEnum):
    """To whom work moves when a step is given up; to nobody is an answer of its own."""

    NOBODY = "nobody"
    UNIT = "unit"
    CUSTOMER = "customer"
    OTHER_AGENCY = "other-agency"


class Ending(StrEnum):
    """What is decided about a work step that is given up."""

    STOP = "stop"
    REDUCE = "reduce"
    REPLACE = "replace"
    AUTOMATE = "automate"
    CORRECTED = "corrected"


class Keeping(StrEnum):
    """What is decided about a work step that is kept."""

    KEEP = "keep"
    STATUTE_CHANGE = "statute-change"
