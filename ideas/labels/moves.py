"""Words for moves and for what they ask."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from ideas.i18n import format_date
from ideas.labels.answers import GIVE_UPS, REASON_CODES
from ideas.labels.states import ERASED_PERSON
from ideas.labels.steps import ENDINGS, KEEPINGS
from ideas.models.user import ERASED
from workflow.machine import Ask, Prompt

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
    "record": _l("Name it"),
    "examine": _l("Take up for a decision"),
    "try-without": _l("Start the trial stop"),
    "give-up": _l("Give it up"),
    "keep": _l("Keep it"),
    "resume": _l("Take it back into use"),
    "reconsider": _l("Look at it again"),
    "return": _l("Comes back by itself"),
}
PROMPTS = {
    Prompt.REASON: _l("The reason, to the author"),
    Prompt.LESSON: _l("What was learnt"),
    Prompt.VERDICT: _l("The verdict in words"),
    Prompt.DEED: _l("What is done"),
    Prompt.CHANGE: _l("What has changed since"),
    Prompt.MISSED: _l("Who missed it, and what for"),
}
PROMPT_HINTS = {
    Prompt.REASON: _l(
        "The author reads these words. Say what decided the matter, as you would say it face to face."
    ),
    Prompt.LESSON: _l("What did the pilot teach, and what has to be thought again?"),
    Prompt.VERDICT: _l("What did the readings show, for customers, for staff and for the work?"),
    Prompt.DEED: _l("What is done in practice, so that everybody recognises it when it is there?"),
    Prompt.CHANGE: _l("Why is it worth looking at again now?"),
    Prompt.MISSED: _l("It is taken back into use today. Say who missed it, what for, and what that taught."),
}
ASKS = {
    Ask.REASON_CODE: _l("Kind of reason"),
    Ask.CONDITION: _l("What would have to change"),
    Ask.DOER: _l("Who does it"),
    Ask.DEADLINE: _l("By when"),
    Ask.GIVE_UP: _l("What do we give up for this?"),
    Ask.GIVE_UP_WORDS: _l("What it is, or why it is nothing"),
    Ask.TARGET: _l("The idea it is merged into"),
    Ask.WORK_STEPS: _l("Work steps that are given up for it"),
    Ask.NEEDED_HOURS: _l("Hours a year that it needs"),
    Ask.ENDING: _l("What is decided"),
    Ask.KEEPING: _l("What is decided"),
    Ask.REVIEW_ON: _l("Review date"),
}
CODES: Mapping[Ask, Mapping[Any, Any]] = {
    Ask.REASON_CODE: REASON_CODES,
    Ask.GIVE_UP: GIVE_UPS,
    Ask.ENDING: ENDINGS,
    Ask.KEEPING: KEEPINGS,
}
"""Answers that are codes, and the words of those."""
ANEW = {"on": _l("Day"), "said": _l("Words"), "set_to": _l("Next date")}
"""What a correction can say anew beside the answers of a move."""
PREPARED = _l("Prepared by")
HOURS_A_YEAR = _l("h/yr")
TOLD = (
    Ask.REASON_CODE, Ask.CONDITION, Ask.DOER, Ask.DEADLINE, Ask.NEEDED_HOURS, Ask.GIVE_UP, Ask.WORK_STEPS,
    Ask.GIVE_UP_WORDS, Ask.ENDING, Ask.KEEPING, Ask.REVIEW_ON,
)  # fmt: skip
"""The answers that a history tells beside the words; the target stands in the sentence."""


def answers(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What was answered when a move was made, each with its question; a correction tells of both."""
    if "corrects" in data:
        return []
    said = [(str(ASKS[ask]), _answer(ask, str(data[ask]))) for ask in TOLD if data.get(ask)]
    return [*said, (str(PREPARED), _preparation(data))] if data.get("prepared_by") else said


def corrections(data: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What a correction says anew: what it is, what was said before and what is said now."""
    return [
        (str(ANEW.get(name) or ASKS[Ask(name)]), _said(name, earlier), _said(name, data.get(name)))
        for name, earlier in (data["before"] if "corrects" in data else {}).items()
    ]


def _said(name: str, said: Any) -> str:
    if not said:
        return ""
    if name in ("on", "set_to"):
        return format_date(date.fromisoformat(said))
    return str(said) if name == "said" else _answer(Ask(name), str(said))


def _preparation(data: Mapping[str, Any]) -> str:
    """Who prepared a decision that was told later, and on which day."""
    name = ERASED_PERSON if data["prepared_name"] == ERASED else data["prepared_name"]
    return f"{name}, {format_date(datetime.fromisoformat(data['prepared_at']))}"


def _answer(ask: Ask, said: str) -> str:
    if ask in (Ask.DEADLINE, Ask.REVIEW_ON):
        day = date.fromisoformat(said)
        return f"{day.day}.{day.month}.{day.year}"
    if ask is Ask.NEEDED_HOURS:
        return f"{said.replace('.', ',')} {HOURS_A_YEAR}"
    return str(CODES[ask].get(said, said)) if ask in CODES else said
