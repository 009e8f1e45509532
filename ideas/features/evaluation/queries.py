"""Finds what somebody may evaluate, whom they may ask, and what they handed in."""

from typing import Any

from sqlalchemy.orm import selectinload
from sqlalchemy.orm.interfaces import ORMOption

from ideas.access import demand, find
from ideas.features.evaluation.judgement import Unaskable, name
from ideas.judging import criteria_in_force
from ideas.lifecycle import facts
from ideas.models import Case, Evaluation, EvaluationRequest, EvaluationRound, Idea
from ideas.models.criterion import Criterion
from workflow.actors import Actor
from workflow.judging import evaluates
from workflow.lifecycles.idea_states import IdeaState
from workflow.machine import Forbidden, Refused
from workflow.permissions import Action
from workflow.problems import Problem


def own(idea: Idea, actor: Actor) -> Evaluation | None:
    """This person's own evaluation in the latest round."""
    held = idea.round
    return next((e for e in held.evaluations if e.evaluator_id == actor.id), None) if held else None


def evaluable(public_id: str, actor: Actor) -> Idea:
    """The idea for somebody who may evaluate it now; Forbidden for others and for its authors."""
    idea = find(Idea, public_id, actor)
    known = facts(idea)
    if actor.id in known.conflicted:
        raise Refused(Problem.ABSTAINED)
    if not evaluates(known, actor):
        raise Forbidden(Action.REVIEW)
    return _being_evaluated(idea)


def abstainable(public_id: str, actor: Actor) -> Idea:
    """The idea for somebody who was asked, or leads, and has not evaluated it in this round."""
    idea = find(Idea, public_id, actor)
    if actor.id in facts(idea).conflicted:
        raise Refused(Problem.ABSTAINED)
    demand(Action.ABSTAIN, actor, idea)
    if idea.open_round and own(idea, actor):
        raise Refused(Problem.ANSWERED_ALREADY)
    return _being_evaluated(idea)


def askable(public_id: str, actor: Actor) -> Idea:
    """The idea for somebody who may ask for evaluations now."""
    idea = find(Idea, public_id, actor, *_PEOPLE)
    demand(Action.ASK_REVIEW, actor, idea)
    return _being_evaluated(idea)


def openable(public_id: str, actor: Actor) -> Idea:
    """The idea for somebody who may open a round of evaluation now."""
    idea = find(Idea, public_id, actor)
    demand(Action.OPEN_ROUND, actor, idea)
    if idea.open_round:
        raise Refused(Problem.ROUND_IS_OPEN)
    if idea.state not in (IdeaState.SUBMITTED, IdeaState.EVALUATED):
        raise Refused(Problem.WRONG_STATE)
    return idea


def closable(public_id: str, actor: Actor) -> Idea:
    """The idea for somebody who may close the round in which it is evaluated again.

    The first round of an idea is closed by the move that says that it is evaluated.
    """
    idea = find(Idea, public_id, actor)
    demand(Action.OPEN_ROUND, actor, idea)
    if not idea.open_round:
        raise Refused(Problem.NO_ROUND)
    if idea.state != IdeaState.EVALUATED:
        raise Refused(Problem.WRONG_STATE)
    return idea


def can_evaluate(idea: Idea, actor: Actor) -> bool:
    """Whether this person may hand in an evaluation now."""
    return is_being_evaluated(idea) and evaluates(facts(idea), actor)


def is_being_evaluated(idea: Idea) -> bool:
    """Whether evaluations are handed in: it was submitted, or is looked at once more."""
    return idea.state == IdeaState.SUBMITTED or bool(idea.state == IdeaState.EVALUATED and idea.open_round)


def questions(idea: Idea) -> list[Criterion]:
    """The criteria of the open round, or those that hold now."""
    return idea.open_round.criteria if idea.open_round else criteria_in_force().criteria


def handed_in(idea: Idea, actor: Actor) -> dict[str, Any]:
    """What this person handed in before, as the fields of the form."""
    mine = own(idea, actor) if idea.open_round else None
    if mine is None:
        return {}
    given = {name(score.criterion): score.value for score in mine.scores}
    words = {f"{name(score.criterion)}_words": score.words for score in mine.scores}
    known = {"knowledge": mine.knowledge and mine.knowledge.value, "source": mine.source}
    return {"judgement": mine.judgement, **known, **given, **words}


def unaskable(idea: Idea, *, is_blind: bool = False) -> dict[int, Unaskable]:
    """Who is not asked, and why.

    A hidden author is asked like anybody, for being left out would give the name away; nor may they evaluate.
    """
    held, known = idea.open_round, facts(idea)
    authors = [] if is_blind or idea.is_blind else [author.user_id for author in idea.named_authors]
    return {
        **dict.fromkeys((e.evaluator_id for e in held.evaluations) if held else (), Unaskable.EVALUATED),
        **dict.fromkeys(known.conflicted, Unaskable.CONFLICTED),
        **dict.fromkeys(known.joined, Unaskable.JOINED),
        **dict.fromkeys(authors, Unaskable.AUTHOR),
    }


def _being_evaluated(idea: Idea) -> Idea:
    if not is_being_evaluated(idea):
        raise Refused(Problem.WRONG_STATE)
    return idea


_PEOPLE: tuple[ORMOption, ...] = (
    selectinload(Case.rounds).options(
        selectinload(EvaluationRound.requests).joinedload(EvaluationRequest.user),
        selectinload(EvaluationRound.requests).joinedload(EvaluationRequest.unit),
        selectinload(EvaluationRound.evaluations).joinedload(Evaluation.evaluator),
    ),
)
