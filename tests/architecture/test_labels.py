"""Every code has its word: a table of labels lacks no member of its enumeration, and has none too many."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

import pytest

from ideas import labels
from ideas.labels.events import SENTENCES
from ideas.lifecycle import LIFECYCLES
from ideas.models.decision import Remainder
from ideas.models.evaluation import Knowledge
from ideas.models.examination import Reason
from ideas.models.experiment import Recommendation
from ideas.models.feedback import FeedbackKind
from ideas.models.idea import BenefitNature, BenefitType
from ideas.models.involvement import JoinRole
from ideas.models.measure import Better, Cadence, Danger, Scope
from ideas.models.page import PageKey
from ideas.models.work_step_codes import Channel, Clearance, Proposal, Question, ReduceHow, StepKind, Waste
from workflow.actors import Role
from workflow.attention import Reason as AttentionReason
from workflow.events import Kind
from workflow.evidence import EvidenceClass, Method
from workflow.hours import Basis
from workflow.lifecycles.idea_states import GiveUp, IdeaState, ReasonCode, Size
from workflow.lifecycles.work_step_states import Ending, Keeping, Level, Origin, Shift, WorkStepState
from workflow.machine import Ask, Prompt
from workflow.mailing import Topic, Way
from workflow.permissions import Visibility
from workflow.problems import Problem
from workflow.retention import Retained
from workflow.scoring import Agreement
from workflow.verdicts import Verdict

TABLES: list[tuple[type[StrEnum], Mapping[Any, object]]] = [
    (Role, labels.ROLES),
    (Visibility, labels.VISIBILITIES),
    (Prompt, labels.PROMPTS),
    (Prompt, labels.PROMPT_HINTS),
    (Ask, labels.ASKS),
    (Problem, labels.PROBLEMS),
    (Kind, SENTENCES),
    (AttentionReason, labels.ATTENTION),
    (BenefitType, labels.BENEFIT_TYPES),
    (BenefitNature, labels.BENEFIT_NATURES),
    (Size, labels.SIZES),
    (GiveUp, labels.GIVE_UPS),
    (ReasonCode, labels.REASON_CODES),
    (JoinRole, labels.JOIN_ROLES),
    (Scope, labels.SCOPES),
    (PageKey, labels.PAGES),
    (Retained, labels.RETAINED),
    (FeedbackKind, labels.FEEDBACK_KINDS),
    (Knowledge, labels.KNOWLEDGE),
    (Better, labels.BETTERS),
    (Cadence, labels.CADENCES),
    (Recommendation, labels.RECOMMENDATIONS),
    (Verdict, labels.VERDICTS),
    (Agreement, labels.AGREEMENTS),
    (StepKind, labels.STEP_KINDS),
    (Question, labels.QUESTIONS),
    (Waste, labels.WASTES),
    (Reason, labels.REASONS),
    (Origin, labels.ORIGINS),
    (Level, labels.LEVELS),
    (Proposal, labels.PROPOSALS),
    (ReduceHow, labels.REDUCE_HOWS),
    (Shift, labels.SHIFTS),
    (Channel, labels.CHANNELS),
    (Ending, labels.ENDINGS),
    (Keeping, labels.KEEPINGS),
    (Clearance, labels.CLEARANCES),
    (Remainder, labels.REMAINDERS),
    (Danger, labels.DANGERS),
    (Basis, labels.BASES),
    (Method, labels.METHODS),
    (EvidenceClass, labels.EVIDENCE_CLASSES),
    (Topic, labels.TOPICS),
    (Topic, labels.TOPIC_HINTS),
    (Way, labels.WAYS),
]
BOTH_KINDS: Mapping[str, Mapping[Any, object]] = {
    "states": labels.STATES,
    "tones": labels.TONES,
    "next steps": labels.NEXT_STEPS,
}


def unworded(codes: Iterable[StrEnum], table: Mapping[Any, object]) -> set[StrEnum]:
    """The codes without a word, and the words without a code; remedy: complete the table in ideas/labels."""
    return set(codes) ^ set(table)


@pytest.mark.parametrize(("codes", "table"), TABLES, ids=[codes.__name__ for codes, _ in TABLES])
def test_every_code_has_its_word(codes: type[StrEnum], table: Mapping[Any, object]) -> None:
    assert unworded(codes, table) == set(), f"complete the words of {codes.__name__} in ideas/labels"


@pytest.mark.parametrize("table", BOTH_KINDS.values(), ids=list(BOTH_KINDS))
def test_every_state_of_both_kinds_of_case_has_its_word(table: Mapping[Any, object]) -> None:
    assert unworded([*IdeaState, *WorkStepState], table) == set(), "complete ideas/labels/states.py"


def test_no_state_of_one_kind_of_case_takes_the_word_of_the_other() -> None:
    assert not set(IdeaState) & set(WorkStepState)


def test_a_decision_either_ends_or_keeps_a_work_step() -> None:
    assert unworded([*Ending, *Keeping], labels.DECISIONS) == set(), "complete DECISIONS in labels/steps.py"


def test_every_move_has_its_word() -> None:
    moves = [move.name for workflow in LIFECYCLES.values() for move in workflow.transitions]
    assert sorted(moves) == sorted(labels.MOVES), "complete MOVES in ideas/labels/moves.py"


def test_a_missing_word_is_found() -> None:
    words = {role: role.value for role in Role if role is not Role.LEAD}
    assert unworded(Role, words) == {Role.LEAD}
