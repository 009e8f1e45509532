"""Reads evaluations for whom the rules let read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ideas import labels
from ideas.access import demand, find
from ideas.features.evaluation.forms import name
from ideas.i18n import language
from ideas.judging import criteria_in_force
from ideas.lifecycle import facts
from ideas.models import Evaluation, Idea, Score
from ideas.models.criterion import Criterion
from workflow.actors import Actor
from workflow.judging import evaluates, reads_round
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
    """The latest round as this person may see it; None where there is nothing to tell them."""
    known, held = facts(idea), idea.round
    can_evaluate = idea.state == IdeaState.SUBMITTED and evaluates(known, actor)
    is_reader = held is not None and reads_round(known, held.facts(), actor)
    if not can_evaluate and not (is_reader and held and held.evaluations):
        return None
    read = held.evaluations if held and is_reader else []
    lines = [_line(criterion, read) for criterion in held.criteria] if held else []
    return Result(len(held.evaluations) if held else 0, read, lines, can_evaluate, own(idea, actor))


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


def by_criterion(evaluation: Evaluation) -> list[Score]:
    """The scores in the order of the criteria, the customer's first."""
    return sorted(evaluation.scores, key=lambda score: score.criterion.position)


def _being_evaluated(idea: Idea) -> Idea:
    if idea.state != IdeaState.SUBMITTED:
        raise Refused(Problem.WRONG_STATE)
    return idea


def _line(criterion: Criterion, evaluations: Sequence[Evaluation]) -> Line:
    values = [s.value for e in evaluations for s in e.scores if s.criterion_id == criterion.id]
    alike = agreement(values)
    return Line(
        criterion=criterion.name(language()),
        median=median(values),
        lowest=min(values, default=0),
        highest=max(values, default=0),
        agreement=str(labels.AGREEMENTS[alike]) if alike else None,
    )
