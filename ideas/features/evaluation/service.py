"""Hands in an evaluation, and asks somebody for one."""

from collections.abc import Mapping
from datetime import date, datetime

from ideas.colleagues import colleague
from ideas.extensions import db
from ideas.features.evaluation.queries import askable, evaluable, own
from ideas.history import record
from ideas.models import Evaluation, EvaluationRequest, Idea, Score, User
from ideas.models.evaluation import Criterion
from ideas.transaction import command
from workflow.actors import Actor
from workflow.events import Kind
from workflow.machine import Refused
from workflow.problems import Problem


@command
def hand_in(
    public_id: str, judgement: str, scores: Mapping[Criterion, tuple[int, str]], *, actor: Actor, at: datetime
) -> Evaluation:
    """Hand in one's evaluation, or change it; who was asked for it is asked no longer."""
    idea = evaluable(public_id, actor)
    evaluation = own(idea, actor) or Evaluation(case_id=idea.id, evaluator_id=actor.id)
    evaluation.judgement, evaluation.at = judgement, at
    _write(evaluation, scores)
    db.session.add(evaluation)
    idea.evaluation_requests = [each for each in idea.evaluation_requests if each.user_id != actor.id]
    record(Kind.REVIEWED, at=at, actor_id=actor.id, case=idea)
    return evaluation


@command
def ask(public_id: str, email: str, due_on: date | None, *, actor: Actor, at: datetime) -> Idea:
    """Ask somebody to evaluate; who was asked before is reminded, with the new date."""
    idea = askable(public_id, actor)
    person = colleague(email)
    if person is None:
        raise Refused(Problem.EVALUATIONS_MISSING)
    request = _request(idea, person)
    request.asked_at, request.due_on = at, due_on
    data = {"person": person.name, "due_on": due_on and due_on.isoformat()}
    record(Kind.REVIEW_ASKED, at=at, actor_id=actor.id, case=idea, data=data, tell=[person.id])
    return idea


def _write(evaluation: Evaluation, scores: Mapping[Criterion, tuple[int, str]]) -> None:
    given = {score.criterion: score for score in evaluation.scores}
    for criterion, (value, words) in scores.items():
        score = given.get(criterion) or Score(criterion=criterion)
        score.value, score.words = value, words
        if criterion not in given:
            evaluation.scores.append(score)


def _request(idea: Idea, person: User) -> EvaluationRequest:
    for request in idea.evaluation_requests:
        if request.user_id == person.id:
            return request
    request = EvaluationRequest(user_id=person.id)
    idea.evaluation_requests.append(request)
    return request
