"""The way a case has come and the way ahead, as the steps that its page shows."""

from collections.abc import Iterable, Mapping
from typing import Any

from ideas import labels
from ideas.corrections import standing
from ideas.i18n import format_date
from ideas.models.case import Case
from ideas.models.entry import Entry
from workflow.lifecycles.idea_states import IdeaState
from workflow.lifecycles.work_step_states import WorkStepState

State = IdeaState | WorkStepState
WORDS: Mapping[str, Any] = {str(state): words for state, words in labels.STATES.items()}
WAYS: Mapping[str, tuple[State, ...]] = {
    "idea": (IdeaState.SUBMITTED, IdeaState.EVALUATED, IdeaState.PILOTED, IdeaState.ADOPTED),
    "work-step": (
        WorkStepState.RECORDED,
        WorkStepState.EXAMINED,
        WorkStepState.TRIALLED,
        WorkStepState.GIVEN_UP,
    ),
}


def way(case: Case, entries: Iterable[Entry]) -> list[tuple[str, str | None, str]]:
    """Each step as its words, the day it was reached and whether it is done, current or ahead."""
    moves = standing(entries)
    reached = {each.entry.target: format_date(each.on) for each in moves if each.entry.target}
    steps = WAYS[case.kind]
    if case.state in steps:
        current = [str(step) for step in steps].index(case.state)
        is_over = case.state == steps[-1]
        return [
            _step(step, reached, _status(number, current))
            for number, step in enumerate(steps)
            if not is_over or step in reached
        ]
    visited = [_step(step, reached, "done") for step in steps if step in reached]
    return [*visited, _step(case.state, reached, "current")] if visited else []


def _step(state: str, reached: dict[str, str], status: str) -> tuple[str, str | None, str]:
    return str(WORDS[state]), None if status == "ahead" else reached.get(state), status


def _status(number: int, current: int) -> str:
    return "done" if number < current else "current" if number == current else "ahead"
