"""Following, supporting, joining in and thanking; asking for the same again changes nothing."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import update

from ideas.access import demand, find
from ideas.extensions import db
from ideas.history import record
from ideas.models.case import Case
from ideas.models.idea import Idea
from ideas.models.involvement import Follow, Join, JoinRole, Support
from ideas.transaction import command, hold
from workflow.actors import Actor
from workflow.events import Kind
from workflow.lifecycles.idea_states import IdeaState
from workflow.machine import Forbidden
from workflow.permissions import Action

Row = Follow | Support | Join


@command
def follow(public_id: str, wanted: bool, *, actor: Actor, at: datetime) -> None:
    """Hear what moves, or no longer."""
    idea = _involved(public_id, actor)
    if _switch(Follow, idea, wanted, lambda: Follow(case_id=idea.id, user_id=actor.id, at=at), actor):
        kind = Kind.FOLLOWED if wanted else Kind.UNFOLLOWED
        record(kind, at=at, actor_id=actor.id, case=idea)


@command
def support(public_id: str, wanted: bool, *, actor: Actor, at: datetime) -> None:
    """Support the idea, or no longer; the database itself counts, so that no two people count as one."""
    idea = _involved(public_id, actor)
    if _switch(Support, idea, wanted, lambda: Support(case_id=idea.id, user_id=actor.id, at=at), actor):
        count = Case.support_count + (1 if wanted else -1)
        statement = update(Case).where(Case.id == idea.id).values(support_count=count)
        db.session.execute(statement.execution_options(synchronize_session=False))
        kind = Kind.SUPPORTED if wanted else Kind.UNSUPPORTED
        record(kind, at=at, actor_id=actor.id, case=idea)


@command
def join(public_id: str, role: JoinRole, *, actor: Actor, at: datetime) -> None:
    """Take part in a role, or in another one than before."""
    idea = _involved(public_id, actor)
    joined = db.session.get(Join, (idea.id, actor.id))
    if joined is not None and joined.role is role:
        return
    if joined is None:
        db.session.add(Join(case_id=idea.id, user_id=actor.id, at=at, role=role))
    else:
        joined.role = role
    record(Kind.JOINED, at=at, actor_id=actor.id, case=idea, data={"role": role})


@command
def leave(public_id: str, *, actor: Actor, at: datetime) -> None:
    """No longer take part."""
    idea = _involved(public_id, actor)
    joined = db.session.get(Join, (idea.id, actor.id))
    if joined is not None:
        db.session.delete(joined)
        record(Kind.LEFT, at=at, actor_id=actor.id, case=idea)


@command
def thank(public_id: str, words: str, *, actor: Actor, at: datetime) -> None:
    """Say thank you in words."""
    idea = find(Idea, public_id, actor)
    demand(Action.THANK, actor, idea)
    record(Kind.THANKED, at=at, actor_id=actor.id, case=idea, words=words.strip())


def involvable(public_id: str, actor: Actor) -> Idea:
    """The idea; Forbidden for its authors, who are in it already, and where there is nothing to be in."""
    idea = find(Idea, public_id, actor)
    demand(Action.INVOLVE, actor, idea)
    if actor.id in idea.author_ids or idea.state in {IdeaState.DRAFT, IdeaState.MERGED}:
        raise Forbidden(Action.INVOLVE)
    return idea


def joined_as(idea: Idea, actor: Actor) -> JoinRole | None:
    """The role in which this person takes part."""
    joined = db.session.get(Join, (idea.id, actor.id))
    return joined.role if joined else None


def _involved(public_id: str, actor: Actor) -> Idea:
    """The idea, its row held until the command ends, so that two posts of one person queue up."""
    idea = involvable(public_id, actor)
    hold(idea)
    return idea


def _switch(table: type[Row], idea: Idea, wanted: bool, make: Callable[[], Row], actor: Actor) -> bool:
    """Make the person's row or take it away; whether that changed anything."""
    there = db.session.get(table, (idea.id, actor.id))
    if (there is not None) == wanted:
        return False
    if there is None:
        db.session.add(make())
    else:
        db.session.delete(there)
    return True
