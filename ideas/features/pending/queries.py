"""Reads the batch: each prepared decision as its authors will read it, and what stands in its way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from ideas import labels
from ideas.access import visible
from ideas.extensions import db
from ideas.lifecycle import LIFECYCLES
from ideas.models import (
    Case,
    CaseAuthor,
    EvaluationRound,
    Experiment,
    Idea,
    Measure,
    Reading,
    SealedAuthor,
    User,
)
from ideas.models.pending import PendingDecision
from ideas.preparing import is_void, mark, obstacles
from ideas.telling import Row
from workflow.actors import Actor
from workflow.problems import Problem

Told = Mapping[int, tuple[Problem, ...]]
"""What stood in the way, by the number of the prepared decision."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """One decision of the batch: the notice as it will be read, and what stands in its way now."""

    held: PendingDecision
    case: Idea
    notice: Row
    problems: list[str]
    is_void: bool

    @property
    def choice(self) -> str:
        """What its check box sends: its number, and the mark of what was read."""
        return f"{self.held.id}:{mark(self.held)}"


def batch(actor: Actor, at: datetime, found: Told | None = None) -> list[Prepared]:
    """Everything prepared that this person may know of, the oldest first; with what a release has found."""
    who = db.session.get_one(User, actor.id).name
    rows = db.session.execute(
        _known(actor).options(*_LOADED).order_by(PendingDecision.prepared_at, PendingDecision.id)
    )
    return [_prepared(held, case, who, actor, at, found or {}) for held, case in rows.unique()]


def count(actor: Actor) -> int:
    """How many prepared decisions this person may know of."""
    known = _known(actor).with_only_columns(PendingDecision.id).subquery()
    return db.session.scalar(select(func.count()).select_from(known)) or 0


def held(ids: list[int], actor: Actor) -> list[tuple[PendingDecision, Idea]]:
    """Those of the batch with these numbers, kept until the command ends."""
    statement = _known(actor).where(PendingDecision.id.in_(ids)).order_by(PendingDecision.id)
    kept = (
        statement.options(*_LOADED)
        .with_for_update(of=PendingDecision)
        .execution_options(populate_existing=True)
    )
    return [(row[0], row[1]) for row in db.session.execute(kept).unique()]


def said(held: PendingDecision) -> dict[str, Any]:
    """What the entry of a released decision tells of its preparation."""
    return {
        "prepared_by": held.prepared_by_id,
        "prepared_name": held.prepared_by.name,
        "prepared_at": held.prepared_at.isoformat(),
    }


def _known(actor: Actor) -> Select[Any]:
    """What is prepared for ideas that this person sees and is no author of, whoever else they are."""
    own = or_(
        *(
            select(table.case_id).where(table.case_id == Case.id, table.user_id == actor.id).exists()
            for table in (CaseAuthor, SealedAuthor)
        )
    )
    statement = select(PendingDecision).add_columns(Idea).join(Idea, Idea.id == PendingDecision.case_id)
    return visible(statement.where(~own), actor)


_LOADED = (
    joinedload(PendingDecision.prepared_by),
    *(selectinload(each) for each in (Case.named_authors, Case.sealed_authors, Case.sparrings, Case.follows)),
    *(selectinload(each) for each in (Case.joins, Idea.pairings)),
    selectinload(Case.rounds).options(
        selectinload(EvaluationRound.requests), selectinload(EvaluationRound.evaluations)
    ),
    selectinload(Case.experiments).options(
        selectinload(Experiment.measures).selectinload(Measure.readings).selectinload(Reading.correction),
        selectinload(Experiment.units),
        selectinload(Experiment.members),
        selectinload(Experiment.conclusion),
    ),
)
"""Everything that the rules ask of an idea, in as many statements however long the batch is."""


def _prepared(
    held: PendingDecision, case: Idea, who: str, actor: Actor, at: datetime, found: Told
) -> Prepared:
    problems = (*obstacles(held, case, actor, at), *found.get(held.id, ()))
    words = [str(labels.PROBLEMS[problem]) for problem in dict.fromkeys(problems)]
    return Prepared(held, case, _notice(held, case, who, at), words, is_void(held, case))


def _notice(held: PendingDecision, case: Idea, who: str, at: datetime) -> Row:
    """The very entry as it will be told, on the idea's page and among the news."""
    kind, data = LIFECYCLES[case.kind].move(held.move).kind, {**held.data, **said(held)}
    details = [(term, "", answer) for term, answer in labels.answers(data)]
    return Row(at, who, labels.sentence(kind, data), held.words or None, details)
