"""Who evaluates an idea, and who reads evaluations when."""

from dataclasses import replace

import pytest

from tests.workflow.ideas import AUTHOR, EMPLOYEE, LEAD, LEAD_AUTHOR, MANAGER, OWNER, PEOPLE, REVIEWER, idea
from workflow.actors import Actor
from workflow.judging import evaluates, reads_evaluations


def test_leads_and_whoever_was_asked_evaluate_but_never_an_author() -> None:
    assert {who for who, actor in PEOPLE.items() if evaluates(idea(), actor)} == {"lead", "reviewer"}


def test_whoever_has_evaluated_may_change_it_although_nobody_asks_any_longer() -> None:
    facts = replace(idea(), reviewers=frozenset(), evaluators=frozenset({REVIEWER.id or 0}))
    assert evaluates(facts, REVIEWER)


# who            | submitted | submitted, own handed in | evaluated
READERS = [
    (AUTHOR, False, False, True),
    (LEAD_AUTHOR, False, False, True),
    (OWNER, False, True, True),
    (LEAD, False, True, True),
    (REVIEWER, False, True, True),
    (EMPLOYEE, False, True, False),
    (MANAGER, False, True, False),
]


@pytest.mark.parametrize(("actor", "before", "handed_in", "after"), READERS)
def test_nobody_is_led_by_others_before_they_have_judged(
    actor: Actor, before: bool, handed_in: bool, after: bool
) -> None:
    waiting = replace(idea(), state="submitted")
    judged = replace(waiting, evaluators=frozenset({actor.id or 0}))
    moved_on = replace(idea(), state="evaluated")
    found = [reads_evaluations(facts, actor) for facts in (waiting, judged, moved_on)]
    assert found == [before, handed_in, after]
