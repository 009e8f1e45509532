"""Owns what makes room for an idea: which work steps may be given up for it, and the pairs that are made."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, case, select

from ideas.access import sees, visible
from ideas.extensions import db
from ideas.figures import verified_hours
from ideas.history import record
from ideas.models.decision import Decision
from ideas.models.idea import Idea
from ideas.models.pairing import Pairing
from ideas.models.work_step import WorkStep
from ideas.units import within
from workflow.actors import Actor
from workflow.events import Kind
from workflow.evidence import EvidenceClass
from workflow.lifecycles.idea_states import GiveUp
from workflow.lifecycles.work_step_states import Shift, WorkStepState
from workflow.machine import Refused
from workflow.problems import Problem

LIKELY = (WorkStepState.EXAMINED, WorkStepState.TRIALLED, WorkStepState.GIVEN_UP)
"""The states in which a work step is so far on its way that it may make room."""
MOST = 15
"""How many likely work steps are offered; others are named by their numbers."""
BETWEEN = re.compile(r"[\s,;]+")
NUMBER = re.compile(r"\bL-[0-9]{4}-[0-9]{4,9}\b")


@dataclass(frozen=True, slots=True)
class Other:
    """Another case, as a link to it needs it; `hours` a year are what an idea needs."""

    public_id: str
    title: str
    language: str
    state: str
    hours: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A work step that makes room, or may: hours a year as estimated, as decided and as verified last."""

    id: int
    public_id: str
    title: str
    language: str
    state: str
    estimated: Decimal | None
    estimated_class: EvidenceClass
    decided: Decimal | None
    decided_class: EvidenceClass | None
    verified: Decimal | None
    shifted_to: Shift | None
    ideas: tuple[Other, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What is given up for an idea: the numbers of work steps, or nothing and why; hours a year it needs."""

    give_up: GiveUp | None
    words: str
    needed_hours: Decimal | None
    numbers: tuple[str, ...]


def candidates(idea: Idea, actor: Actor, chosen: Iterable[str] = ()) -> list[Step]:
    """What is paired or chosen already, then the likely steps, those of the idea's own unit first."""
    paired = {pairing.work_step_id for pairing in idea.pairings}
    numbers = {number for number in numbers_in(" ".join(chosen)) if NUMBER.fullmatch(number)}
    taken = WorkStep.id.in_(paired) | WorkStep.public_id.in_(numbers)
    near = WorkStep.unit_id.in_(within(idea.unit_id)) if idea.unit_id else WorkStep.unit_id.is_(None)
    statement = (
        _steps(actor)
        .where(taken | WorkStep.state.in_(LIKELY))
        .order_by(case((taken, 0), (near, 1), else_=2), WorkStep.state_since.desc(), WorkStep.id)
        .limit(MOST + len(paired) + len(numbers))
    )
    return _with_ideas(statement, actor, but=idea.id)


def numbers_in(text: str | None) -> list[str]:
    """What stands for work steps in what somebody typed or pasted, each once; an address names its number."""
    words = [word for word in BETWEEN.split((text or "").upper()) if word]
    found = [NUMBER.search(word) for word in words]
    return list(dict.fromkeys(hit[0] if hit else word for word, hit in zip(words, found, strict=True)))


def named(numbers: Sequence[str], actor: Actor) -> list[WorkStep]:
    """Which of these work steps this person may see and name as given up: a kept one is not."""
    real = [number for number in numbers if NUMBER.fullmatch(number)]
    if not real:
        return []
    statement = select(WorkStep).where(WorkStep.public_id.in_(real), WorkStep.state != WorkStepState.KEPT)
    return list(db.session.scalars(visible(statement, actor).order_by(WorkStep.id)).unique())


def answer(idea: Idea, said: Answer, *, actor: Actor, at: datetime) -> None:
    """Keep the whole answer; Refused where a step can no longer be named. The caller logs it for the idea."""
    steps = named(said.numbers, actor)
    if len(steps) < len(said.numbers):
        raise Refused(Problem.WORK_STEPS_UNSUITABLE)
    idea.give_up, idea.give_up_words, idea.needed_hours = said.give_up, said.words, said.needed_hours
    pair(idea, steps, actor=actor, at=at)


def pair(idea: Idea, steps: Sequence[WorkStep], *, actor: Actor, at: datetime) -> None:
    """Let exactly these work steps make room for the idea; what changes is told in the history of either."""
    wanted = {step.id for step in steps}
    known = {pairing.work_step_id for pairing in idea.pairings}
    gone = {step.id: step for step in _seen(known - wanted, actor)}
    new = {step.id: step for step in steps if step.id not in known}
    # In one order, for each history is locked as it is written: two ideas may swap their steps at once.
    for _id, step in sorted((gone | new).items()):
        if step.id in gone:
            idea.pairings.remove(next(each for each in idea.pairings if each.work_step_id == step.id))
        else:
            idea.pairings.append(Pairing(work_step_id=step.id, paired_by_id=actor.id, at=at))
        _tell_both(Kind.UNPAIRED if step.id in gone else Kind.PAIRED, idea, step, actor, at)


def numbers_of(idea: Idea, actor: Actor) -> tuple[str, ...]:
    """The numbers of the work steps that make room for the idea, as far as this person may know of them."""
    statement = select(WorkStep.public_id).join(Pairing, Pairing.work_step_id == WorkStep.id)
    statement = statement.where(Pairing.idea_id == idea.id, sees(actor)).order_by(WorkStep.public_id)
    return tuple(db.session.scalars(statement))


def steps_for(idea: Idea, actor: Actor) -> list[Step]:
    """The work steps that make room for the idea; asks nothing where there is none."""
    paired = [pairing.work_step_id for pairing in idea.pairings]
    if not paired:
        return []
    statement = _steps(actor).where(WorkStep.id.in_(paired)).order_by(WorkStep.title, WorkStep.id)
    return [_step(row, ()) for row in db.session.execute(statement)]


def ideas_for(step: WorkStep, actor: Actor) -> list[Other]:
    """The ideas for which the work step makes room; asks nothing where there is none."""
    statement = _ideas(actor).where(Pairing.work_step_id == step.id)
    return [Other(*row[1:]) for row in db.session.execute(statement)] if step.pairings else []


def _steps(actor: Actor) -> Select[Any]:
    """The work steps that this person may know of, each with its three figures."""
    holds: ColumnElement[bool] = (Decision.case_id == WorkStep.id) & Decision.ended_at.is_(None)
    return (
        select(WorkStep.id, WorkStep.public_id, WorkStep.title, WorkStep.language, WorkStep.state)
        .add_columns(WorkStep.estimated_hours, WorkStep.evidence_class)
        .add_columns(Decision.hours_likely, Decision.evidence_class, verified_hours(), WorkStep.shifted_to)
        .outerjoin(Decision, holds)
        .where(sees(actor))
    )


def _ideas(actor: Actor) -> Select[Any]:
    columns = select(Pairing.work_step_id, Idea.public_id, Idea.title, Idea.language, Idea.state)
    joined = columns.add_columns(Idea.needed_hours).join(Idea, Idea.id == Pairing.idea_id)
    return joined.where(sees(actor)).order_by(Idea.title, Idea.id)


def _with_ideas(statement: Select[Any], actor: Actor, but: int) -> list[Step]:
    """Each step with the other ideas that it makes room for already."""
    rows = db.session.execute(statement).all()
    pairs = _ideas(actor).where(Pairing.work_step_id.in_([row[0] for row in rows]), Idea.id != but)
    found: dict[int, list[Other]] = {}
    for pair in db.session.execute(pairs):
        found.setdefault(pair[0], []).append(Other(*pair[1:]))
    return [_step(row, found.get(row[0], ())) for row in rows]


def _step(row: Any, ideas: Iterable[Other]) -> Step:
    return replace(Step(*row), ideas=tuple(ideas))


def _seen(ids: Iterable[int], actor: Actor) -> list[WorkStep]:
    """A pair that this person may not know of stays as it is."""
    statement = visible(select(WorkStep).where(WorkStep.id.in_(ids)), actor)
    return list(db.session.scalars(statement).unique()) if ids else []


def _tell_both(kind: Kind, idea: Idea, step: WorkStep, actor: Actor, at: datetime) -> None:
    data: Mapping[str, str] = {"idea": idea.public_id, "work_step": step.public_id}
    for each in (idea, step):
        record(kind, at=at, actor_id=actor.id, case=each, data=data)
