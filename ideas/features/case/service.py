"""Editing a submitted idea: every changed field goes into the log, before and after."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ideas.access import demand, find
from ideas.history import record
from ideas.lifecycle import confirm_unchanged
from ideas.models.idea import Idea
from ideas.transaction import command
from workflow.actors import Actor
from workflow.events import Kind
from workflow.lifecycles.idea_states import OPEN_STATES
from workflow.machine import Refused
from workflow.permissions import Action
from workflow.problems import Problem


def load(public_id: str, actor: Actor) -> Idea:
    """The idea for its author's form; Forbidden for everybody else."""
    idea = find(Idea, public_id, actor)
    demand(Action.EDIT, actor, idea)
    return idea


def is_editable(idea: Idea) -> bool:
    """A draft is written elsewhere; what is decided or merged stays as it was decided."""
    return idea.state in OPEN_STATES


@command
def edit(
    public_id: str, texts: Mapping[str, Any], *, version: int | None, actor: Actor, at: datetime
) -> Idea:
    """Write the texts that changed; nothing is logged where none did."""
    idea = load(public_id, actor)
    if not is_editable(idea):
        raise Refused(Problem.WRONG_STATE)
    confirm_unchanged(idea, version)
    changes = {
        name: [getattr(idea, name), text] for name, text in texts.items() if getattr(idea, name) != text
    }
    if not changes:
        return idea
    for name, (_before, after) in changes.items():
        setattr(idea, name, after)
    idea.refold()
    idea.version += 1
    record(Kind.EDITED, at=at, actor_id=actor.id, case=idea, data={"changes": changes})
    return idea
