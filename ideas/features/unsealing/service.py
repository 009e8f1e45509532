"""Shows an administrator whose name is hidden, and never without a trace that the author is told of."""

from datetime import datetime

from ideas.access import demand, find
from ideas.features.unsealing.queries import hidden_authors, names_of
from ideas.history import record
from ideas.models.case import Case
from ideas.transaction import command
from workflow.actors import Actor
from workflow.events import Kind
from workflow.permissions import Action


@command
def show_authors(public_id: str, reason: str, *, actor: Actor, at: datetime) -> list[str]:
    """The hidden names; that they were shown is told in the log of the case and in that of the house."""
    case = find(Case, public_id, actor)
    demand(Action.SHOW_AUTHOR, actor, case)
    people = hidden_authors(case)
    if people:
        record(Kind.AUTHOR_SHOWN, at=at, actor_id=actor.id, case=case, words=reason)
        record(Kind.AUTHOR_SHOWN, at=at, actor_id=actor.id, words=reason, data={"case": case.public_id})
    return names_of(people)
