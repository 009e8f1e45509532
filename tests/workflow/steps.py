"""Makes the facts, people and notes that the tests of a work step's life cycle share."""

from typing import Any

from tests.workflow.ideas import PEOPLE as PEOPLE_OF_IDEAS
from workflow.actors import Actor, Role
from workflow.lifecycles.work_step import WORK_STEP
from workflow.lifecycles.work_step_facts import TrialFacts, WorkStepFacts
from workflow.lifecycles.work_step_states import Level, Origin
from workflow.machine import Note

RULE_OWNER, CLEARER = Actor(11, Role.EMPLOYEE), Actor(12, Role.EMPLOYEE)
PEOPLE = {
    **{name: person for name, person in PEOPLE_OF_IDEAS.items() if name not in ("reviewer", "member")},
    "rule-owner": RULE_OWNER,
    "clearer": CLEARER,
}
ANSWERS = {"ending": "stop", "keeping": "keep", "review_on": "2027-03-05"}


def trial(**lacking: Any) -> TrialFacts:
    """The plan of a trial stop that holds everything, but for what is said."""
    whole: dict[str, Any] = {
        "has_scope": True, "has_instead": True, "has_units": True, "is_harmless": True, "days": 30,
        "signals": 1,
    }  # fmt: skip
    return TrialFacts(**{**whole, **lacking})


def step() -> WorkStepFacts:
    """A work step for which every move has all it needs; its review date has not come."""
    return WorkStepFacts(
        authors=frozenset({1, 4}), owner=2, receiver=9, followers=frozenset({10}), rule_owner=11, clearer=12,
        has_title=True, title_length=20, has_next_date=True, origin=Origin.HABIT, customer_benefit=Level.NONE,
        staff_success=Level.LITTLE, has_effort=True, has_noticers=True, has_shift=True,
        touches_customer=False, trial=trial(),
    )  # fmt: skip


def answered(name: str) -> Note:
    """Everything that a move asks."""
    return Note("In words.", {ask.value: ANSWERS[ask] for ask in WORK_STEP.move(name).asks})
