"""The closed answers about a work step that no rule looks at."""

from enum import StrEnum


class StepKind(StrEnum):
    """What kind of thing could be given up."""

    WORK_STEP = "work-step"
    REPORT = "report"
    MEETING = "meeting"
    FORM = "form"
    APPROVAL = "approval"
    DUPLICATE = "duplicate"
    TRAVEL = "travel"
    SERVICE_POINT = "service-point"
    OPENING_HOURS = "opening-hours"
    OTHER = "other"


class Question(StrEnum):
    """The five questions that invite people to name a step."""

    NO_BENEFIT = "no-benefit"
    TOO_LITTLE = "too-little"
    TRAVEL = "travel"
    NEVER_SERVED = "never-served"
    ONCE_A_WEEK = "once-a-week"


class Waste(StrEnum):
    """The kinds of waste in office work. Source: Bicheno's office wastes, in plain words."""

    WAITING = "waiting"
    RECORDING_AGAIN = "recording-again"
    SEARCHING = "searching"
    HANDING_OVER = "handing-over"
    NEEDLESS_PRECISION = "needless-precision"
    NEEDLESS_APPROVAL = "needless-approval"
    TOO_OFTEN = "too-often"
    CORRECTING = "correcting"
    UNUSED_SKILL = "unused-skill"
    TRAVELLING = "travelling"


class Proposal(StrEnum):
    """What those who examined the step propose."""

    STOP = "stop"
    REDUCE = "reduce"
    REPLACE = "replace"
    AUTOMATE = "automate"
    KEEP = "keep"


class ReduceHow(StrEnum):
    """In which way a step is reduced."""

    LESS_OFTEN = "less-often"
    NARROWER = "narrower"
    LIGHTER = "lighter"
    FOR_FEWER = "for-fewer"


class Channel(StrEnum):
    """Through what the customer is served instead."""

    REMOTE = "remote"
    PHONE = "phone"
    ONLINE = "online"
    SHARED_POINT = "shared-point"
    CAFE = "cafe"
    HOME = "home"
    OTHER = "other"


class Clearance(StrEnum):
    """What the named person says of a step that changes tasks or positions."""

    HANDLED = "handled"
    NOT_NEEDED = "not-needed"
