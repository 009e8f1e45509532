"""Makes the demo organisation, whole or not at all, and makes it anew."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from ideas import files
from ideas.extensions import db, settings
from ideas.features.demo import deeds, organisation, script, service_itself
from ideas.features.demo.queries import has_people, stored_files
from ideas.features.demo.scene import Scene
from ideas.features.demo.script import Deed
from ideas.models import Case, Entry, Notification, Unit
from ideas.schema import downgrade_schema, upgrade_schema
from ideas.transaction import command

FRESH = timedelta(days=8)
"""What is older has been read, and nobody gets mail about it any more."""


@command
def create(today: date) -> None:
    """Write the organisation and everything that happened in it; nothing where there are people already."""
    if has_people():
        return
    zone = ZoneInfo(settings().time_zone)
    story = script.deeds(today, zone)
    scene = Scene(organisation.found(script.founding(today, zone)), zone, today)
    for deed in story:
        deeds.do(scene, deed)
        db.session.flush()
    people = scene.house.people
    for key, at in script.leavings(today, zone).items():
        organisation.let_leave(people[key], people["raimo"], at)
    service_itself.tell(scene)
    _read_what_is_old(story[-1])


def start_anew(today: date) -> None:
    """Throw everything away, the schema included, and begin again."""
    files.remove(stored_files())
    _untie()
    db.session.remove()
    downgrade_schema("base")
    upgrade_schema()
    create(today)


@command
def _untie() -> None:
    """SQLite cannot drop a table whose rows hold on to each other."""
    db.session.execute(update(Case).values(merged_into_id=None))
    db.session.execute(update(Unit).values(parent_id=None))


def _read_what_is_old(last: Deed) -> None:
    old = select(Entry.id).where(Entry.at < last.at - FRESH)
    db.session.execute(
        update(Notification)
        .where(Notification.entry_id.in_(old))
        .values(read_at=last.at, weighed_at=last.at)
        .execution_options(synchronize_session=False)
    )
