"""The machine: options and decisions from a table of its own, so that no life cycle is needed to test it."""

from dataclasses import dataclass

import pytest

from workflow.actors import Actor, Relation, Role
from workflow.events import Event, Kind
from workflow.machine import Ask, Forbidden, Note, Prompt, Refused, Transition, Workflow, decide, options
from workflow.permissions import Action
from workflow.problems import Problem


@dataclass(frozen=True)
class Thing:
    """The facts of a thing that somebody owns."""

    state: str = "raw"
    author: int = 1
    is_ripe: bool = True

    def relations(self, person: int | None) -> frozenset[Relation]:
        """The author's relation alone."""
        return frozenset({Relation.AUTHOR} if person == self.author else ())


def ripe(thing: Thing) -> Problem | None:
    """It is ripe."""
    return None if thing.is_ripe else Problem.NEXT_DATE_MISSING


PICK = Transition[Thing](
    "pick", frozenset({"raw"}), "picked", Action.DROP, Kind.DROPPED,
    guards=(ripe,), prompt=Prompt.REASON, asks=(Ask.DOER,), four_eyes=True,
)  # fmt: skip
EAT = Transition[Thing]("eat", frozenset({"picked"}), "gone", Action.READ, Kind.ADOPTED)
THINGS = Workflow[Thing](
    "thing", "raw", "picked", frozenset({"picked"}), "picked", frozenset({"raw"}), (PICK, EAT)
)
LEAD, AUTHOR, STRANGER = Actor(2, Role.LEAD), Actor(1, Role.LEAD), Actor(3, Role.EMPLOYEE)
FULL = Note(" Now. ", {"doer": "Maija"})


def problems_of(thing: Thing, actor: Actor, note: Note) -> tuple[Problem, ...]:
    with pytest.raises(Refused) as refused:
        decide(THINGS, "pick", thing, actor, note)
    return refused.value.problems


def test_a_decision_is_an_event_with_the_words_trimmed() -> None:
    assert decide(THINGS, "pick", Thing(), LEAD, FULL) == Event(
        Kind.DROPPED, "raw", "picked", "Now.", {"doer": "Maija"}
    )


def test_only_moves_from_this_state_and_for_this_person_are_offered() -> None:
    offered = {
        (state, actor.id): [option.transition.name for option in options(THINGS, Thing(state=state), actor)]
        for state in ("raw", "picked", "gone")
        for actor in (LEAD, STRANGER)
    }
    assert offered == {
        ("raw", 2): ["pick"],
        ("raw", 3): [],
        ("picked", 2): ["eat"],
        ("picked", 3): ["eat"],
        ("gone", 2): [],
        ("gone", 3): [],
    }


def test_an_option_says_what_is_in_the_way_before_anything_is_written() -> None:
    (option,) = options(THINGS, Thing(is_ripe=False), LEAD)
    assert option.problems == (Problem.NEXT_DATE_MISSING,)


def test_every_problem_is_told_at_once_in_the_order_of_the_table() -> None:
    assert problems_of(Thing(is_ripe=False), AUTHOR, Note()) == (
        Problem.OWN_IDEA,
        Problem.NEXT_DATE_MISSING,
        Problem.WORDS_MISSING,
        Problem.DOER_MISSING,
    )


def test_blank_answers_are_no_answers() -> None:
    assert problems_of(Thing(), LEAD, Note(" \n", {"doer": "  "})) == (
        Problem.WORDS_MISSING,
        Problem.DOER_MISSING,
    )


def test_what_only_the_caller_can_know_refuses_too() -> None:
    with pytest.raises(Refused) as refused:
        decide(THINGS, "pick", Thing(), LEAD, FULL, extra=(Problem.TARGET_UNSUITABLE,))
    assert refused.value.problems == (Problem.TARGET_UNSUITABLE,)


def test_the_wrong_state_is_told_before_the_wrong_person() -> None:
    with pytest.raises(Refused) as refused:
        decide(THINGS, "pick", Thing(state="picked"), STRANGER, FULL)
    assert refused.value.problems == (Problem.WRONG_STATE,)


def test_whoever_may_not_is_told_nothing_of_what_is_missing() -> None:
    with pytest.raises(Forbidden):
        decide(THINGS, "pick", Thing(is_ripe=False), STRANGER, Note())


def test_a_move_that_the_table_lacks_is_refused() -> None:
    with pytest.raises(Refused):
        decide(THINGS, "burn", Thing(), LEAD, FULL)
