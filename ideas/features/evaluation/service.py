"""Hands in an evaluation, abstains from it, asks for it, and opens and closes the round it belongs to."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select

from ideas.access import find
from ideas.colleagues import colleague
from ideas.extensions import db
from ideas.features.evaluation.judgement import Asking, Judgement, Opening
from ideas.features.evaluation.queries import (
    abstainable,
    askable,
    closable,
    evaluable,
    openable,
    own,
    unaskable,
)
from ideas.history import record
from ideas.judging import begin_round, settle_rounds, sum_up
from ideas.models import Evaluation, EvaluationRequest, EvaluationRound, Idea, Score, Unit, User
from ideas.transaction import command, hold
from workflow.actors import Actor
from workflow.events import Kind
from workflow.lifecycles.idea_states import IdeaState
from workflow.machine import Refused
from workflow.problems import Problem


@command
def hand_in(public_id: str, judgement: Judgement, *, actor: Actor, at: datetime) -> Evaluation:
    """Hand in one's evaluation, or change it; who was asked for it is asked no longer."""
    _wait(public_id, actor)
    idea = evaluable(public_id, actor)
    held = idea.open_round or begin_round(idea, actor_id=actor.id, at=at)
    evaluation = own(idea, actor) or Evaluation(case_id=idea.id, evaluator_id=actor.id)
    evaluation.judgement, evaluation.at = judgement.words, at
    evaluation.knowledge, evaluation.source = judgement.knowledge, judgement.source
    _write(evaluation, held, judgement.scores)
    if evaluation not in held.evaluations:
        held.evaluations.append(evaluation)
    held.requests = [each for each in held.requests if each.user_id != actor.id]
    sum_up(held)
    record(Kind.REVIEWED, at=at, actor_id=actor.id, case=idea)
    return evaluation


@command
def abstain(public_id: str, words: str, has_conflict: bool, *, actor: Actor, at: datetime) -> Idea:
    """Say that one does not evaluate; the log says that it was said, and never why."""
    _wait(public_id, actor)
    idea = abstainable(public_id, actor)
    held = idea.open_round or begin_round(idea, actor_id=actor.id, at=at)
    request = next((each for each in held.requests if each.user_id == actor.id), None)
    if request is None:
        request = EvaluationRequest(user_id=actor.id, asked_at=at)
        held.requests.append(request)
    request.abstained_at, request.has_conflict, request.words = at, has_conflict, words
    record(Kind.ABSTAINED, at=at, actor_id=actor.id, case=idea)
    return idea


@command
def ask(public_id: str, asking: Asking, *, actor: Actor, at: datetime) -> Idea:
    """Ask a person, a unit or both to evaluate; a person who was asked before is reminded."""
    _wait(public_id, actor)
    idea = askable(public_id, actor)
    held = idea.open_round or begin_round(idea, actor_id=actor.id, at=at)
    _ask(idea, held, asking, actor, at)
    return idea


@command
def open_round(public_id: str, opening: Opening, asking: Asking, *, actor: Actor, at: datetime) -> Idea:
    """Open a round, blind or not, and ask whoever is named at once."""
    _wait(public_id, actor)
    idea = openable(public_id, actor)
    if idea.state == IdeaState.EVALUATED and not opening.words.strip():
        raise Refused(Problem.WORDS_MISSING)
    held = begin_round(idea, actor_id=actor.id, at=at, is_blind=opening.is_blind, words=opening.words)
    record(Kind.ROUND_OPENED, at=at, actor_id=actor.id, case=idea, words=opening.words)
    if asking.names_somebody:
        _ask(idea, held, asking, actor, at)
    return idea


@command
def close_round(public_id: str, *, actor: Actor, at: datetime) -> Idea:
    """Close the round in which an idea is evaluated again; what is decided about it is decided elsewhere."""
    _wait(public_id, actor)
    idea = closable(public_id, actor)
    settle_rounds(idea, at, is_decided=False)
    record(Kind.ROUND_CLOSED, at=at, actor_id=actor.id, case=idea)
    return idea


def _wait(public_id: str, actor: Actor) -> None:
    """Let those who evaluate, ask and open rounds of one idea come one after the other."""
    hold(find(Idea, public_id, actor))
    # What was read before the wait may have changed meanwhile.
    db.session.expire_all()


def _write(evaluation: Evaluation, held: EvaluationRound, scores: Mapping[str, tuple[int, str]]) -> None:
    given = {score.criterion_id: score for score in evaluation.scores}
    rows = []
    for criterion in held.criteria:
        if criterion.code in scores:
            score = given.get(criterion.id) or Score(criterion=criterion)
            score.value, score.words = scores[criterion.code]
            rows.append(score)
    evaluation.scores = rows


def _ask(idea: Idea, held: EvaluationRound, asking: Asking, actor: Actor, at: datetime) -> None:
    """Ask everybody who can be; Refused where that is nobody."""
    left_out = unaskable(idea)
    person = colleague(asking.email) if asking.email else None
    unit = db.session.get(Unit, asking.unit_id) if asking.unit_id else None
    named = [person] if person and person.id not in left_out else []
    known = {*left_out, *(each.id for each in named), *(request.user_id for request in held.requests)}
    others = [each for each in _people(unit) if each.id not in known]
    if not named and not others:
        raise Refused(Problem.NO_REVIEWER)
    _let_go(held)
    for people, asked_as in ((named, None), (others, unit)):
        if people:
            _write_requests(held, people, asked_as, asking.due_on, at)
            _tell(idea, people, asked_as, asking.due_on, actor=actor, at=at)


def _let_go(held: EvaluationRound) -> None:
    """Who has left is asked no more once somebody else is; the log remembers that they were."""
    for request in list(held.requests):
        if request.user.is_deactivated and request.abstained_at is None:
            held.requests.remove(request)


def _write_requests(
    held: EvaluationRound, people: Iterable[User], unit: Unit | None, due_on: date | None, at: datetime
) -> None:
    before = {request.user_id: request for request in held.requests}
    for person in people:
        request = before.get(person.id)
        if request is None:
            request = EvaluationRequest(user_id=person.id, unit_id=unit.id if unit else None)
            held.requests.append(request)
        request.asked_at, request.due_on = at, due_on
        request.abstained_at, request.words = None, ""


def _tell(
    idea: Idea, people: Sequence[User], unit: Unit | None, due_on: date | None, *, actor: Actor, at: datetime
) -> None:
    """One entry for a person, and one for everybody of a unit."""
    tell = [person.id for person in people]
    named = {"person": unit.name_fi} if unit else {"person": people[0].name, "people": tell}
    data = {**named, "due_on": due_on and due_on.isoformat()}
    record(Kind.REVIEW_ASKED, at=at, actor_id=actor.id, case=idea, data=data, tell=tell)


def _people(unit: Unit | None) -> list[User]:
    """Everybody active in the unit itself."""
    if unit is None:
        return []
    inside = select(User).where(User.unit_id == unit.id, User.deactivated_at.is_(None))
    return list(db.session.scalars(inside.order_by(User.id)))
