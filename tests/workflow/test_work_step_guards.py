"""What must be there before a work step moves: each guard with what it stops and what it lets through."""

from dataclasses import replace
from typing import Any

import pytest

from tests.workflow.ideas import LEAD
from tests.workflow.steps import answered, step, trial
from workflow.lifecycles.work_step import WORK_STEP
from workflow.lifecycles.work_step_facts import TrialFacts, WorkStepFacts
from workflow.lifecycles.work_step_states import Level, Origin
from workflow.machine import Refused, decide
from workflow.problems import Problem

FROM = {"record": "unrecorded", "examine": "recorded", "try-without": "examined", "give-up": "examined"}
EXTERNAL: dict[str, Any] = {"origin": Origin.EXTERNAL}
TOUCHED: dict[str, Any] = {"touches_customer": True}
STAFF: dict[str, Any] = {"affects_staff": True}
UNSURE: dict[str, Any] = {"customer_benefit": Level.UNKNOWN}


def problems(name: str, facts: WorkStepFacts) -> list[Problem]:
    """What stands in a lead's way who answers everything the move asks."""
    try:
        decide(WORK_STEP, name, facts, LEAD, answered(name))
    except Refused as refused:
        return list(refused.problems)
    return []


STOPPED = [
    ("record", {"has_title": False}, Problem.TITLE_MISSING),
    ("record", {"title_length": 121}, Problem.STEP_TITLE_TOO_LONG),
    ("record", {"has_identity_code": True}, Problem.IDENTITY_CODE_FOUND),
    ("examine", {"owner": None}, Problem.STEP_OWNER_MISSING),
    ("examine", {"origin": None}, Problem.ORIGIN_MISSING),
    ("examine", EXTERNAL, Problem.CITATION_MISSING),
    ("examine", {"customer_benefit": None}, Problem.VALUE_MISSING),
    ("examine", {"staff_success": None}, Problem.VALUE_MISSING),
    ("examine", {"has_effort": False}, Problem.EFFORT_MISSING),
    ("examine", {"has_noticers": False}, Problem.NOTICERS_MISSING),
    ("examine", {"has_shift": False}, Problem.SHIFT_MISSING),
    ("try-without", {**EXTERNAL, "has_citation": True}, Problem.LAW_STANDS),
    ("try-without", STAFF, Problem.STAFF_EFFECT_OPEN),
    ("try-without", {"touches_customer": None}, Problem.CUSTOMER_UNANSWERED),
    ("try-without", TOUCHED, Problem.REPLACEMENT_MISSING),
    ("try-without", {"trial": None}, Problem.TRIAL_PLAN_MISSING),
    ("try-without", {"trial": trial(has_scope=False)}, Problem.TRIAL_PLAN_UNFINISHED),
    ("try-without", {"trial": trial(has_instead=False)}, Problem.TRIAL_PLAN_UNFINISHED),
    ("try-without", {"trial": trial(has_units=False)}, Problem.TRIAL_PLAN_UNFINISHED),
    ("try-without", {"trial": trial(days=None)}, Problem.TRIAL_DAYS_WRONG),
    ("try-without", {"trial": trial(days=31)}, Problem.TRIAL_DAYS_WRONG),
    ("try-without", {"trial": trial(days=120)}, Problem.TRIAL_DAYS_WRONG),
    ("try-without", {"trial": trial(is_over=True)}, Problem.TRIAL_IS_OVER),
    ("try-without", {"trial": trial(signals=0)}, Problem.SIGNALS_MISSING),
    ("try-without", {"trial": trial(signals=5)}, Problem.SIGNALS_MISSING),
    ("try-without", {"trial": trial(loose_signals=1)}, Problem.SIGNALS_MISSING),
    ("try-without", {"trial": trial(is_harmless=False)}, Problem.HARM_UNANSWERED),
    ("give-up", {**EXTERNAL, "has_citation": True}, Problem.LAW_STANDS),
    ("give-up", UNSURE, Problem.TRIAL_NEEDED),
    ("give-up", {**UNSURE, "trial": None}, Problem.TRIAL_NEEDED),
    ("give-up", STAFF, Problem.STAFF_EFFECT_OPEN),
    ("give-up", {"touches_customer": None}, Problem.CUSTOMER_UNANSWERED),
    ("give-up", TOUCHED, Problem.REPLACEMENT_MISSING),
    ("give-up", {"state": "trialled", "trial": trial(readings_missing=1)}, Problem.SIGNALS_UNREAD),
]


@pytest.mark.parametrize(("name", "lacking", "problem"), STOPPED)
def test_one_lack_is_one_obstacle(name: str, lacking: dict[str, Any], problem: Problem) -> None:
    assert problems(name, replace(step(), **{"state": FROM[name], **lacking})) == [problem]


PASSED = [
    ("record", {"title_length": 120}),
    ("record", {"origin": None, "has_effort": False, "owner": None, "has_shift": False}),
    ("examine", {**EXTERNAL, "has_citation": True}),
    ("examine", {"origin": Origin.UNKNOWN}),
    ("examine", {"customer_benefit": Level.UNKNOWN, "staff_success": Level.UNKNOWN}),
    ("examine", {"touches_customer": None, "affects_staff": True, "trial": None}),
    ("try-without", UNSURE),
    ("try-without", {**STAFF, "is_cleared": True}),
    ("try-without", {**TOUCHED, "has_replacement": True}),
    ("try-without", {"trial": trial(days=60)}),
    ("try-without", {"trial": trial(days=90)}),
    ("try-without", {"trial": trial(signals=4)}),
    ("try-without", {"trial": trial(readings_missing=1)}),
    ("give-up", {"trial": None}),
    ("give-up", {"trial": TrialFacts(readings_missing=1)}),
    ("give-up", {"origin": Origin.OWN_RULE}),
    ("give-up", {**STAFF, "is_cleared": True}),
    ("give-up", {**TOUCHED, "has_replacement": True}),
    ("give-up", {**UNSURE, "was_tried": True}),
    ("give-up", {**UNSURE, "state": "trialled"}),
    ("give-up", {"state": "trialled"}),
    ("give-up", {"state": "trialled", "trial": trial(is_over=True)}),
]


@pytest.mark.parametrize(("name", "held"), PASSED)
def test_what_a_guard_asks_lets_the_step_pass(name: str, held: dict[str, Any]) -> None:
    assert problems(name, replace(step(), **{"state": FROM[name], **held})) == []


def test_an_empty_plan_lacks_everything_at_once() -> None:
    facts = replace(step(), state="examined", trial=TrialFacts())
    assert problems("try-without", facts) == [
        Problem.TRIAL_PLAN_UNFINISHED,
        Problem.TRIAL_DAYS_WRONG,
        Problem.SIGNALS_MISSING,
        Problem.HARM_UNANSWERED,
    ]


def test_a_bare_observation_is_recorded_and_then_lacks_everything_at_once() -> None:
    bare = WorkStepFacts(has_title=True, title_length=9)
    assert problems("record", bare) == []
    assert problems("examine", replace(bare, state="recorded")) == [
        Problem.STEP_OWNER_MISSING,
        Problem.ORIGIN_MISSING,
        Problem.VALUE_MISSING,
        Problem.EFFORT_MISSING,
        Problem.NOTICERS_MISSING,
        Problem.SHIFT_MISSING,
    ]


@pytest.mark.parametrize("state", ["recorded", "examined", "trialled"])
def test_keeping_needs_nothing_to_be_found_out_first(state: str) -> None:
    bare = WorkStepFacts(state=state, origin=Origin.EXTERNAL, trial=TrialFacts(readings_missing=1))
    assert problems("keep", bare) == []


@pytest.mark.parametrize("state", ["trialled", "given-up"])
def test_nothing_stands_in_the_way_of_taking_a_step_back_into_use(state: str) -> None:
    assert problems("resume", WorkStepFacts(state=state)) == []
