"""Names the work steps of the demo and tells what was found out: how it is known, who needs it, what goes."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from ideas.access import demand
from ideas.extensions import db
from ideas.features.demo.gestures import sign
from ideas.features.demo.scene import Scene, number
from ideas.features.demo.script import Deed, work_steps
from ideas.history import record, signature
from ideas.lifecycle import advance, begin
from ideas.models import User, WorkStep
from ideas.models.examination import Doubt, Evidence, Noticer, Reason, Removal
from ideas.models.work_step_codes import Channel, Clearance, Proposal, Question, ReduceHow, StepKind, Waste
from ideas.numbers import written
from workflow.events import Kind
from workflow.evidence import Method
from workflow.hours import Basis
from workflow.lifecycles.work_step_states import Level, Origin, Shift
from workflow.machine import Note
from workflow.permissions import Action

CODES: Mapping[str, type[StrEnum]] = {
    "step_kind": StepKind, "question": Question, "waste": Waste, "origin": Origin,
    "customer_benefit": Level, "staff_success": Level, "basis": Basis, "channel": Channel,
    "proposal": Proposal, "reduce_how": ReduceHow, "shifted_to": Shift,
}  # fmt: skip
WHOLE = frozenset({"people", "strain", "visits_per_year", "touches_customer", "affects_staff"})
PEOPLE = frozenset({"rule_owner", "clearer"})
NOT_COLUMNS = frozenset({
    "key", "author", "began", "hidden", "history", "found", "found_again", "trial", "theme", "reasons",
    "ago", "by", "do",
})  # fmt: skip
PERCENT = Decimal(100)


def name(scene: Scene, deed: Deed) -> None:
    """Name a work step; a bare title is enough."""
    says = deed.says
    step = WorkStep(**{field: _value(field, says[field]) for field in says if field not in NOT_COLUMNS})
    step.theme_id = scene.house.themes[says["theme"]].id if "theme" in says else None
    step.doubts = [Doubt(reason=Reason(reason)) for reason in says.get("reasons", ())]
    sign(scene, step, says)
    step.refold()
    begin(step, "work-step", deed.at)
    advance(step, "record", actor=scene.actor(deed), note=Note(), at=deed.at)
    scene.cases[deed.case] = step


def find_out(scene: Scene, deed: Deed) -> None:
    """Write down what was found out."""
    step, found = scene.work_step(deed), work_steps()[deed.case][deed.says.get("what", "found")]
    demand(Action.WRITE_EXAMINATION, scene.actor(deed), step)
    before = {field: _told(step, field) for field in found}
    for field in found:
        setattr(step, field, _found(scene, field, found[field]))
    db.session.flush()
    step.refold()
    step.reckon()
    step.version += 1
    changes = {field: [before[field], _told(step, field)] for field in found}
    tell = [getattr(step, field).id for field in found if field in PEOPLE]
    actor_id, data = scene.person(deed).id, {"changes": changes}
    record(Kind.EXAMINATION_WRITTEN, at=deed.at, actor_id=actor_id, case=step, data=data, tell=tell)


def add_evidence(scene: Scene, deed: Deed) -> None:
    """Say how somebody knows what the step takes."""
    step, person, says = scene.work_step(deed), scene.person(deed), deed.says
    demand(Action.ADD_EVIDENCE, scene.actor(deed), step)
    method, minutes, count = Method(says["method"]), Decimal(str(says["minutes"])), says.get("count")
    evidence = Evidence(
        method=method, minutes=minutes, count=count, source=says.get("source", ""), words=says["words"],
        on=scene.day(deed), at=deed.at, added_by_id=signature(step, person.id, Kind.EVIDENCE_ADDED),
    )  # fmt: skip
    step.evidence.append(evidence)
    step.reckon()
    parts = (evidence.source, f"{written(minutes)} min", f"n = {count}" if count else "")
    data = {"evidence": ", ".join(part for part in parts if part)}
    record(Kind.EVIDENCE_ADDED, at=deed.at, actor_id=person.id, case=step, data=data)


def show_need(scene: Scene, deed: Deed) -> None:
    """Say what a rule is needed for, as its owner."""
    step, words = scene.work_step(deed), deed.says["words"]
    demand(Action.SHOW_NEED, scene.actor(deed), step)
    step.need = words
    step.version += 1
    record(Kind.NEED_SHOWN, at=deed.at, actor_id=scene.person(deed).id, case=step, words=words)


def clear(scene: Scene, deed: Deed) -> None:
    """Clear the effect on staff, as the person who was named for it."""
    step, says = scene.work_step(deed), deed.says
    demand(Action.CLEAR_STAFF_EFFECT, scene.actor(deed), step)
    step.clearance, step.cleared_on = Clearance(says["clearance"]), scene.day(deed)
    step.version += 1
    data, actor_id = {"clearance": says["clearance"]}, scene.person(deed).id
    record(
        Kind.STAFF_EFFECT_CLEARED, at=deed.at, actor_id=actor_id, case=step, words=says["words"], data=data
    )


def tick(scene: Scene, deed: Deed) -> None:
    """Say that something has gone that would let the step creep back."""
    step, person = scene.work_step(deed), scene.person(deed)
    demand(Action.WRITE_EXAMINATION, scene.actor(deed), step)
    removal = step.removals[deed.says["removal"]]
    removal.done_at, removal.done_by_id = deed.at, person.id
    step.version += 1
    record(Kind.REMOVAL_TICKED, at=deed.at, actor_id=person.id, case=step, data={"what": removal.what})


def _found(scene: Scene, field: str, said: Any) -> Any:
    people = scene.house.people
    if field in PEOPLE:
        return people[said]
    if field == "noticers":
        return [Noticer(user=people[key]) for key in said]
    if field == "removals":
        return [Removal(what=what) for what in said]
    return _value(field, said)


def _value(field: str, said: Any) -> Any:
    """What a column keeps of what its line says."""
    if field in CODES:
        return CODES[field](said)
    if isinstance(said, str):
        return said.strip()
    return said if field in WHOLE else number(said)


def _told(step: WorkStep, field: str) -> Any:
    """What the log keeps of a field."""
    value = getattr(step, field)
    if field == "noticers":
        return sorted(noticer.user.name for noticer in value)
    if field == "removals":
        return [removal.what for removal in value if removal.done_at is None]
    if isinstance(value, Decimal):
        return f"{written(value * PERCENT)} %" if field == "share_removed" else written(value)
    if isinstance(value, User):
        return value.name
    return value.value if isinstance(value, StrEnum) else value
