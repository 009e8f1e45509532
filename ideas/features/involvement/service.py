"""Following, supporting, joining in and thanking; asking for the same again changes nothing."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import update

from ideas.access import demand, find
from ideas.extensions import db
from ideas.history import record
from ideas.models.case import Case
from ideas.models.involvement import Follow, Join, JoinRole, Support
from ideas.transaction import command, hold
from workflow.actors import Actor
from workflow.events import Kind
from workflow.machine import Forbidden
from workflow.permissions import Action

Row = Follow | Support | Join


@command
def follow(public_id: str, wanted: bool, *, actor: Actor, at: datetime) -> None:
    """Hear what moves, or no longer."""
    case = _involved(public_id, actor)
    if _switch(Follow, case, wanted, lambda: Follow(case_id=case.id, user_id=actor.id, at=at), actor):
        kind = Kind.FOLLOWED if wanted else Kind.UNFOLLOWED
        record(kind, at=at, actor_id=actor.id, case=case)


@command
def support(public_id: str, wanted: bool, *, actor: Actor, at: datetime) -> None:
    """Support it, or no longer; the database itself counts, so that no two people count as one."""
    case = _involved(public_id, actor)
    if _switch(Support, case, wanted, lambda: Support(case_id=case.id, user_id=actor.id, at=at), actor):
        count = Case.support_count + (1 if wanted else -1)
        statement = update(Case).where(Case.id == case.id).values(support_count=count)
        db.session.execute(statement.execution_options(synchronize_session=False))
        kind = Kind.SUPPORTED if wanted else Kind.UNSUPPORTED
        record(kind, at=at, actor_id=actor.id, case=case)


@command
def join(public_id: str, role: JoinRole, *, actor: Actor, at: datetime) -> None:
    """Take part in a role, or in another one than before."""
    case = _involved(public_id, actor)
    joined = db.session.get(Join, (case.id, actor.id))
    if joined is not None and joined.role is role:
        return
    if joined is None:
        db.session.add(Join(case_id=case.id, user_id=actor.id, at=at, role=role))
    else:
        joined.role = role
    record(Kind.JOINED, at=at, actor_id=actor.id, case=case, data={"role": role})


@command
def leave(public_id: str, *, actor: Actor, at: datetime) -> None:
    """No longer take part."""
    case = _involved(public_id, actor)
    joined = db.session.get(Join, (case.id, actor.id))
    if joined is not None:
        db.session.delete(joined)
        record(Kind.LEFT, at=at, actor_id=actor.id, case=case)


@command
def thank(public_id: str, words: str, *, actor: Actor, at: datetime) -> None:
    """Say thank you in words."""
    case = find(Case, public_id, actor)
    demand(Action.THANK, actor, case)
    record(Kind.THANKED, at=at, actor_id=actor.id, case=case, words=words.strip())


def involvable(public_id: str, actor: Actor) -> Case:
    """The case; Forbidden for its authors, who are in it already, and where there is nothing to be in."""
    case = find(Case, public_id, actor)
    demand(Action.INVOLVE, actor, case)
    is_elsewhere = case.submitted_at is None or case.merged_into_id is not None
    if actor.id in case.author_ids or is_elsewhere:
        raise Forbidden(Action.INVOLVE)
    return case


def joined_as(case: Case, actor: Actor) -> JoinRole | None:
    """The role in which this person takes part."""
    joined = db.session.get(Join, (case.id, actor.id))
    return joined.role if joined else None


def _involved(public_id: str, actor: Actor) -> Case:
    """The case, its row held until the command ends, so that two posts of one person queue up."""
    case = involvable(public_id, actor)
    hold(case)
    return case


def _switch(table: type[Row], case: Case, wanted: bool, make: Callable[[], Row], actor: Actor) -> bool:
    """Make the person's row or take it away; whether that changed anything."""
    there = db.session.get(table, (case.id, actor.id))
    if (there is not None) == wanted:
        return False
    if there is None:
        db.session.add(make())
    else:
        db.session.delete(there)
    return True
