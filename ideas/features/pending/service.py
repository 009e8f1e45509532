"""Releases prepared decisions together, all of the chosen or none, and discards single ones."""

from collections.abc import Mapping
from datetime import datetime

from ideas.extensions import db
from ideas.features.pending.queries import Told, held, said
from ideas.models import Idea
from ideas.models.pending import PendingDecision
from ideas.moving import carry_out
from ideas.preparing import mark, note_of, obstacles
from ideas.transaction import command
from workflow.actors import Actor
from workflow.machine import Refused
from workflow.problems import Problem


class Hindered(Exception):
    """Something stands in the way of one of the chosen; `problems` says what, by its number."""

    def __init__(self, problems: Told) -> None:
        super().__init__(problems)
        self.problems = problems


@command
def release(chosen: Mapping[int, str], *, actor: Actor, at: datetime) -> int:
    """Make every chosen decision now and tell whoever hears of it; Hindered where one of them cannot be."""
    rows = held(list(chosen), actor)
    _confirm(rows, chosen, actor, at)
    for one, idea in rows:
        try:
            carry_out(idea, one.move, note_of(one), actor=actor, at=at, said=said(one))
        except Refused as refusal:
            raise Hindered({one.id: refusal.problems}) from refusal
        db.session.delete(one)
        db.session.flush()
    return len(rows)


@command
def discard(pending_id: int, *, actor: Actor) -> int:
    """Take a prepared decision out of the batch; nobody ever hears of it."""
    rows = held([pending_id], actor)
    for one, _idea in rows:
        db.session.delete(one)
    return len(rows)


def _confirm(
    rows: list[tuple[PendingDecision, Idea]], chosen: Mapping[int, str], actor: Actor, at: datetime
) -> None:
    """Each of them is still there as it was read, and nothing stands in its way."""
    found = {one.id: obstacles(one, idea, actor, at) for one, idea in rows}
    reread = {one.id: (Problem.CHANGED_SINCE,) for one, _idea in rows if mark(one) != chosen[one.id]}
    in_the_way = {number: problems for number, problems in (found | reread).items() if problems}
    if in_the_way or len(rows) < len(chosen):
        raise Hindered(in_the_way)
