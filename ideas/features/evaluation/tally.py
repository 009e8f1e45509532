"""Counts what the evaluations of a round say together, of each criterion and of all by their weights."""

from collections.abc import Sequence
from dataclasses import dataclass

from ideas import labels
from ideas.features.evaluation.drawing import Column, draw
from ideas.i18n import language
from ideas.models import Evaluation, EvaluationRound
from ideas.models.criterion import Criterion
from workflow.scoring import (
    HIGHEST,
    LOWEST,
    agreement,
    median,
    spread,
    weighted_mean,
    weighted_median,
)

SCALE = range(LOWEST, HIGHEST + 1)


@dataclass(frozen=True, slots=True)
class Spoken:
    """One step of a criterion's scale: its value, its word, and how many gave it."""

    value: int
    word: str
    count: int


@dataclass(frozen=True, slots=True)
class Middle:
    """What two or more scores say together: how wide they lie, and how far they agree, in words."""

    median: float
    lowest: int
    highest: int
    interquartile: float
    agreement: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """What a round says of one criterion; fewer than two scores have no `middle`."""

    criterion: Criterion
    name: str
    scores: list[int]
    steps: list[Spoken]
    columns: tuple[Column, ...]
    middle: Middle | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What two or more evaluations say together, each criterion by its weight; None where none weighs."""

    median: float | None
    mean: float | None
    middle: Middle


def lines(held: EvaluationRound) -> list[Line]:
    """What the round says of each of its criteria, in their order."""
    return [_line(criterion, scores_of(criterion, held.evaluations)) for criterion in held.criteria]


def scores_of(criterion: Criterion, evaluations: Sequence[Evaluation]) -> list[int]:
    """Every score that a criterion was given."""
    return [s.value for each in evaluations for s in each.scores if s.criterion_id == criterion.id]


def summary(held: EvaluationRound) -> Summary | None:
    """What the round says as a whole; one evaluation alone is no summary."""
    given = {each.code: scores_of(each, held.evaluations) for each in held.criteria}
    every = [score for scores in given.values() for score in scores]
    if len(held.evaluations) < 2 or not every:
        return None
    weights = {each.code: each.weight for each in held.criteria}
    alike = str(labels.AGREEMENTS[held.agreement]) if held.agreement else None
    middle = _middle(every, alike)
    return Summary(weighted_median(given, weights), weighted_mean(given, weights), middle) if middle else None


def _line(criterion: Criterion, scores: list[int]) -> Line:
    steps = [Spoken(step, criterion.step(step, language()), scores.count(step)) for step in SCALE]
    alike = agreement(scores)
    return Line(
        criterion=criterion,
        name=criterion.name(language()),
        scores=scores,
        steps=steps,
        columns=draw([step.count for step in steps]),
        middle=_middle(scores, str(labels.AGREEMENTS[alike]) if alike else None),
    )


def _middle(scores: list[int], alike: str | None) -> Middle | None:
    wide, half = spread(scores), median(scores)
    if len(scores) < 2 or wide is None or half is None:
        return None
    return Middle(half, min(scores), max(scores), wide.interquartile, alike)
