"""Who evaluates an idea, and who reads evaluations when."""

from dataclasses import replace

import pytest

from tests.workflow.ideas import AUTHOR, EMPLOYEE, LEAD, LEAD_AUTHOR, MANAGER, OWNER, PEOPLE, REVIEWER, idea
from workflow.actors import Actor
from workflow.judging import evaluates, reads_round
from workflow.lifecycles.idea_facts import Round


def test_leads_and_whoever_was_asked_evaluate_but_never_an_author() -> None:
    assert {who for who, actor in PEOPLE.items() if evaluates(idea(), actor)} == {"lead", "reviewer"}


def test_whoever_has_evaluated_may_change_it_although_nobody_asks_any_longer() -> None:
    facts = replace(idea(), reviewers=frozenset(), evaluators=frozenset({REVIEWER.id or 0}))
    assert evaluates(facts, REVIEWER)


@pytest.mark.parametrize("part", ["joined", "conflicted"])
def test_whoever_takes_part_or_has_clashing_interests_does_not_evaluate(part: str) -> None:
    facts = replace(idea(), **{part: frozenset({REVIEWER.id or 0, LEAD.id or 0})})  # type: ignore[arg-type]
    assert not evaluates(facts, REVIEWER)
    assert not evaluates(facts, LEAD)


# who            | open | open, own handed in | closed | decided
READERS = [
    (AUTHOR, False, False, False, True),
    (LEAD_AUTHOR, False, False, False, True),
    (OWNER, False, True, True, True),
    (LEAD, False, True, True, True),
    (REVIEWER, False, True, True, True),
    (EMPLOYEE, False, False, False, False),
    (MANAGER, False, False, False, False),
]


def stages(actor: Actor) -> list[Round]:
    """A round while it is open, with this person's own evaluation, closed and decided."""
    own = frozenset({actor.id or 0})
    return [Round(), Round(evaluators=own), Round(is_closed=True), Round(is_closed=True, is_decided=True)]


@pytest.mark.parametrize(("actor", "before", "handed_in", "closed", "decided"), READERS)
def test_nobody_is_led_by_others_before_they_have_judged(
    actor: Actor, before: bool, handed_in: bool, closed: bool, decided: bool
) -> None:
    found = [reads_round(idea(), held, actor) for held in stages(actor)]
    assert found == [before, handed_in, closed, decided]


@pytest.mark.parametrize("part", ["joined", "conflicted"])
def test_whose_own_matter_it_is_reads_once_something_is_decided(part: str) -> None:
    facts = replace(idea(), **{part: frozenset({LEAD.id or 0})})  # type: ignore[arg-type]
    assert [reads_round(facts, held, LEAD) for held in stages(LEAD)] == [False, False, False, True]


def test_whoever_abstained_from_an_earlier_round_for_a_conflict_reads_it_once_decided() -> None:
    held = Round(is_closed=True, conflicted=frozenset({LEAD.id or 0}))
    assert [reads_round(idea(), each, LEAD) for each in (held, replace(held, is_decided=True))] == [
        False,
        True,
    ]
