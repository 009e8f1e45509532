"""Shows a draft to named colleagues, and ends that again."""

from collections.abc import Collection
from datetime import datetime

from ideas.access import demand, find
from ideas.history import record
from ideas.models.idea import Idea
from ideas.models.involvement import Sparring
from ideas.transaction import command
from workflow.actors import Actor
from workflow.events import Kind
from workflow.lifecycles.idea_states import IdeaState
from workflow.machine import Refused
from workflow.permissions import Action, Visibility
from workflow.problems import Problem


@command
def ask(public_id: str, people: Collection[int], *, actor: Actor, at: datetime) -> None:
    """Let these colleagues read and comment the draft, and tell them."""
    idea = _draft(public_id, actor)
    demand(Action.SPAR, actor, idea)
    here = idea.author_ids | {sparring.user_id for sparring in idea.sparrings}
    for person in sorted(set(people) - here):
        idea.sparrings.append(Sparring(user_id=person, at=at))
        idea.visibility = Visibility.SPARRING
        record(Kind.SPARRING_ASKED, at=at, actor_id=actor.id, case=idea, tell=[person])


@command
def end(public_id: str, person: int, *, actor: Actor, at: datetime) -> None:
    """End the sparring with one colleague: an author may, and the colleague themselves."""
    idea = _draft(public_id, actor)
    if person != actor.id:
        demand(Action.SPAR, actor, idea)
    staying = [sparring for sparring in idea.sparrings if sparring.user_id != person]
    if len(staying) == len(idea.sparrings):
        return
    idea.sparrings[:] = staying
    idea.visibility = Visibility.SPARRING if staying else Visibility.PRIVATE
    record(Kind.SPARRING_ENDED, at=at, actor_id=actor.id, case=idea)


def _draft(public_id: str, actor: Actor) -> Idea:
    idea = find(Idea, public_id, actor)
    if idea.state != IdeaState.DRAFT:
        raise Refused(Problem.WRONG_STATE)
    return idea
