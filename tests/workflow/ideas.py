"""Makes the facts, people and notes that the tests of the life cycle share."""

from typing import Any

from workflow.actors import Actor, Role
from workflow.lifecycles.idea import IDEA
from workflow.lifecycles.idea_facts import IdeaFacts, PlanFacts
from workflow.lifecycles.idea_states import Size
from workflow.machine import Note

AUTHOR, OWNER, LEAD, LEAD_AUTHOR = (
    Actor(1, Role.EMPLOYEE), Actor(2, Role.EMPLOYEE), Actor(3, Role.LEAD), Actor(4, Role.LEAD),
)  # fmt: skip
MEMBER = Actor(11, Role.EMPLOYEE)
EMPLOYEE, MANAGER, ADMIN = Actor(5, Role.EMPLOYEE), Actor(6, Role.MANAGER), Actor(7, Role.ADMIN)
REVIEWER, RECEIVER, FOLLOWER = Actor(8, Role.EMPLOYEE), Actor(9, Role.EMPLOYEE), Actor(10, Role.EMPLOYEE)
PEOPLE = {
    "author": AUTHOR,
    "owner": OWNER,
    "lead": LEAD,
    "lead-author": LEAD_AUTHOR,
    "employee": EMPLOYEE,
    "manager": MANAGER,
    "admin": ADMIN,
    "reviewer": REVIEWER,
    "receiver": RECEIVER,
    "follower": FOLLOWER,
    "member": MEMBER,
    "system": Actor(None, Role.EMPLOYEE),
}
ANSWERS = {
    "reason_code": "not-now",
    "condition": "Money.",
    "doer": "Maija",
    "deadline": "2026-05-01",
    "needed_hours": "40",
    "give_up": "something",
    "target": "I-2026-0001",
}


def planned(**lacking: Any) -> PlanFacts:
    """A plan that holds everything, but for what is said."""
    whole: dict[str, Any] = {
        "has_aim": True, "has_both_visions": True, "customer_measures": 1, "has_dates": True,
        "has_units": True, "asked_what_to_give_up": True, "readings_missing": 0, "has_stop_rule": True,
        "has_hours": True, "members": frozenset({11, 12, 13}), "tellers": frozenset({11, 12}),
        "is_concluded": True,
    }  # fmt: skip
    return PlanFacts(**{**whole, **lacking})


def idea() -> IdeaFacts:
    """An idea for which every move has all it needs."""
    return IdeaFacts(
        authors=frozenset({1, 4}), owner=2, reviewers=frozenset({8}), receiver=9, followers=frozenset({10}),
        has_title=True, title_length=20, essence_length=100, benefit_answered=True, publish_checked=True,
        has_next_date=True, size=Size.SMALL, evaluations=1, plan=planned(),
    )  # fmt: skip


def answered(name: str) -> Note:
    """Everything that a move asks."""
    return Note("In words.", {ask.value: ANSWERS[ask] for ask in IDEA.move(name).asks})
