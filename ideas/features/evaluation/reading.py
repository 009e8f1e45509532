"""Tells what a round of evaluation says, to those whom the rules let read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from ideas import labels
from ideas.features.evaluation.queries import own
from ideas.i18n import language
from ideas.lifecycle import facts
from ideas.models import Evaluation, Idea, Score
from ideas.models.criterion import Criterion
from workflow.actors import Actor
from workflow.judging import evaluates, reads_round
from workflow.lifecycles.idea_states import IdeaState
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


def by_criterion(evaluation: Evaluation) -> list[Score]:
    """The scores in the order of the criteria, the customer's first."""
    return sorted(evaluation.scores, key=lambda score: score.criterion.position)


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
