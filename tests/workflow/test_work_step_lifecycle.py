"""The life cycle of a work step, written out as text: every state, move, role and relation."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflow.ideas import EMPLOYEE, FOLLOWER, LEAD, LEAD_AUTHOR, MANAGER
from tests.workflow.steps import CLEARER, PEOPLE, RULE_OWNER, answered, step
from workflow.actors import Actor
from workflow.events import Kind
from workflow.lifecycles.work_step import WORK_STEP
from workflow.lifecycles.work_step_facts import WorkStepFacts
from workflow.lifecycles.work_step_states import WorkStepState
from workflow.machine import Forbidden, Note, Refused, decide, options
from workflow.problems import Problem
from workflow.replay import replay

# move        | from                       | to        | who
TABLE = """
record        | unrecorded                 | recorded  | everyone
examine       | recorded                   | examined  | lead
try-without   | examined                   | trialled  | lead
give-up       | examined trialled          | given-up  | lead
keep          | recorded examined trialled | kept      | lead
resume        | trialled given-up          | examined  | lead owner
reconsider    | kept                       | examined  | lead caller
return        | kept                       | examined  | clock
"""
ROWS = {
    cells[0]: cells[1:]
    for cells in ([c.strip() for c in row.split("|")] for row in TABLE.strip().splitlines())
}
FOUR_EYES = {"give-up"}


def outcome(name: str, facts: WorkStepFacts, actor: Actor) -> str:
    """What becomes of a move for which everything is there: the new state, forbidden, or why not."""
    try:
        return decide(WORK_STEP, name, facts, actor, answered(name)).target
    except Forbidden:
        return "forbidden"
    except Refused as refused:
        return " ".join(refused.problems)


def expected(name: str, state: str, who: str, *, is_due: bool) -> str:
    """The same, read from the text; once the review date has come, everybody is a caller."""
    sources, target, allowed = ROWS[name]
    if state not in sources.split():
        return Problem.WRONG_STATE
    roles = {"lead", "author"} if who == "lead-author" else {who}
    if is_due:
        roles |= {"clock"} if who == "system" else {"caller"}
    if allowed != "everyone" and not roles & set(allowed.split()):
        return "forbidden"
    return Problem.OWN_IDEA if who == "lead-author" and name in FOUR_EYES else target


def test_the_text_and_the_table_name_the_same_moves() -> None:
    assert list(ROWS) == [transition.name for transition in WORK_STEP.transitions]


@pytest.mark.parametrize("is_due", [False, True])
@pytest.mark.parametrize("state", list(WorkStepState))
@pytest.mark.parametrize("name", list(ROWS))
def test_every_move_from_every_state_by_everybody(name: str, state: WorkStepState, is_due: bool) -> None:
    facts = replace(step(), state=state, is_due=is_due)
    found = {who: outcome(name, facts, actor) for who, actor in PEOPLE.items()}
    assert found == {who: expected(name, state, who, is_due=is_due) for who in PEOPLE}


@pytest.mark.parametrize("is_due", [False, True])
@pytest.mark.parametrize("state", list(WorkStepState))
def test_the_page_offers_exactly_what_the_decision_would_let_happen(
    state: WorkStepState, is_due: bool
) -> None:
    facts = replace(step(), state=state, is_due=is_due)
    for actor in PEOPLE.values():
        offered = {o.transition.name: " ".join(o.problems) for o in options(WORK_STEP, facts, actor)}
        tried = {name: outcome(name, facts, actor) for name in ROWS}
        assert set(offered) == {
            n for n, end in tried.items() if end not in ("forbidden", Problem.WRONG_STATE)
        }
        assert all(problems in ("", tried[name]) for name, problems in offered.items())


UNANSWERED = {
    "give-up": [Problem.WORDS_MISSING, Problem.ENDING_MISSING],
    "keep": [Problem.WORDS_MISSING, Problem.KEEPING_MISSING, Problem.REVIEW_ON_MISSING],
    "resume": [Problem.WORDS_MISSING],
    "reconsider": [Problem.WORDS_MISSING],
}


@pytest.mark.parametrize("name", list(UNANSWERED))
def test_a_move_without_its_answers_is_refused(name: str) -> None:
    with pytest.raises(Refused) as refused:
        decide(WORK_STEP, name, replace(step(), state=ROWS[name][0].split()[0]), LEAD, Note())
    assert list(refused.value.problems) == UNANSWERED[name]


def test_every_other_move_asks_nothing() -> None:
    silent = {t.name for t in WORK_STEP.transitions if not t.gaps(Note())}
    assert silent == set(ROWS) - set(UNANSWERED)


def test_giving_up_invites_a_review_date_and_nothing_else_is_invited() -> None:
    invited = {t.name: [ask.value for ask in t.invites] for t in WORK_STEP.transitions if t.invites}
    assert invited == {"give-up": ["review_on"]}


def test_what_is_decided_to_be_reduced_may_be_looked_at_again_on_a_day() -> None:
    note = Note("In words.", {"ending": "reduce", "review_on": "2026-09-01"})
    event = decide(WORK_STEP, "give-up", replace(step(), state="examined"), LEAD, note)
    assert (event.target, dict(event.data)) == ("given-up", dict(note.data))


NOBODY_SPECIAL = (EMPLOYEE, MANAGER, FOLLOWER, RULE_OWNER, CLEARER)


def test_following_a_step_owning_its_rule_or_clearing_it_moves_nothing() -> None:
    for state in set(WorkStepState) - {WorkStepState.UNRECORDED}:
        facts = replace(step(), state=state)
        assert [options(WORK_STEP, facts, actor) for actor in NOBODY_SPECIAL] == [[], [], [], [], []]


MOVES = st.lists(st.tuples(st.sampled_from(list(ROWS)), st.sampled_from(list(PEOPLE.values()))), max_size=40)


@given(MOVES, st.booleans())
def test_no_sequence_of_moves_leaves_the_states_and_the_log_replays_to_the_same(
    moves: list[tuple[str, Actor]], is_due: bool
) -> None:
    facts, entries = replace(step(), is_due=is_due), []
    for name, actor in moves:
        try:
            event = decide(WORK_STEP, name, facts, actor, answered(name))
        except (Forbidden, Refused):
            continue
        entries.append(event)
        facts = replace(facts, state=event.target)
    told = replay(WORK_STEP.initial, entries)
    assert (facts.state in set(WorkStepState), told.state, told.broken) == (True, facts.state, None)


def test_people_are_who_they_are_named_for() -> None:
    assert {who: sorted(step().relations(actor.id)) for who, actor in PEOPLE.items()} == {
        "author": ["author"], "owner": ["owner"], "lead": [], "lead-author": ["author"], "employee": [],
        "manager": [], "admin": [], "receiver": ["receiver"], "follower": ["follower"], "system": [],
        "rule-owner": ["rule-owner"], "clearer": ["clearer"],
    }  # fmt: skip


def test_once_the_date_has_come_everybody_may_call_and_the_system_is_the_clock() -> None:
    due = replace(step(), is_due=True)
    added = {who: due.relations(actor.id) - step().relations(actor.id) for who, actor in PEOPLE.items()}
    assert added == {who: {"clock"} if who == "system" else {"caller"} for who in PEOPLE}


def test_a_lead_who_named_the_step_may_do_all_but_give_it_up() -> None:
    facts = replace(step(), state="examined")
    offered = {o.transition.name: o.problems for o in options(WORK_STEP, facts, LEAD_AUTHOR)}
    assert offered == {"try-without": (), "give-up": (Problem.OWN_IDEA,), "keep": ()}


def test_the_kinds_that_lead_into_a_state_are_those_of_its_moves() -> None:
    assert WORK_STEP.kinds_into("given-up") == {Kind.GIVEN_UP}
    assert WORK_STEP.kinds_into("examined") == {
        Kind.EXAMINED, Kind.RESUMED, Kind.RECONSIDERED, Kind.RETURNED,
    }  # fmt: skip
    assert WORK_STEP.kinds_into("unrecorded") == frozenset()
