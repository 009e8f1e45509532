"""What comes after a decision in the demo: somebody looks whether it held, and the time finds its use."""

from decimal import Decimal

from ideas.access import demand
from ideas.decisions import next_look
from ideas.features.demo.deciding import settle
from ideas.features.demo.scene import Scene
from ideas.features.demo.script import Deed
from ideas.history import record
from ideas.lifecycle import advance
from ideas.models import Decision, WorkStep
from ideas.models.decision import Reallocation, Remainder, Verification
from ideas.numbers import written
from workflow.events import Kind
from workflow.machine import Note
from workflow.permissions import Action


def verify(scene: Scene, deed: Deed) -> None:
    """Say what a decision brought; a step that has come back is back in use at once."""
    step, person, says = scene.work_step(deed), scene.person(deed), deed.says
    demand(Action.VERIFY, scene.actor(deed), step)
    found = Verification(
        remainder=Remainder(says["remainder"]), hours=Decimal(str(says["hours"])), how=says["words"],
        verified_by_id=person.id, at=deed.at,
    )  # fmt: skip
    decision = _held(step)
    decision.verifications.append(found)
    next_date = step.next_date = next_look(decision, scene.day(deed))
    step.version += 1
    data = {
        "remainder": found.remainder.value,
        "hours": written(found.hours),
        "next_date": next_date and next_date.isoformat(),
    }
    record(Kind.VERIFIED, at=deed.at, actor_id=person.id, case=step, words=found.how, data=data)
    if found.remainder is Remainder.BACK:
        _resume(scene, deed)


def place(scene: Scene, deed: Deed) -> None:
    """Say where some of the verified hours went."""
    step, person, says = scene.work_step(deed), scene.person(deed), deed.says
    demand(Action.PLACE_TIME, scene.actor(deed), step)
    hours, purpose = Decimal(str(says["hours"])), says["purpose"]
    _held(step).reallocations.append(
        Reallocation(
            hours=hours,
            purpose=purpose,
            unit_id=scene.house.units[says["unit"]].id,
            is_for_customers=says["customers"],
            placed_by_id=person.id,
            at=deed.at,
        )
    )
    data = {"hours": written(hours), "purpose": purpose}
    record(Kind.TIME_PLACED, at=deed.at, actor_id=person.id, case=step, data=data)


def _resume(scene: Scene, deed: Deed) -> None:
    note = Note(deed.says["missed"])
    entry = advance(scene.work_step(deed), "resume", actor=scene.actor(deed), note=note, at=deed.at)
    settle(scene, deed, entry.kind)


def _held(step: WorkStep) -> Decision:
    assert step.decision is not None  # the story has its decision  # noqa: S101
    return step.decision
