"""What is told in the demo after an adoption: by who answers for it, by other units and by a pulse."""

from datetime import timedelta

from ideas.access import demand
from ideas.extensions import db
from ideas.features.demo.scene import Scene, number
from ideas.features.demo.script import Deed
from ideas.follow_ups import next_follow_up
from ideas.history import record, signature
from ideas.models import Application, Experiment, FollowUpReading, Pulse, PulseTaken, Reading
from workflow.events import Kind
from workflow.permissions import Action

APPLIED_FOR = timedelta(days=45)
"""How long after a unit applied something it tells how it went, in the demo."""


def tell(scene: Scene, deed: Deed) -> None:
    """Answer a follow-up: what changed."""
    idea, person, says = scene.idea(deed), scene.person(deed), deed.says
    demand(Action.ANSWER_FOLLOW_UP, scene.actor(deed), idea)
    follow_up = idea.follow_ups[says["number"] - 1]
    follow_up.customer, follow_up.staff = says["words"], says.get("staff", "")
    follow_up.operation = says.get("operation", "")
    follow_up.answered_at, follow_up.answered_by_id = deed.at, person.id
    for measure, value in zip(_tried(scene, deed).measures, says.get("values", ()), strict=False):
        reading = Reading(on=scene.day(deed), value=number(value), read_by_id=person.id, at=deed.at)
        measure.readings.append(reading)
        follow_up.taken.append(FollowUpReading(reading=reading))
    idea.next_date = next_follow_up(idea)
    idea.version += 1
    told = {name: says.get(name, "") for name in ("number", "staff", "operation")}
    data = {**told, "readings": [], "next_date": idea.next_date and idea.next_date.isoformat()}
    words = follow_up.customer
    record(Kind.FOLLOW_UP_ANSWERED, at=deed.at, actor_id=person.id, case=idea, words=words, data=data)


def apply(scene: Scene, deed: Deed) -> None:
    """Note that a unit has applied what was tried."""
    case, person, says = scene.case(deed), scene.person(deed), deed.says
    demand(Action.APPLY, scene.actor(deed), case)
    unit = scene.house.units[says["unit"]]
    row = Application(
        unit_id=unit.id,
        adapted=says["words"],
        applied_by_id=signature(case, person.id, Kind.APPLIED),
        at=deed.at,
        follow_up_on=scene.day(deed) + APPLIED_FOR,
    )
    _tried(scene, deed).applications.append(row)
    data = {"unit": unit.name_fi}
    record(Kind.APPLIED, at=deed.at, actor_id=person.id, case=case, words=says["words"], data=data)


def tell_elsewhere(scene: Scene, deed: Deed) -> None:
    """Tell how it went where it was applied last."""
    case, person, words = scene.case(deed), scene.person(deed), deed.says["words"]
    row = _tried(scene, deed).applications[-1]
    row.outcome, row.answered_at = words, deed.at
    row.answered_by_id = signature(case, person.id, Kind.APPLICATION_ANSWERED)
    data = {"unit": row.unit.name_fi}
    record(Kind.APPLICATION_ANSWERED, at=deed.at, actor_id=person.id, case=case, words=words, data=data)


def take_pulse(scene: Scene, deed: Deed) -> None:
    """Several answers to the pulse; the log knows nothing of it."""
    case, says = scene.case(deed), deed.says
    people = scene.house.people
    db.session.add_all(PulseTaken(case_id=case.id, user_id=people[key].id) for key in says["people"])
    for value in range(1, 6):
        count = says["values"].count(value)
        db.session.add(Pulse(case_id=case.id, value=value, count=count, shown=count))


def _tried(scene: Scene, deed: Deed) -> Experiment:
    tried = scene.case(deed).experiment
    assert tried is not None  # the story begins with its plan  # noqa: S101
    return tried
