"""Tells leads who was asked to evaluate, who has answered and who abstained: names, and no scores."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ideas.i18n import language
from ideas.lifecycle import facts
from ideas.models import EvaluationRequest, Idea
from workflow.actors import Actor
from workflow.judging import is_partial


class Standing(StrEnum):
    """How far somebody is with an evaluation; silence is another thing than abstaining."""

    ANSWERED = "answered"
    ABSTAINED = "abstained"
    CONFLICTED = "conflicted"
    SILENT = "silent"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Somebody who evaluates or was asked to."""

    name: str
    unit: str | None
    due_on: date | None
    standing: Standing
    words: str = ""


def evaluators(idea: Idea, actor: Actor) -> list[Evaluator]:
    """Everybody whom the open round knows of, by name; nobody for a lead whose own matter the idea is."""
    held = idea.open_round
    if held is None or is_partial(facts(idea), actor.id):
        return []
    answered = [Evaluator(e.evaluator.name, None, None, Standing.ANSWERED) for e in held.evaluations]
    return sorted([*answered, *map(_evaluator, held.requests)], key=lambda each: each.name.casefold())


def _evaluator(request: EvaluationRequest) -> Evaluator:
    silent = Standing.GONE if request.user.is_deactivated else Standing.SILENT
    standing = Standing.ABSTAINED if request.abstained_at else silent
    return Evaluator(
        name=request.user.name,
        unit=request.unit.name(language()) if request.unit else None,
        due_on=request.due_on,
        standing=Standing.CONFLICTED if request.has_conflict else standing,
        words=request.words,
    )
