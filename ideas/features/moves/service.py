"""Makes a move at once, or prepares it so that it is told later."""

from datetime import datetime

from ideas.access import find
from ideas.lifecycle import confirm_unchanged
from ideas.models import Case
from ideas.moving import carry_out
from ideas.preparing import prepare
from ideas.transaction import command
from workflow.actors import Actor
from workflow.machine import Note


@command
def move(public_id: str, name: str, note: Note, version: int | None, *, actor: Actor, at: datetime) -> Case:
    """Make a move that the table knows; Forbidden, Refused and Stale say why not."""
    case = find(Case, public_id, actor)
    confirm_unchanged(case, version)
    carry_out(case, name, note, actor=actor, at=at)
    return case


@command
def keep_for_later(
    public_id: str, name: str, note: Note, version: int | None, seen: str, *, actor: Actor, at: datetime
) -> Case:
    """Prepare a move that could be made now; nobody is told, and nothing is logged."""
    case = find(Case, public_id, actor)
    confirm_unchanged(case, version)
    prepare(case, name, note, seen, actor=actor, at=at)
    return case
