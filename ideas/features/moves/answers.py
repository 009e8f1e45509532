"""What the answers to a move must be together: rules that reach over more than one question."""

from collections.abc import Iterator, Mapping

from ideas.models import Case
from ideas.models.work_step import WorkStep
from workflow.lifecycles.idea_states import GiveUp
from workflow.lifecycles.work_step_states import Ending, Keeping, Origin
from workflow.machine import Ask
from workflow.problems import Problem

Gap = tuple[Ask, Problem]
"""The question whose answer does not go with the others, and why."""


def unmet(case: Case, said: Mapping[str, str]) -> list[Gap]:
    """Each answer that the others ask for, or do not allow."""
    return [*_of_an_ending(said), *_of_a_keeping(case, said), *_of_what_is_given_up(said)]


def _of_an_ending(said: Mapping[str, str]) -> Iterator[Gap]:
    """What is only reduced is looked at again."""
    if said.get(Ask.ENDING) == Ending.REDUCE and not said.get(Ask.REVIEW_ON):
        yield Ask.REVIEW_ON, Problem.REVIEW_ON_MISSING


def _of_a_keeping(case: Case, said: Mapping[str, str]) -> Iterator[Gap]:
    """A change of statute can be proposed only where there is one."""
    is_statutory = isinstance(case, WorkStep) and case.origin is Origin.EXTERNAL
    if said.get(Ask.KEEPING) == Keeping.STATUTE_CHANGE and not is_statutory:
        yield Ask.KEEPING, Problem.NOT_STATUTORY


def _of_what_is_given_up(said: Mapping[str, str]) -> Iterator[Gap]:
    """Something has a number, and nothing has a reason and no number."""
    if said.get(Ask.GIVE_UP) == GiveUp.SOMETHING and not said.get(Ask.WORK_STEPS):
        yield Ask.WORK_STEPS, Problem.WORK_STEPS_MISSING
    if said.get(Ask.GIVE_UP) == GiveUp.NOTHING and not said.get(Ask.GIVE_UP_WORDS):
        yield Ask.GIVE_UP_WORDS, Problem.GIVE_UP_WORDS_MISSING
    if said.get(Ask.GIVE_UP) == GiveUp.NOTHING and said.get(Ask.WORK_STEPS):
        yield Ask.GIVE_UP, Problem.GIVE_UP_UNANSWERED
