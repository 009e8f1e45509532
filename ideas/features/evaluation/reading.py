"""Tells what rounds of evaluation say, to those whom the rules let read them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from ideas import labels
from ideas.access import current_actor
from ideas.extensions import db
from ideas.features.evaluation.queries import can_evaluate, own
from ideas.features.evaluation.tally import Line, Summary, lines, summary
from ideas.lifecycle import facts
from ideas.models import (
    CriteriaVersion,
    Criterion,
    Entry,
    Evaluation,
    EvaluationRequest,
    EvaluationRound,
    Idea,
    Score,
)
from workflow.actors import Actor
from workflow.events import Kind
from workflow.judging import is_partial, reads_round
from workflow.lifecycles.idea_facts import IdeaFacts
from workflow.lifecycles.idea_states import IdeaState
from workflow.permissions import Action, may

Changes = list[tuple[str, str, str]]
"""What changed in a text: the field, before, after."""


@dataclass(frozen=True, slots=True)
class Turnout:
    """Who has answered in a round; `is_named` lets the names of those who have not be told."""

    handed_in: int
    abstained: list[EvaluationRequest]
    silent: list[EvaluationRequest]
    is_named: bool

    @property
    def total(self) -> int:
        """Everybody who was asked, and those who evaluated without being asked."""
        return self.handed_in + len(self.abstained) + len(self.silent)


@dataclass(frozen=True, slots=True)
class Told:
    """One round as this person may see it: nothing that was said is here for whom the rules keep it from."""

    held: EvaluationRound
    turnout: Turnout | None = None
    judgements: Sequence[Evaluation] = ()
    lines: Sequence[Line] = ()
    summary: Summary | None = None
    changes: Changes = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Result:
    """What this person sees of an idea's evaluations.

    `current` is the round that counts now, `older` those before it that they may read, the latest first.
    `must_wait` says that they read nothing before they have handed in their own, `is_own_matter` that they
    read it once something has been decided.
    """

    current: Told | None
    older: list[Told]
    can_evaluate: bool
    own: Evaluation | None
    must_wait: bool = False
    is_own_matter: bool = False


def result(idea: Idea, actor: Actor) -> Result | None:
    """The rounds of an idea as this person may see them; None where there is nothing to tell them."""
    known, now, judges = facts(idea), _current(idea), can_evaluate(idea, actor)
    changes = _changes(idea) if len(idea.rounds) > 1 else {}
    told = [_told(held, known, actor, changes.get(held.number, [])) for held in idea.rounds]
    older = [each for each in told if each.held is not now and each.judgements]
    current = next((each for each in told if each.held is now), None)
    if current and not (judges or current.judgements or current.turnout):
        current = None
    if not (judges or current or older):
        return None
    is_read = bool(current and current.judgements)
    mine = own(idea, actor) if idea.open_round else None
    return Result(current, older[::-1], judges, mine, must_wait=judges and not is_read)


def before_deciding(idea: Idea) -> Result:
    """The same on the form of a decision, where an empty result too says why; it reads the rows it needs."""
    _load(idea)
    actor = current_actor()
    told = result(idea, actor) or Result(None, [], can_evaluate=False, own=None)
    return replace(told, is_own_matter=is_partial(facts(idea), actor.id))


def by_criterion(evaluation: Evaluation) -> list[Score]:
    """The scores in the order of the criteria, the customer's first."""
    return sorted(evaluation.scores, key=lambda score: score.criterion.position)


def _current(idea: Idea) -> EvaluationRound | None:
    """The round that counts: before one is opened, an idea that is evaluated again has none."""
    return idea.open_round if idea.state == IdeaState.SUBMITTED else idea.round


def _told(held: EvaluationRound, known: IdeaFacts, actor: Actor, changes: Changes) -> Told:
    turnout = _turnout(held, known, actor)
    if not reads_round(known, held.facts(), actor):
        return Told(held, turnout, changes=changes)
    return Told(held, turnout, held.evaluations, lines(held), summary(held), changes)


def _turnout(held: EvaluationRound, known: IdeaFacts, actor: Actor) -> Turnout | None:
    """How many answered is told to those who read the round; who, to those who may ask and have no part."""
    said = held.facts()
    asks = may(Action.ASK_REVIEW, actor.role, known.relations(actor.id))
    asks = asks and not is_partial(known, actor.id) and actor.id not in said.conflicted
    if not (asks or reads_round(known, said, actor)):
        return None
    waiting = [each for each in held.requests if each.user_id not in said.evaluators]
    return Turnout(
        handed_in=len(held.evaluations),
        abstained=[each for each in waiting if each.abstained_at],
        silent=[each for each in waiting if not each.abstained_at],
        is_named=asks,
    )


def _changes(idea: Idea) -> dict[int, Changes]:
    """What changed in the text since the round before, by the number of the round; in one statement."""
    edited = select(Entry).where(Entry.case_id == idea.id, Entry.kind == Kind.EDITED).order_by(Entry.n)
    entries = db.session.scalars(edited).all()
    return {
        held.number: _joined([entry for entry in entries if earlier.opened_at < entry.at <= held.opened_at])
        for earlier, held in pairwise(idea.rounds)
    }


def _joined(entries: Sequence[Entry]) -> Changes:
    """Each field from what it was first to what it is last; what was changed back has not changed."""
    values: dict[str, tuple[Any, Any]] = {}
    for entry in entries:
        for name, (before, after) in entry.data.get("changes", {}).items():
            values[name] = (values.get(name, (before, after))[0], after)
    return [
        (labels.change_label(name), labels.change_value(name, before), labels.change_value(name, after))
        for name, (before, after) in values.items()
        if before != after
    ]


def _load(idea: Idea) -> None:
    """Bring along what the rounds hold, in as many statements however many evaluations there are."""
    held = select(EvaluationRound).where(EvaluationRound.case_id == idea.id)
    db.session.scalars(
        held.options(
            selectinload(EvaluationRound.requests).joinedload(EvaluationRequest.user),
            selectinload(EvaluationRound.evaluations).options(
                joinedload(Evaluation.evaluator), selectinload(Evaluation.scores)
            ),
            selectinload(EvaluationRound.version)
            .selectinload(CriteriaVersion.criteria)
            .selectinload(Criterion.steps),
        )
    ).all()
