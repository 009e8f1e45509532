"""Hands in an evaluation, and asks somebody for one."""

from collections.abc import Mapping
from datetime import date, datetime

from ideas.colleagues import colleague
from ideas.features.evaluation.queries import askable, evaluable, own
from ideas.history import record
from ideas.judging import begin_round
from ideas.models import Evaluation, EvaluationRequest, EvaluationRound, Idea, Score, User
from ideas.transaction import command
from workflow.actors import Actor
from workflow.events import Kind
from workflow.machine import Refused
from workflow.problems import Problem


@command
def hand_in(
    public_id: str, judgement: str, scores: Mapping[str, tuple[int, str]], *, actor: Actor, at: datetime
) -> Evaluation:
    """Hand in one's evaluation, or change it; who was asked for it is asked no longer."""
    idea = evaluable(public_id, actor)
    held = idea.open_round or begin_round(idea, actor_id=actor.id, at=at)
    evaluation = own(idea, actor) or Evaluation(case_id=idea.id, evaluator_id=actor.id)
    evaluation.judgement, evaluation.at = judgement, at
    _write(evaluation, held, scores)
    if evaluation not in held.evaluations:
        held.evaluations.append(evaluation)
    held.requests = [each for each in held.requests if each.user_id != actor.id]
    record(Kind.REVIEWED, at=at, actor_id=actor.id, case=idea)
    return evaluation


@command
def ask(public_id: str, email: str, due_on: date | None, *, actor: Actor, at: datetime) -> Idea:
    """Ask somebody to evaluate; who was asked before is reminded, with the new date."""
    idea = askable(public_id, actor)
    person = colleague(email)
    if person is None:
        raise Refused(Problem.EVALUATIONS_MISSING)
    held = idea.open_round or begin_round(idea, actor_id=actor.id, at=at)
    request = _request(held, person)
    request.asked_at, request.due_on = at, due_on
    data = {"person": person.name, "due_on": due_on and due_on.isoformat()}
    record(Kind.REVIEW_ASKED, at=at, actor_id=actor.id, case=idea, data=data, tell=[person.id])
    return idea


def _write(evaluation: Evaluation, held: EvaluationRound, scores: Mapping[str, tuple[int, str]]) -> None:
    given = {score.criterion_id: score for score in evaluation.scores}
    rows = []
    for criterion in held.criteria:
        if criterion.code in scores:
            score = given.get(criterion.id) or Score(criterion=criterion)
            score.value, score.words = scores[criterion.code]
            rows.append(score)
    evaluation.scores = rows


def _request(held: EvaluationRound, person: User) -> EvaluationRequest:
    for request in held.requests:
        if request.user_id == person.id:
            return request
    request = EvaluationRequest(user_id=person.id)
    held.requests.append(request)
    return request
