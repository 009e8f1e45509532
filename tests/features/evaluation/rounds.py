"""Makes rounds of evaluation as tests of reading them need, inside an app context."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from ideas.extensions import db
from ideas.judging import begin_round, sum_up
from ideas.models import Evaluation, EvaluationRequest, Idea, Score, User
from ideas.models.evaluation import Knowledge
from ideas.transaction import command
from tests import factories


@command
def judge(
    idea: Idea, by: User, words: str, values: Sequence[int | None] = (4, 4, 4, 4),
    knowledge: Knowledge | None = None, source: str = "",
) -> None:  # fmt: skip
    """Hand in an evaluation with a value for each criterion, None for none."""
    row = db.session.get_one(Idea, idea.id)
    held = row.open_round or begin_round(row, actor_id=by.id, at=factories.NOW)
    pairs = zip(held.criteria, values, strict=True)
    scores = [Score(criterion=each, value=value, words="") for each, value in pairs if value]
    given = Evaluation(
        case_id=idea.id, evaluator_id=by.id, judgement=words, scores=scores, knowledge=knowledge,
        source=source, at=factories.NOW + timedelta(minutes=len(held.evaluations)),
    )  # fmt: skip
    held.evaluations.append(given)
    sum_up(held)


@command
def ask(idea: Idea, *people: User) -> None:
    """Ask people to evaluate."""
    row = db.session.get_one(Idea, idea.id)
    held = row.open_round or begin_round(row, actor_id=None, at=factories.NOW)
    held.requests.extend(EvaluationRequest(user_id=each.id, asked_at=factories.NOW) for each in people)


@command
def abstain(idea: Idea, who: User, *, has_conflict: bool = False) -> None:
    """Say that one does not evaluate."""
    held = db.session.get_one(Idea, idea.id).rounds[-1]
    for request in held.requests:
        if request.user_id == who.id:
            request.abstained_at, request.has_conflict = factories.NOW, has_conflict


@command
def evaluate_again(idea: Idea, words: str, at: datetime) -> None:
    """Open a further round."""
    row = db.session.get_one(Idea, idea.id)
    begin_round(row, actor_id=None, at=at, words=words)
