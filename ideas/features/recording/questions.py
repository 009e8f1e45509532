"""What each of the five questions asks beside itself, and which kind of work step it suggests."""

from collections.abc import Mapping

from ideas.models.work_step_codes import Question, StepKind

ASKED: Mapping[str, tuple[str, ...]] = {
    Question.NO_BENEFIT: ("reasons",),
    Question.TOO_LITTLE: ("minutes_likely", "events_per_year"),
    Question.TRAVEL: ("travel_minutes", "events_per_year", "replaced_by"),
    Question.NEVER_SERVED: ("place", "visits_per_year", "happens_now"),
    Question.ONCE_A_WEEK: ("place", "open_hours_per_week", "happens_now"),
}
"""The fields that a question opens; reasons can be told without any question too."""
SUGGESTED: Mapping[str, StepKind] = {
    Question.TRAVEL: StepKind.TRAVEL,
    Question.NEVER_SERVED: StepKind.SERVICE_POINT,
    Question.ONCE_A_WEEK: StepKind.OPENING_HOURS,
}
"""The kind a question suggests; the others suggest a work step."""
OPENED = (
    "minutes_likely", "travel_minutes", "events_per_year", "replaced_by", "place", "visits_per_year",
    "open_hours_per_week", "happens_now",
)  # fmt: skip
"""The fields that are asked with a question alone, in the order of the page."""


def asked_by(question: str | None) -> tuple[str, ...]:
    """The fields a question asks for; without a question there are none."""
    return ASKED.get(question or "", ())


def asking(name: str) -> list[str]:
    """The questions that ask for a field."""
    return [str(question) for question, names in ASKED.items() if name in names]


def kind_for(question: str | None) -> StepKind:
    """The kind of work step where nobody chose one."""
    return SUGGESTED.get(question or "", StepKind.WORK_STEP)
