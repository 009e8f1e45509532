"""Every code has its word: a table of labels lacks no member of its enumeration, and has none too many."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pytest

from ideas import labels
from ideas.labels.events import SENTENCES
from ideas.models.evaluation import Criterion
from ideas.models.experiment import Scope
from ideas.models.idea import BenefitNature, BenefitType
from ideas.models.involvement import JoinRole
from workflow.actors import Role
from workflow.events import Kind
from workflow.lifecycles.idea import IDEA
from workflow.lifecycles.idea_states import GiveUp, IdeaState, ReasonCode, Size
from workflow.machine import Ask, Prompt
from workflow.permissions import Visibility
from workflow.problems import Problem
from workflow.scoring import Agreement

TABLES: list[tuple[type[StrEnum], Mapping[Any, object]]] = [
    (IdeaState, labels.STATES),
    (IdeaState, labels.TONES),
    (IdeaState, labels.NEXT_STEPS),
    (Role, labels.ROLES),
    (Visibility, labels.VISIBILITIES),
    (Prompt, labels.PROMPTS),
    (Prompt, labels.PROMPT_HINTS),
    (Ask, labels.ASKS),
    (Problem, labels.PROBLEMS),
    (Kind, SENTENCES),
    (BenefitType, labels.BENEFIT_TYPES),
    (BenefitNature, labels.BENEFIT_NATURES),
    (Size, labels.SIZES),
    (GiveUp, labels.GIVE_UPS),
    (ReasonCode, labels.REASON_CODES),
    (JoinRole, labels.JOIN_ROLES),
    (Scope, labels.SCOPES),
    (Criterion, labels.CRITERIA),
    (Criterion, labels.CRITERION_HINTS),
    (Agreement, labels.AGREEMENTS),
]


def unworded(codes: type[StrEnum], table: Mapping[Any, object]) -> set[StrEnum]:
    """The codes without a word, and the words without a code; remedy: complete the table in ideas/labels."""
    return set(codes) ^ set(table)


@pytest.mark.parametrize(("codes", "table"), TABLES, ids=[codes.__name__ for codes, _ in TABLES])
def test_every_code_has_its_word(codes: type[StrEnum], table: Mapping[Any, object]) -> None:
    assert unworded(codes, table) == set(), f"complete the words of {codes.__name__} in ideas/labels"


def test_every_move_has_its_word() -> None:
    assert {t.name for t in IDEA.transitions} == set(labels.MOVES), "complete MOVES in ideas/labels/moves.py"


def test_a_missing_word_is_found() -> None:
    words = {role: role.value for role in Role if role is not Role.LEAD}
    assert unworded(Role, words) == {Role.LEAD}
