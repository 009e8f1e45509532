"""Finds what somebody may evaluate, whom they may ask, and what they handed in."""

from typing import Any

from ideas.access import demand, find
from ideas.features.evaluation.forms import name
from ideas.judging import criteria_in_force
from ideas.lifecycle import facts
from ideas.models import Evaluation, Idea
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
    if not evaluates(facts(idea), actor):
        raise Forbidden(Action.REVIEW)
    return _being_evaluated(idea)


def askable(public_id: str, actor: Actor) -> Idea:
    """The idea for somebody who may ask for evaluations now."""
    idea = find(Idea, public_id, actor)
    demand(Action.ASK_REVIEW, actor, idea)
    return _being_evaluated(idea)


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
    return {"judgement": mine.judgement, **given, **words}


def addresses(idea: Idea) -> tuple[frozenset[str], frozenset[str]]:
    """The e-mail addresses of the named authors and of those who have evaluated in the open round.

    A sealed author is not among them: refusing the address would give the name away.
    """
    authors = frozenset(author.email for author in idea.authors)
    given = idea.open_round.evaluations if idea.open_round else []
    return authors, frozenset(evaluation.evaluator.email for evaluation in given)


def _being_evaluated(idea: Idea) -> Idea:
    if idea.state != IdeaState.SUBMITTED:
        raise Refused(Problem.WRONG_STATE)
    return idea
