"""Opens and settles rounds of evaluation: under which criteria, and whose name is hidden meanwhile."""

from datetime import datetime

from sqlalchemy import select

from ideas.blinding import blind, unblind
from ideas.extensions import db
from ideas.models.case import Case
from ideas.models.criterion import CriteriaVersion
from ideas.models.evaluation import EvaluationRound
from workflow.scoring import agreement, together


def criteria_in_force() -> CriteriaVersion:
    """The newest version of the organisation's criteria; the migrations write the first."""
    newest = select(CriteriaVersion).order_by(CriteriaVersion.number.desc()).limit(1)
    return db.session.scalars(newest).one()


def begin_round(
    case: Case, *, actor_id: int | None, at: datetime, is_blind: bool = False, words: str = ""
) -> EvaluationRound:
    """Open the next round of a case; in a blind one nobody but its authors reads who they are."""
    held = EvaluationRound(
        number=len(case.rounds) + 1,
        version=criteria_in_force(),
        is_blind=is_blind,
        words=words,
        opened_at=at,
        opened_by_id=actor_id,
    )
    case.rounds.append(held)
    if is_blind:
        blind(case, held)
    return held


def sum_up(held: EvaluationRound) -> None:
    """Write down how far its evaluators see it alike; whoever changes an evaluation calls this."""
    scores = [score for evaluation in held.evaluations for score in evaluation.scores]
    held.agreement = together(
        agreement([score.value for score in scores if score.criterion is criterion])
        for criterion in held.criteria
    )


def settle_rounds(case: Case, at: datetime, *, is_decided: bool) -> None:
    """Close the round that is open, which ends its blindness; decided, everybody concerned reads it."""
    if case.open_round and case.open_round.is_blind:
        unblind(case, case.open_round)
    for held in case.rounds:
        held.closed_at = held.closed_at or at
        if is_decided:
            held.decided_at = held.decided_at or at
