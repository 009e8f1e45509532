"""What leads, owners and evaluators do in the demo: every move, and what happens between the moves."""

from collections.abc import Mapping
from datetime import date, timedelta

from ideas.access import demand
from ideas.features.demo.scene import Scene
from ideas.features.demo.script import Step
from ideas.history import record
from ideas.i18n import format_date
from ideas.lifecycle import advance
from ideas.models import CaseAuthor, Evaluation, EvaluationRequest, Follow, Idea, Score
from ideas.models.evaluation import Criterion
from workflow.calendar import add_working_days
from workflow.events import Kind
from workflow.lifecycles.idea_states import GiveUp
from workflow.machine import Note
from workflow.permissions import Action

ASKED = ("reason_code", "condition", "doer", "give_up", "give_up_words")


def move(scene: Scene, step: Step) -> None:
    """Make the move of that name, with what it asks."""
    idea, says = scene.idea(step), step.says
    data = {name: says[name] for name in ASKED if name in says}
    if "deadline" in says:
        data["deadline"] = _later(scene.day(step), says["deadline"]).isoformat()
    advance(idea, step.do, actor=scene.actor(step), note=Note(says.get("words", ""), data), at=step.at)
    if "give_up" in says:
        idea.give_up, idea.give_up_words = GiveUp(says["give_up"]), says["give_up_words"]


def merge(scene: Scene, step: Step) -> None:
    """Join an idea to another one, with its people."""
    idea, target = scene.idea(step), scene.ideas[step.says["into"]]
    note = Note(step.says["words"], {"target": target.public_id})
    advance(idea, step.do, actor=scene.actor(step), note=note, at=step.at)
    idea.merged_into_id = target.id
    target.version += 1
    person = scene.person(step)
    record(Kind.RECEIVED, at=step.at, actor_id=person.id, case=target, data={"source": idea.public_id})
    _carry_people(idea, target, step)


def assign(scene: Scene, step: Step) -> None:
    """Name somebody who answers for the idea."""
    idea, owner = scene.idea(step), scene.other(step)
    demand(Action.ASSIGN, scene.actor(step), idea)
    idea.owner_id = owner.id
    idea.version += 1
    data = {"owner": owner.id, "person": owner.name}
    _record(Kind.ASSIGNED, scene, step, data=data, tell=owner.id)


def set_next_date(scene: Scene, step: Step) -> None:
    """Say when the idea is looked at again."""
    idea = scene.idea(step)
    demand(Action.SET_NEXT_DATE, scene.actor(step), idea)
    day = idea.next_date = _later(scene.day(step), step.says["days"])
    idea.version += 1
    _record(Kind.NEXT_DATE_SET, scene, step, data={"next_date": day.isoformat(), "day": format_date(day)})


def ask_information(scene: Scene, step: Step) -> None:
    """Ask the author for more."""
    idea = scene.idea(step)
    demand(Action.ASK_INFO, scene.actor(step), idea)
    idea.info_asked_on = scene.day(step)
    idea.version += 1
    _record(Kind.INFO_ASKED, scene, step)


def offer(scene: Scene, step: Step) -> None:
    """Ask a colleague to answer for the idea from now on."""
    idea, receiver = scene.idea(step), scene.other(step)
    demand(Action.OFFER, scene.actor(step), idea)
    idea.receiver_id = receiver.id
    idea.version += 1
    _record(Kind.OFFERED, scene, step, data={"person": receiver.name}, tell=receiver.id)


def ask_evaluation(scene: Scene, step: Step) -> None:
    """Ask a colleague to evaluate."""
    idea, evaluator = scene.idea(step), scene.other(step)
    demand(Action.ASK_REVIEW, scene.actor(step), idea)
    due_on = _later(scene.day(step), step.says["due"])
    idea.evaluation_requests.append(EvaluationRequest(user_id=evaluator.id, asked_at=step.at, due_on=due_on))
    data = {"person": evaluator.name, "due_on": due_on.isoformat()}
    _record(Kind.REVIEW_ASKED, scene, step, data=data, tell=evaluator.id)


def evaluate(scene: Scene, step: Step) -> None:
    """Evaluate, in scores and in words."""
    idea, person, says = scene.idea(step), scene.person(step), step.says
    demand(Action.REVIEW, scene.actor(step), idea)
    rows = zip(Criterion, says["scores"], says.get("why", ("",) * len(Criterion)), strict=True)
    scores = [Score(criterion=criterion, value=value, words=words) for criterion, value, words in rows]
    idea.evaluations.append(
        Evaluation(evaluator_id=person.id, judgement=says["words"], at=step.at, scores=scores)
    )
    waiting = [request for request in idea.evaluation_requests if request.user_id != person.id]
    idea.evaluation_requests[:] = waiting
    record(Kind.REVIEWED, at=step.at, actor_id=person.id, case=idea)


def _record(
    kind: Kind, scene: Scene, step: Step, *, data: Mapping[str, object] | None = None, tell: int | None = None
) -> None:
    record(
        kind,
        at=step.at,
        actor_id=scene.person(step).id,
        case=scene.idea(step),
        words=step.says.get("words", ""),
        data=data,
        tell=[tell] if tell else [],
    )


def _carry_people(idea: Idea, target: Idea, step: Step) -> None:
    for author in idea.named_authors:
        place = len(target.named_authors)
        target.named_authors.append(CaseAuthor(user_id=author.user_id, position=place))
    here = target.author_ids | {follow.user_id for follow in target.follows}
    for follower in {follow.user_id for follow in idea.follows} - here:
        target.follows.append(Follow(user_id=follower, at=step.at))


def _later(day: date, days: int) -> date:
    """So many days later, or on the working day after that."""
    return add_working_days(day + timedelta(days=days - 1), 1)
