"""The way an idea has come and the way ahead, as the steps that its page shows."""

from collections.abc import Iterable

from ideas import labels
from ideas.i18n import format_date
from ideas.models.entry import Entry
from ideas.models.idea import Idea
from workflow.lifecycles.idea_states import IdeaState

STEPS = (IdeaState.SUBMITTED, IdeaState.EVALUATED, IdeaState.PILOTED, IdeaState.ADOPTED)


def way(idea: Idea, entries: Iterable[Entry]) -> list[tuple[str, str | None, str]]:
    """Each step as its words, the day it was reached and whether it is done, current or ahead."""
    reached = {entry.target: format_date(entry.at) for entry in entries if entry.target}
    state = IdeaState(idea.state)
    if state in STEPS:
        current = STEPS.index(state)
        is_over = state is IdeaState.ADOPTED
        return [
            _step(step, reached, _status(number, current))
            for number, step in enumerate(STEPS)
            if not is_over or step in reached
        ]
    visited = [_step(step, reached, "done") for step in STEPS if step in reached]
    return [*visited, _step(state, reached, "current")] if visited else []


def _step(state: IdeaState, reached: dict[str, str], status: str) -> tuple[str, str | None, str]:
    return str(labels.STATES[state]), None if status == "ahead" else reached.get(state), status


def _status(number: int, current: int) -> str:
    return "done" if number < current else "current" if number == current else "ahead"
