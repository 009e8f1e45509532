"""Keeps what an idea needs and what is given up for it."""

from datetime import datetime
from typing import Any

from ideas import room
from ideas.access import demand, find
from ideas.history import record
from ideas.lifecycle import confirm_unchanged
from ideas.models.idea import Idea
from ideas.numbers import written
from ideas.room import Answer
from ideas.transaction import command
from workflow.actors import Actor
from workflow.events import Kind
from workflow.lifecycles.idea_states import IdeaState
from workflow.machine import Refused
from workflow.permissions import Action
from workflow.problems import Problem

PAIRED_IN = frozenset({IdeaState.EVALUATED, IdeaState.PILOTED, IdeaState.ADOPTED})
"""The states in which room is made for an idea."""


def pairable(public_id: str, actor: Actor, version: int | None = None) -> Idea:
    """The idea while room can be made for it; Stale, Forbidden and Refused say why not."""
    idea = find(Idea, public_id, actor)
    confirm_unchanged(idea, version)
    demand(Action.PAIR, actor, idea)
    if idea.state not in PAIRED_IN:
        raise Refused(Problem.WRONG_STATE)
    return idea


@command
def pair(public_id: str, said: Answer, version: int | None, *, actor: Actor, at: datetime) -> Idea:
    """Keep the answer and the pairs; nothing is logged where nothing changed."""
    idea = pairable(public_id, actor, version)
    before = Answer(idea.give_up, idea.give_up_words, idea.needed_hours, room.numbers_of(idea, actor))
    if _told(before) == _told(said) and set(before.numbers) == set(said.numbers):
        return idea
    idea.version += 1
    after = _told(said)
    changes = {name: [old, after[name]] for name, old in _told(before).items() if old != after[name]}
    if changes:
        record(Kind.ROOM_TOLD, at=at, actor_id=actor.id, case=idea, data={"changes": changes})
    room.answer(idea, said, actor=actor, at=at)
    return idea


def _told(answer: Answer) -> dict[str, Any]:
    """An answer as the log keeps it; which work steps it names, the pairs tell."""
    hours = None if answer.needed_hours is None else written(answer.needed_hours)
    give_up = answer.give_up.value if answer.give_up else None
    return {"needed_hours": hours, "give_up": give_up, "give_up_words": answer.words}
