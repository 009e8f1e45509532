"""The moves of the demo: what each asks, and what follows from it beside the new state."""

from datetime import date, timedelta

from ideas import room
from ideas.audiences import trial_audience
from ideas.decisions import decide, end
from ideas.features.demo.scene import Scene, later, number
from ideas.features.demo.script import Deed, Table
from ideas.history import record
from ideas.lifecycle import advance
from ideas.models import Case, CaseAuthor, Follow, Idea, WorkStep
from ideas.room import Answer
from workflow.events import Kind
from workflow.lifecycles.idea_states import GiveUp
from workflow.lifecycles.work_step_states import Ending, Keeping
from workflow.machine import Ask, Note

SAID = ("reason_code", "condition", "doer", "give_up", "give_up_words", "ending", "keeping", "needed_hours")
STARTS_TRIAL = "try-without"


def move(scene: Scene, deed: Deed) -> None:
    """Make the move of that name, with what it asks."""
    case, actor = scene.case(deed), scene.actor(deed)
    note = Note(deed.says.get("words", ""), answers(scene, deed))
    tell = trial_audience(case) if isinstance(case, WorkStep) and deed.do == STARTS_TRIAL else []
    entry = advance(case, deed.do, actor=actor, note=note, at=deed.at, tell=tell)
    if isinstance(case, WorkStep):
        settle(scene, deed, entry.kind)
    elif isinstance(case, Idea) and "give_up" in deed.says:
        make_room(scene, deed, deed.says)


def settle(scene: Scene, deed: Deed, kind: Kind) -> None:
    """Write the decision that a move is, or end the one that held."""
    step, says, actor = scene.work_step(deed), deed.says, scene.actor(deed)
    review_on = _review_on(scene, deed)
    if kind is Kind.GIVEN_UP:
        decide(step, Ending(says["ending"]), actor=actor, at=deed.at, review_on=review_on)
    elif kind is Kind.KEPT:
        decide(step, Keeping(says["keeping"]), actor=actor, at=deed.at, review_on=review_on)
    elif kind in (Kind.RESUMED, Kind.RECONSIDERED, Kind.RETURNED):
        end(step, deed.at)


def make_room(scene: Scene, deed: Deed, says: Table) -> None:
    """Keep what is given up for an idea, and how many hours a year it needs."""
    hours = number(says.get("needed_hours"))
    words, numbers = says.get("give_up_words", ""), tuple(_numbers(scene, says))
    answer = Answer(GiveUp(says["give_up"]), words, hours, numbers)
    room.answer(scene.idea(deed), answer, actor=scene.actor(deed), at=deed.at)


def merge(scene: Scene, deed: Deed) -> None:
    """Join an idea to another one, with its people."""
    idea, target = scene.idea(deed), scene.cases[deed.says["into"]]
    note = Note(deed.says["words"], {"target": target.public_id})
    advance(idea, deed.do, actor=scene.actor(deed), note=note, at=deed.at)
    idea.merged_into_id = target.id
    target.version += 1
    person = scene.person(deed)
    record(Kind.RECEIVED, at=deed.at, actor_id=person.id, case=target, data={"source": idea.public_id})
    _carry_people(idea, target, deed)


def answers(scene: Scene, deed: Deed) -> dict[str, str]:
    """What a move asks, as the line of the tables answers it."""
    says = deed.says
    deadline = later(scene.day(deed), says["deadline"]) if "deadline" in says else None
    days = {Ask.DEADLINE: deadline, Ask.REVIEW_ON: _review_on(scene, deed)}
    return {
        **{name: str(says[name]) for name in SAID if name in says},
        **{ask: day.isoformat() for ask, day in days.items() if day},
        **({Ask.WORK_STEPS: " ".join(_numbers(scene, says))} if "work_steps" in says else {}),
    }


def _review_on(scene: Scene, deed: Deed) -> date | None:
    """So many days after the deed, or so many days ago: on the day of a return that the tables know."""
    if "review_ago" in deed.says:
        return scene.today - timedelta(days=deed.says["review_ago"])
    days = deed.says.get("review")
    return later(scene.day(deed), days) if days else None


def _numbers(scene: Scene, says: Table) -> list[str]:
    return [scene.cases[key].public_id for key in says.get("work_steps", ())]


def _carry_people(idea: Idea, target: Case, deed: Deed) -> None:
    for author in idea.named_authors:
        place = len(target.named_authors)
        target.named_authors.append(CaseAuthor(user_id=author.user_id, position=place))
    here = target.author_ids | {follow.user_id for follow in target.follows}
    for follower in {follow.user_id for follow in idea.follows} - here:
        target.follows.append(Follow(user_id=follower, at=deed.at))
