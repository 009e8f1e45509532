"""Reads what a move needs to know, and where each thing in its way is solved."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ideas import labels
from ideas.access import find, rights
from ideas.lifecycle import LIFECYCLES, facts
from ideas.models import Case, Idea
from ideas.models.pending import PendingDecision
from ideas.preparing import mark, may_prepare, prepared_for
from ideas.questions import as_answer
from ideas.room import numbers_of
from workflow.actors import Actor
from workflow.lifecycles.idea_states import IdeaState
from workflow.machine import Ask, Forbidden, Option, Transition
from workflow.permissions import Action
from workflow.problems import Problem

PLAN, TEXT = ("pilot.plan", Action.PLAN_PILOT), ("submission.draft", Action.EDIT_DRAFT)
TRIAL = ("trial.plan", Action.PLAN_TRIAL)
FOUND = ("examination.examination", Action.WRITE_EXAMINATION)
SOLVED_AT: Mapping[Problem, tuple[str, Action]] = {
    Problem.TITLE_MISSING: TEXT,
    Problem.TITLE_TOO_LONG: TEXT,
    Problem.ESSENCE_MISSING: TEXT,
    Problem.ESSENCE_TOO_LONG: TEXT,
    Problem.BENEFIT_UNANSWERED: TEXT,
    Problem.PUBLISH_CHECK_MISSING: TEXT,
    Problem.IDENTITY_CODE_FOUND: TEXT,
    Problem.MAY_BE_PATENTABLE: TEXT,
    Problem.EVALUATIONS_MISSING: ("evaluation.ask", Action.ASK_REVIEW),
    Problem.OWNER_MISSING: ("desk.owner", Action.ASSIGN),
    Problem.OWNER_IS_AUTHOR: ("desk.owner", Action.ASSIGN),
    Problem.NEXT_DATE_MISSING: ("desk.next_date", Action.SET_NEXT_DATE),
    Problem.PLAN_MISSING: PLAN,
    Problem.AIM_MISSING: PLAN,
    Problem.VISIONS_MISSING: PLAN,
    Problem.CUSTOMER_MEASURE_MISSING: PLAN,
    Problem.MEASURES_UNFINISHED: PLAN,
    Problem.STOP_RULE_MISSING: PLAN,
    Problem.PEOPLE_MISSING: PLAN,
    Problem.AIM_UNTOLD: PLAN,
    Problem.DATES_MISSING: PLAN,
    Problem.UNITS_MISSING: PLAN,
    Problem.GIVE_UP_NOT_ASKED: PLAN,
    Problem.CONCLUSION_MISSING: ("pilot.conclusion", Action.CONCLUDE_PILOT),
    Problem.READINGS_MISSING: ("readings.add", Action.ADD_READING),
    Problem.STEP_TITLE_TOO_LONG: ("recording.edit", Action.EDIT),
    Problem.STEP_OWNER_MISSING: ("desk.owner", Action.ASSIGN),
    Problem.ORIGIN_MISSING: FOUND,
    Problem.CITATION_MISSING: FOUND,
    Problem.VALUE_MISSING: FOUND,
    Problem.EFFORT_MISSING: FOUND,
    Problem.NOTICERS_MISSING: FOUND,
    Problem.SHIFT_MISSING: FOUND,
    Problem.CUSTOMER_UNANSWERED: FOUND,
    Problem.REPLACEMENT_MISSING: FOUND,
    Problem.STAFF_EFFECT_OPEN: ("examination.clearance", Action.CLEAR_STAFF_EFFECT),
    Problem.TRIAL_PLAN_MISSING: TRIAL,
    Problem.TRIAL_PLAN_UNFINISHED: TRIAL,
    Problem.TRIAL_DAYS_WRONG: TRIAL,
    Problem.TRIAL_IS_OVER: TRIAL,
    Problem.SIGNALS_MISSING: TRIAL,
    Problem.HARM_UNANSWERED: TRIAL,
    Problem.SIGNALS_UNREAD: ("readings.add", Action.ADD_READING),
}
"""The page on which each obstacle is taken away, and who may open it."""
CONCLUDED = {"adopt": "verdict", "rethink": "learnt", "drop": "verdict"}
"""Which words of a judged pilot a decision about it begins with."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing in the way, in words, and the endpoint where this person can take it away."""

    words: str
    endpoint: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A move that somebody wants to make: the case, the line of the table, and what is in the way.

    `prepared` is what is prepared for the case already, for whoever may know of it.
    """

    case: Case
    transition: Transition[Any]
    obstacles: list[Obstacle]
    can_wait: bool
    prepared: PendingDecision | None


@dataclass(frozen=True, slots=True)
class Offer:
    """A move on the page of a case; the main one leads it on."""

    option: Option[Any]
    obstacles: list[Obstacle]
    is_main: bool


def asked(public_id: str, name: str, actor: Actor) -> Asked:
    """The case and the move of that name, or Forbidden for whom the table does not let."""
    case = find(Case, public_id, actor)
    transition = LIFECYCLES[case.kind].move(name)
    held = rights(case, actor)
    if transition.action not in held:
        raise Forbidden(transition.action)
    moved_on = (Problem.WRONG_STATE,) if case.state not in transition.sources else ()
    told = _told(moved_on or transition.obstacles(facts(case), actor), held)
    return Asked(case, transition, told, may_prepare(case, name, actor), prepared_for(case, actor))


def answered_before(asked: Asked, actor: Actor) -> dict[str, Any]:
    """What is known of the answers before the move is made, by the names of its questions."""
    case, held = asked.case, asked.prepared
    if not isinstance(case, Idea):
        return {}
    return {
        Ask.GIVE_UP.value: case.give_up.value if case.give_up else None,
        Ask.GIVE_UP_WORDS.value: case.give_up_words,
        Ask.NEEDED_HOURS.value: case.needed_hours,
        Ask.WORK_STEPS.value: " ".join(numbers_of(case, actor)),
        "words": _concluded(case, asked.transition.name),
        **(_written(held) if held and held.move == asked.transition.name else {}),
    }


def _concluded(idea: Idea, name: str) -> str | None:
    """What those who ran the pilot say of it, where the move decides about a pilot that runs."""
    said = idea.experiment.conclusion if idea.experiment and idea.state == IdeaState.PILOTED else None
    field = CONCLUDED.get(name)
    return getattr(said, field) if said and field else None


def _written(held: PendingDecision) -> dict[str, Any]:
    """Everything that was written when the move was prepared, and the mark of that preparation."""
    answers = {ask: as_answer(Ask(ask), said) for ask, said in held.data.items()}
    return {"words": held.words, "prepared": mark(held), **answers}


def offers(moves: list[Option[Any]], rights: frozenset[Action]) -> list[Offer]:
    """The moves of a page: one leads on from a case that is not ended, in the table's order."""
    ahead = [option for option in moves if _leads_on(option)]
    return [Offer(option, _told(option.problems, rights), option in ahead[:1]) for option in moves]


def _leads_on(option: Option[Any]) -> bool:
    ended = {state for state, tone in labels.TONES.items() if tone == "ended"}
    over = {state for state, tone in labels.TONES.items() if tone in ("ended", "done")}
    return option.transition.target not in ended and not option.transition.sources & over


def _told(problems: tuple[Problem, ...], held: frozenset[Action]) -> list[Obstacle]:
    return [Obstacle(str(labels.PROBLEMS[problem]), _solved_at(problem, held)) for problem in problems]


def _solved_at(problem: Problem, held: frozenset[Action]) -> str | None:
    endpoint, action = SOLVED_AT.get(problem, (None, None))
    return endpoint if action in held else None
