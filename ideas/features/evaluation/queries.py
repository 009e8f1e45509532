"""Reads evaluations for whom the rules let read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ideas import labels
from ideas.access import demand, find
from ideas.features.evaluation.forms import name
from ideas.lifecycle import facts
from ideas.models import Evaluation, Idea, Score
from ideas.models.evaluation import Criterion
from workflow.actors import Actor
from workflow.judging import evaluates, reads_evaluations
from workflow.lifecycles.idea_states import IdeaState
from workflow.machine import Forbidden, Refused
from workflow.permissions import Action
from workflow.problems import Problem
from workflow.scoring import agreement, median


@dataclass(frozen=True, slots=True)
class Line:
    """What evaluations say together of one criterion."""

    criterion: str
    median: float | None
    lowest: int
    highest: int
    agreement: str | None


@dataclass(frozen=True, slots=True)
class Result:
    """What this person sees of an idea's evaluations; without `judgements` they may not read them yet."""

    count: int
    judgements: Sequence[Evaluation]
    lines: Sequence[Line]
    can_evaluate: bool
    own: Evaluation | None


def result(idea: Idea, actor: Actor) -> Result | None:
    """The evaluations as this person may see them; None where there is nothing to tell them."""
    known = facts(idea)
    can_evaluate = idea.state == IdeaState.SUBMITTED and evaluates(known, actor)
    is_reader = reads_evaluations(known, actor)
    if not can_evaluate and not (is_reader and idea.evaluations):
        return None
    read = idea.evaluations if is_reader else []
    return Result(len(idea.evaluations), read, _lines(read), can_evaluate, own(idea, actor))


def own(idea: Idea, actor: Actor) -> Evaluation | None:
    """This person's own evaluation."""
    return next((e for e in idea.evaluations if e.evaluator_id == actor.id), None)


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


def handed_in(idea: Idea, actor: Actor) -> dict[str, Any]:
    """What this person handed in before, as the fields of the form."""
    mine = own(idea, actor)
    if mine is None:
        return {}
    given = {name(score.criterion): score.value for score in mine.scores}
    words = {f"{name(score.criterion)}_words": score.words for score in mine.scores}
    return {"judgement": mine.judgement, **given, **words}


def addresses(idea: Idea) -> tuple[frozenset[str], frozenset[str]]:
    """The e-mail addresses of the named authors and of those who have evaluated.

    A sealed author is not among them: refusing the address would give the name away.
    """
    authors = frozenset(author.email for author in idea.authors)
    return authors, frozenset(evaluation.evaluator.email for evaluation in idea.evaluations)


def by_criterion(evaluation: Evaluation) -> list[Score]:
    """The scores in the order of the criteria, the customer's first."""
    order = list(Criterion)
    return sorted(evaluation.scores, key=lambda score: order.index(score.criterion))


def _being_evaluated(idea: Idea) -> Idea:
    if idea.state != IdeaState.SUBMITTED:
        raise Refused(Problem.WRONG_STATE)
    return idea


def _lines(evaluations: Sequence[Evaluation]) -> list[Line]:
    return [_line(c, [s.value for e in evaluations for s in e.scores if s.criterion is c]) for c in Criterion]


def _line(criterion: Criterion, values: list[int]) -> Line:
    alike = agreement(values)
    return Line(
        criterion=str(labels.CRITERIA[criterion]),
        median=median(values),
        lowest=min(values, default=0),
        highest=max(values, default=0),
        agreement=str(labels.AGREEMENTS[alike]) if alike else None,
    )
