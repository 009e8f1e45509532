"""The life cycle of an idea, written out as text: every state, move, role and relation."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflow.ideas import (
    AUTHOR,
    EMPLOYEE,
    FOLLOWER,
    LEAD,
    LEAD_AUTHOR,
    MANAGER,
    OWNER,
    PEOPLE,
    REVIEWER,
    answered,
    idea,
    planned,
)  # fmt: skip
from workflow.actors import Actor
from workflow.events import Kind
from workflow.lifecycles.idea import IDEA
from workflow.lifecycles.idea_facts import IdeaFacts, PlanFacts
from workflow.lifecycles.idea_states import IdeaState, Size
from workflow.machine import Forbidden, Note, Refused, decide, options
from workflow.problems import Problem
from workflow.replay import replay

# move          | from                       | to        | who
TABLE = """
submit          | draft                      | submitted | author
evaluate        | submitted                  | evaluated | lead
pilot           | evaluated                  | piloted   | lead
adopt           | piloted                    | adopted   | lead
adopt-at-once   | evaluated                  | adopted   | lead
rethink         | piloted                    | evaluated | lead owner
drop            | submitted evaluated piloted| dropped   | lead
withdraw        | submitted                  | dropped   | author
reopen          | dropped                    | submitted | everyone
merge           | submitted evaluated        | merged    | lead
"""
ROWS = {
    cells[0]: cells[1:]
    for cells in ([c.strip() for c in row.split("|")] for row in TABLE.strip().splitlines())
}
CLOSED = ("forbidden", Problem.WRONG_STATE)
FOUR_EYES = {"evaluate", "pilot", "adopt", "adopt-at-once", "drop"}


def outcome(name: str, facts: IdeaFacts, actor: Actor) -> str:
    """What becomes of a move for which everything is there: the new state, forbidden, or why not."""
    try:
        return decide(IDEA, name, facts, actor, answered(name)).target
    except Forbidden:
        return "forbidden"
    except Refused as refused:
        return " ".join(refused.problems)


def expected(name: str, state: str, who: str) -> str:
    """The same, read from the text."""
    sources, target, allowed = ROWS[name]
    if state not in sources.split():
        return Problem.WRONG_STATE
    roles = {"lead", "author"} if who == "lead-author" else {who}
    if allowed != "everyone" and not roles & set(allowed.split()):
        return "forbidden"
    return Problem.OWN_IDEA if who == "lead-author" and name in FOUR_EYES else target


def test_the_text_and_the_table_name_the_same_moves() -> None:
    assert list(ROWS) == [transition.name for transition in IDEA.transitions]


@pytest.mark.parametrize("state", list(IdeaState))
@pytest.mark.parametrize("name", list(ROWS))
def test_every_move_from_every_state_by_everybody(name: str, state: IdeaState) -> None:
    facts = replace(idea(), state=state)
    found = {who: outcome(name, facts, actor) for who, actor in PEOPLE.items()}
    assert found == {who: expected(name, state, who) for who in PEOPLE}


@pytest.mark.parametrize("state", list(IdeaState))
def test_the_page_offers_exactly_what_the_decision_would_let_happen(state: IdeaState) -> None:
    facts = replace(idea(), state=state)
    for actor in PEOPLE.values():
        offered = {o.transition.name: " ".join(o.problems) for o in options(IDEA, facts, actor)}
        tried = {name: outcome(name, facts, actor) for name in ROWS}
        assert set(offered) == {
            n for n, end in tried.items() if end not in ("forbidden", Problem.WRONG_STATE)
        }
        assert all(problems in ("", tried[name]) for name, problems in offered.items())


GUARDS = [
    ("submit", {"has_title": False}, Problem.TITLE_MISSING),
    ("submit", {"title_length": 201}, Problem.TITLE_TOO_LONG),
    ("submit", {"essence_length": 0}, Problem.ESSENCE_MISSING),
    ("submit", {"essence_length": 281}, Problem.ESSENCE_TOO_LONG),
    ("submit", {"benefit_answered": False}, Problem.BENEFIT_UNANSWERED),
    ("submit", {"publish_checked": False}, Problem.PUBLISH_CHECK_MISSING),
    ("submit", {"has_identity_code": True}, Problem.IDENTITY_CODE_FOUND),
    ("submit", {"may_be_patentable": True}, Problem.MAY_BE_PATENTABLE),
    ("evaluate", {"evaluations": 0}, Problem.EVALUATIONS_MISSING),
    ("evaluate", {"evaluations": 1, "evaluations_required": 2}, Problem.EVALUATIONS_MISSING),
    ("evaluate", {"owner": None}, Problem.OWNER_MISSING),
    ("evaluate", {"has_next_date": False}, Problem.NEXT_DATE_MISSING),
    ("pilot", {"plan": None}, Problem.PLAN_MISSING),
    ("pilot", {"plan": planned(has_aim=False)}, Problem.AIM_MISSING),
    ("pilot", {"plan": planned(has_both_visions=False)}, Problem.VISIONS_MISSING),
    ("pilot", {"plan": planned(customer_measures=0)}, Problem.CUSTOMER_MEASURE_MISSING),
    ("pilot", {"plan": planned(has_dates=False)}, Problem.DATES_MISSING),
    ("pilot", {"plan": planned(has_units=False)}, Problem.UNITS_MISSING),
    ("pilot", {"plan": planned(asked_what_to_give_up=False)}, Problem.GIVE_UP_NOT_ASKED),
    ("pilot", {"plan": planned(measures_unfixed=1)}, Problem.MEASURES_UNFINISHED),
    ("pilot", {"plan": planned(has_stop_rule=False)}, Problem.STOP_RULE_MISSING),
    ("pilot", {"plan": planned(has_hours=False)}, Problem.PEOPLE_MISSING),
    ("pilot", {"plan": planned(tellers=frozenset({11}))}, Problem.AIM_UNTOLD),
    ("pilot", {"plan": planned(tellers=frozenset({11, 99}))}, Problem.AIM_UNTOLD),
    ("adopt", {"plan": planned(is_concluded=False)}, Problem.CONCLUSION_MISSING),
    ("rethink", {"plan": planned(is_concluded=False)}, Problem.CONCLUSION_MISSING),
    ("adopt", {"plan": planned(readings_missing=1)}, Problem.READINGS_MISSING),
    ("adopt", {"plan": None}, Problem.READINGS_MISSING),
    ("adopt-at-once", {"size": Size.MEDIUM}, Problem.NOT_SMALL),
    ("adopt-at-once", {"size": None}, Problem.NOT_SMALL),
]


@pytest.mark.parametrize(("name", "lacking", "problem"), GUARDS)
def test_one_lack_is_one_obstacle(name: str, lacking: dict[str, object], problem: Problem) -> None:
    actor = AUTHOR if name == "submit" else LEAD
    facts = replace(idea(), state=ROWS[name][0].split()[0], **lacking)  # type: ignore[arg-type]
    assert outcome(name, facts, actor) == problem


def test_an_empty_plan_lacks_everything_at_once() -> None:
    assert outcome("pilot", replace(idea(), state="evaluated", plan=PlanFacts()), LEAD).split() == [
        Problem.AIM_MISSING,
        Problem.VISIONS_MISSING,
        Problem.CUSTOMER_MEASURE_MISSING,
        Problem.STOP_RULE_MISSING,
        Problem.DATES_MISSING,
        Problem.UNITS_MISSING,
        Problem.PEOPLE_MISSING,
        Problem.AIM_UNTOLD,
        Problem.GIVE_UP_NOT_ASKED,
    ]


UNANSWERED = {
    "adopt": [Problem.WORDS_MISSING, Problem.NEEDED_HOURS_MISSING, Problem.GIVE_UP_UNANSWERED],
    "adopt-at-once": [Problem.WORDS_MISSING, Problem.DOER_MISSING, Problem.DEADLINE_MISSING],
    "rethink": [Problem.WORDS_MISSING],
    "drop": [Problem.WORDS_MISSING, Problem.REASON_CODE_MISSING, Problem.CONDITION_MISSING],
    "reopen": [Problem.WORDS_MISSING],
    "merge": [Problem.TARGET_MISSING],
}


@pytest.mark.parametrize("name", list(UNANSWERED))
def test_a_move_without_its_answers_is_refused(name: str) -> None:
    with pytest.raises(Refused) as refused:
        decide(IDEA, name, replace(idea(), state=ROWS[name][0].split()[0]), LEAD, Note())
    assert list(refused.value.problems) == UNANSWERED[name]


def test_every_other_move_asks_nothing() -> None:
    silent = {t.name for t in IDEA.transitions if not t.gaps(Note())}
    assert silent == set(ROWS) - set(UNANSWERED)


def test_adopting_invites_what_is_given_up_for_it_and_nothing_else_is_invited() -> None:
    invited = {t.name: [ask.value for ask in t.invites] for t in IDEA.transitions if t.invites}
    assert invited == {
        "adopt": ["work_steps", "give_up_words"],
        "adopt-at-once": ["needed_hours", "give_up", "work_steps", "give_up_words"],
    }


NOBODY_SPECIAL = (EMPLOYEE, MANAGER, FOLLOWER, REVIEWER)


def test_following_or_evaluating_an_idea_moves_nothing() -> None:
    for state in set(IdeaState) - {IdeaState.DROPPED}:
        facts = replace(idea(), state=state)
        assert [options(IDEA, facts, actor) for actor in NOBODY_SPECIAL] == [[], [], [], []]


STEPS = st.lists(st.tuples(st.sampled_from(list(ROWS)), st.sampled_from(list(PEOPLE.values()))), max_size=40)


@given(STEPS)
def test_no_sequence_of_moves_leaves_the_states_and_the_log_replays_to_the_same(
    steps: list[tuple[str, Actor]],
) -> None:
    facts, entries = idea(), []
    for name, actor in steps:
        try:
            event = decide(IDEA, name, facts, actor, answered(name))
        except (Forbidden, Refused):
            continue
        entries.append(event)
        facts = replace(facts, state=event.target)
    assert facts.state in set(IdeaState)
    assert (replay(IDEA.initial, entries).state, replay(IDEA.initial, entries).broken) == (facts.state, None)


def test_people_are_who_they_are_named_for() -> None:
    facts = idea()
    assert [sorted(facts.relations(a.id)) for a in (AUTHOR, OWNER, LEAD, LEAD_AUTHOR)] == [
        ["author"], ["owner"], [], ["author"],
    ]  # fmt: skip


def test_the_kinds_that_lead_into_a_state_are_those_of_its_moves() -> None:
    assert IDEA.kinds_into("dropped") == {Kind.DROPPED, Kind.WITHDRAWN}
    assert IDEA.kinds_into("adopted") == {Kind.ADOPTED, Kind.ADOPTED_AT_ONCE}
    assert IDEA.kinds_into("draft") == frozenset()
