"""Words for moves, for what they ask, and for what stands in their way."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from ideas.labels.answers import GIVE_UPS, REASON_CODES
from workflow.machine import Ask, Prompt
from workflow.problems import Problem

MOVES = {
    "submit": _l("Submit the idea"),
    "evaluate": _l("Mark as evaluated"),
    "pilot": _l("Start the pilot"),
    "adopt": _l("Adopt"),
    "adopt-at-once": _l("Do it at once"),
    "rethink": _l("Take back to evaluation"),
    "drop": _l("Do not carry out"),
    "withdraw": _l("Withdraw my idea"),
    "reopen": _l("Open again"),
    "merge": _l("Merge into another idea"),
}
PROMPTS = {
    Prompt.REASON: _l("The reason, to the author"),
    Prompt.LESSON: _l("What was learnt"),
    Prompt.VERDICT: _l("The verdict in words"),
    Prompt.DEED: _l("What is done"),
    Prompt.CHANGE: _l("What has changed since"),
}
PROMPT_HINTS = {
    Prompt.REASON: _l(
        "The author reads these words. Say what decided the matter, as you would say it face to face."
    ),
    Prompt.LESSON: _l("What did the pilot teach, and what has to be thought again?"),
    Prompt.VERDICT: _l("What did the readings show, for customers, for staff and for the work?"),
    Prompt.DEED: _l("What is done in practice, so that everybody recognises it when it is there?"),
    Prompt.CHANGE: _l("Why is it worth looking at again now?"),
}
ASKS = {
    Ask.REASON_CODE: _l("Kind of reason"),
    Ask.CONDITION: _l("What would have to change"),
    Ask.DOER: _l("Who does it"),
    Ask.DEADLINE: _l("By when"),
    Ask.GIVE_UP: _l("What do we give up for this?"),
    Ask.GIVE_UP_WORDS: _l("What it is, or why it is nothing"),
    Ask.TARGET: _l("The idea it is merged into"),
}
PROBLEMS = {
    Problem.WRONG_STATE: _l("The idea has moved on, and this move is no longer open."),
    Problem.TITLE_MISSING: _l("The title is missing."),
    Problem.TITLE_TOO_LONG: _l("The title is longer than 200 characters."),
    Problem.ESSENCE_MISSING: _l("The essence is missing: one or two sentences that say what it is about."),
    Problem.ESSENCE_TOO_LONG: _l("The essence is longer than 280 characters."),
    Problem.BENEFIT_UNANSWERED: _l("Tell what the customer gets, or choose “I don’t know yet”."),
    Problem.PUBLISH_CHECK_MISSING: _l("Confirm that the text holds no customer’s data."),
    Problem.IDENTITY_CODE_FOUND: _l("A personal identity code stands in the text. Take it out."),
    Problem.MAY_BE_PATENTABLE: _l("The idea may be an invention, so it stays private until that is settled."),
    Problem.EVALUATIONS_MISSING: _l(
        "An evaluation by somebody else than the author and the responsible person is missing."
    ),
    Problem.OWNER_MISSING: _l("Nobody answers for the idea yet: name a responsible person."),
    Problem.NEXT_DATE_MISSING: _l("The next date is missing."),
    Problem.PLAN_MISSING: _l("The pilot plan is missing."),
    Problem.AIM_MISSING: _l("The pilot plan has no aim."),
    Problem.VISIONS_MISSING: _l("The pilot plan needs our vision and the customer’s."),
    Problem.CUSTOMER_MEASURE_MISSING: _l(
        "The pilot plan needs a measure of customer experience with a baseline and a target."
    ),
    Problem.DATES_MISSING: _l("The pilot plan has no dates."),
    Problem.UNITS_MISSING: _l("The pilot plan names no unit."),
    Problem.GIVE_UP_NOT_ASKED: _l("The pilot plan does not say what is given up for this."),
    Problem.READINGS_MISSING: _l("Every measure of the pilot needs a reading."),
    Problem.NOT_SMALL: _l("Only a small idea can be done at once."),
    Problem.OWN_IDEA: _l("You are an author of this idea: another development lead decides about it."),
    Problem.WORDS_MISSING: _l("Write it in words."),
    Problem.REASON_CODE_MISSING: _l("Choose the kind of reason."),
    Problem.CONDITION_MISSING: _l("Say what would have to change for the idea to be opened again."),
    Problem.DOER_MISSING: _l("Say who does it."),
    Problem.DEADLINE_MISSING: _l("Give the date by which it is done."),
    Problem.GIVE_UP_UNANSWERED: _l("Say what is given up for this, or that nothing is."),
    Problem.GIVE_UP_WORDS_MISSING: _l("Say in words what is given up, or why nothing is."),
    Problem.TARGET_MISSING: _l("Name the idea it is merged into."),
    Problem.TARGET_UNSUITABLE: _l("An idea can only be merged into another idea that is still open."),
    Problem.COMMENT_SETTLED: _l("The time for editing this comment is over. You can write another one."),
}  # fmt: skip

TOLD = (Ask.REASON_CODE, Ask.CONDITION, Ask.DOER, Ask.DEADLINE, Ask.GIVE_UP, Ask.GIVE_UP_WORDS)
"""The answers that a history tells beside the words; the target stands in the sentence."""


def answers(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What was answered when a move was made, each with its question."""
    return [(str(ASKS[ask]), _answer(ask, str(data[ask]))) for ask in TOLD if data.get(ask)]


def _answer(ask: Ask, said: str) -> str:
    if ask is Ask.DEADLINE:
        day = date.fromisoformat(said)
        return f"{day.day}.{day.month}.{day.year}"
    codes: Mapping[Any, Any] = {**REASON_CODES, **GIVE_UPS}
    return str(codes.get(said, said)) if ask in (Ask.REASON_CODE, Ask.GIVE_UP) else said
