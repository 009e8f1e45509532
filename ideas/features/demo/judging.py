"""What evaluators and leads do in the demo around rounds of evaluation, and what is decided in silence."""

from ideas.access import demand
from ideas.features.demo.deciding import answers
from ideas.features.demo.scene import Scene, later
from ideas.features.demo.script import Deed
from ideas.history import record
from ideas.judging import begin_round, settle_rounds, sum_up
from ideas.models import Evaluation, EvaluationRequest, EvaluationRound, Idea, Score
from ideas.models.evaluation import Knowledge
from ideas.preparing import prepare as keep_prepared
from workflow.actors import Actor
from workflow.events import Kind
from workflow.machine import Note
from workflow.permissions import Action


def open_round(scene: Scene, deed: Deed) -> None:
    """Open a round, blind or because something has changed."""
    idea, actor, says = scene.idea(deed), scene.actor(deed), deed.says
    demand(Action.OPEN_ROUND, actor, idea)
    words = says.get("words", "")
    begin_round(idea, actor_id=actor.id, at=deed.at, is_blind=says.get("blind", False), words=words)
    record(Kind.ROUND_OPENED, at=deed.at, actor_id=actor.id, case=idea, words=words)


def close_round(scene: Scene, deed: Deed) -> None:
    """Close the round in which an idea was evaluated again."""
    idea, actor = scene.idea(deed), scene.actor(deed)
    demand(Action.OPEN_ROUND, actor, idea)
    settle_rounds(idea, deed.at, is_decided=False)
    record(Kind.ROUND_CLOSED, at=deed.at, actor_id=actor.id, case=idea)


def ask(scene: Scene, deed: Deed) -> None:
    """Ask a colleague to evaluate."""
    idea, evaluator = scene.idea(deed), scene.other(deed)
    demand(Action.ASK_REVIEW, scene.actor(deed), idea)
    due_on = later(scene.day(deed), deed.says["due"])
    request = EvaluationRequest(user_id=evaluator.id, asked_at=deed.at, due_on=due_on)
    _round(idea, scene.actor(deed), deed).requests.append(request)
    data = {"person": evaluator.name, "people": [evaluator.id], "due_on": due_on.isoformat()}
    actor_id = scene.person(deed).id
    record(Kind.REVIEW_ASKED, at=deed.at, actor_id=actor_id, case=idea, data=data, tell=[evaluator.id])


def abstain(scene: Scene, deed: Deed) -> None:
    """Say that one does not evaluate."""
    idea, person, says = scene.idea(deed), scene.person(deed), deed.says
    demand(Action.ABSTAIN, scene.actor(deed), idea)
    held = _round(idea, scene.actor(deed), deed)
    request = next(each for each in held.requests if each.user_id == person.id)
    request.abstained_at, request.words = deed.at, says.get("words", "")
    request.has_conflict = says.get("conflict", False)
    record(Kind.ABSTAINED, at=deed.at, actor_id=person.id, case=idea)


def evaluate(scene: Scene, deed: Deed) -> None:
    """Evaluate, in scores and in words."""
    idea, person, says = scene.idea(deed), scene.person(deed), deed.says
    demand(Action.REVIEW, scene.actor(deed), idea)
    held = _round(idea, scene.actor(deed), deed)
    rows = zip(held.criteria, says["scores"], says.get("why", ("",) * len(held.criteria)), strict=True)
    evaluation = Evaluation(
        case_id=idea.id,
        evaluator_id=person.id,
        judgement=says["words"],
        knowledge=Knowledge(says.get("knows", "experience")),
        at=deed.at,
        scores=[Score(criterion=criterion, value=value, words=words) for criterion, value, words in rows],
    )
    held.evaluations.append(evaluation)
    held.requests = [request for request in held.requests if request.user_id != person.id]
    sum_up(held)
    record(Kind.REVIEWED, at=deed.at, actor_id=person.id, case=idea)


def prepare(scene: Scene, deed: Deed) -> None:
    """Keep a decision that is told later."""
    note = Note(deed.says["words"], answers(scene, deed))
    keep_prepared(scene.idea(deed), deed.says["move"], note, "", actor=scene.actor(deed), at=deed.at)


def _round(idea: Idea, actor: Actor, deed: Deed) -> EvaluationRound:
    return idea.open_round or begin_round(idea, actor_id=actor.id, at=deed.at)
