"""Owns decisions prepared in silence: who may know of one, and what stands in the way of telling it."""

from datetime import datetime

from sqlalchemy import select

from ideas.extensions import db
from ideas.lifecycle import LIFECYCLES, confirm_possible
from ideas.models.case import Case
from ideas.models.pending import PendingDecision
from ideas.moving import unsuitable
from ideas.transaction import note_case
from workflow.actors import Actor
from workflow.machine import Forbidden, Note, Refused
from workflow.permissions import Action, may
from workflow.problems import Problem

PREPARABLE = frozenset({"pilot", "adopt", "adopt-at-once", "drop"})
"""The moves of an idea that can be prepared and told later."""


def may_prepare(case: Case, name: str, actor: Actor) -> bool:
    """Whether this person may prepare this move: nobody does for an idea of their own."""
    is_known = case.kind == "idea" and name in PREPARABLE
    return is_known and may(Action.PREPARE_DECISION, actor.role) and actor.id not in case.author_ids


def may_know(case: Case, actor: Actor) -> bool:
    """Whether this person may know that a decision about the case is prepared: its authors never do."""
    return may(Action.RELEASE_DECISIONS, actor.role) and actor.id not in case.author_ids


def prepared_for(case: Case, actor: Actor) -> PendingDecision | None:
    """What is prepared for the case and can still be told, for whoever may know of it."""
    held = _held(case) if may_know(case, actor) else None
    return held if held is not None and not is_void(held, case) else None


def prepare(case: Case, name: str, note: Note, seen: str, *, actor: Actor, at: datetime) -> PendingDecision:
    """Keep a move that could be made now, and tell nobody; `seen` is the mark of the one it takes over."""
    if not may_prepare(case, name, actor):
        raise Forbidden(Action.PREPARE_DECISION)
    confirm_possible(case, name, actor=actor, note=note, at=at, extra=unsuitable(case, note, actor))
    held = _held(case)
    if held is not None and mark(held) != seen and not is_void(held, case):
        raise Refused(Problem.PREPARED_ALREADY)
    held = held or PendingDecision(case_id=case.id)
    held.move, held.words, held.data = name, note.words.strip(), dict(note.data)
    held.prepared_by_id, held.prepared_at, held.version = actor.id, at, case.version  # type: ignore[assignment]
    db.session.add(held)
    note_case(case.id)
    return held


def obstacles(held: PendingDecision, case: Case, actor: Actor, at: datetime) -> tuple[Problem, ...]:
    """What stands in the way of telling it now, by this person."""
    if is_void(held, case):
        return (Problem.WRONG_STATE,)
    changed = (Problem.CHANGED_SINCE,) if held.version != case.version else ()
    own = (Problem.OWN_IDEA,) if held.prepared_by_id in case.author_ids else ()
    return (*changed, *own, *_refusals(held, case, actor, at))


def is_void(held: PendingDecision, case: Case) -> bool:
    """Whether the case has moved on, so that the move is no longer open."""
    return case.state not in LIFECYCLES[case.kind].move(held.move).sources


def note_of(held: PendingDecision) -> Note:
    """What was written when it was prepared."""
    return Note(held.words, held.data)


def mark(held: PendingDecision) -> str:
    """What tells one preparation from the next, so that nothing is told that somebody has not read."""
    return held.prepared_at.isoformat()


def _refusals(held: PendingDecision, case: Case, actor: Actor, at: datetime) -> tuple[Problem, ...]:
    note = note_of(held)
    extra = unsuitable(case, note, actor)
    try:
        confirm_possible(case, held.move, actor=actor, note=note, at=at, extra=extra)
    except Refused as refusal:
        return refusal.problems
    return ()


def _held(case: Case) -> PendingDecision | None:
    return db.session.scalars(select(PendingDecision).where(PendingDecision.case_id == case.id)).first()
