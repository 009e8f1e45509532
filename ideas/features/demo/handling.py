"""What leads, owners and authors do in the demo between the moves."""

from collections.abc import Mapping

from ideas.access import demand
from ideas.cells import closed_days
from ideas.features.demo.scene import Scene, later
from ideas.features.demo.script import Deed
from ideas.history import record
from ideas.i18n import format_date
from workflow.calendar import prolonged
from workflow.events import Kind
from workflow.permissions import Action


def assign(scene: Scene, deed: Deed) -> None:
    """Name somebody who answers for the case."""
    case, owner = scene.case(deed), scene.other(deed)
    demand(Action.ASSIGN, scene.actor(deed), case)
    case.owner_id = owner.id
    case.version += 1
    data = {"owner": owner.id, "person": owner.name}
    _record(Kind.ASSIGNED, scene, deed, data=data, tell=owner.id)


def set_next_date(scene: Scene, deed: Deed) -> None:
    """Say when the case is looked at again."""
    case = scene.case(deed)
    demand(Action.SET_NEXT_DATE, scene.actor(deed), case)
    day = case.next_date = later(scene.day(deed), deed.says["days"])
    case.version += 1
    _record(Kind.NEXT_DATE_SET, scene, deed, data={"next_date": day.isoformat(), "day": format_date(day)})


def ask_information(scene: Scene, deed: Deed) -> None:
    """Ask the author for more."""
    case = scene.case(deed)
    demand(Action.ASK_INFO, scene.actor(deed), case)
    case.info_asked_on = scene.day(deed)
    case.version += 1
    _record(Kind.INFO_ASKED, scene, deed)


def answer(scene: Scene, deed: Deed) -> None:
    """Answer as the author; the promise waited meanwhile."""
    case = scene.case(deed)
    demand(Action.GIVE_INFO, scene.actor(deed), case)
    if case.next_date and case.info_asked_on:
        case.next_date = prolonged(case.next_date, case.info_asked_on, scene.day(deed), closed_days())
    case.info_asked_on = None
    case.version += 1
    data = {"next_date": case.next_date and case.next_date.isoformat()}
    _record(Kind.INFO_GIVEN, scene, deed, data=data)


def offer(scene: Scene, deed: Deed) -> None:
    """Ask a colleague to answer for the case from now on."""
    case, receiver = scene.case(deed), scene.other(deed)
    demand(Action.OFFER, scene.actor(deed), case)
    case.receiver_id = receiver.id
    case.version += 1
    data = {"person": receiver.name, "people": [receiver.id]}
    _record(Kind.OFFERED, scene, deed, data=data, tell=receiver.id)


def _record(
    kind: Kind, scene: Scene, deed: Deed, *, data: Mapping[str, object] | None = None, tell: int | None = None
) -> None:
    record(
        kind,
        at=deed.at,
        actor_id=scene.person(deed).id,
        case=scene.case(deed),
        words=deed.says.get("words", ""),
        data=data,
        tell=[tell] if tell else [],
    )
