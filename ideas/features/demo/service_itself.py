"""Writes what people of the demo said of the service itself, and the page that was filled in there."""

from datetime import datetime

from ideas.access import hashed
from ideas.extensions import db, settings
from ideas.features.demo import script
from ideas.features.demo.scene import Scene
from ideas.features.demo.script import DATA, Table
from ideas.feedback import ANSWERED_WITHIN
from ideas.history import record
from ideas.lifecycle import next_public_id
from ideas.models import Feedback, Page
from ideas.models.feedback import FeedbackKind
from ideas.models.page import PageKey
from workflow.events import Kind


def tell(scene: Scene) -> None:
    """Feedback that is answered and feedback that waits, and the accessibility statement."""
    _write_page(scene, script.moment(scene.today, 30, scene.zone))
    for line in script.feedback():
        _give(scene, line)


def _write_page(scene: Scene, at: datetime) -> None:
    text = (DATA / "accessibility.fi.md").read_text("utf-8")
    key, by = PageKey.ACCESSIBILITY, scene.house.people["raimo"]
    db.session.add(Page(key=key, language="fi", version=1, text=text, written_by_id=by.id, at=at))
    data = {"page": key.value, "language": "fi", "version": 1}
    record(Kind.PAGE_WRITTEN, at=at, actor_id=by.id, data=data)


def _give(scene: Scene, line: Table) -> None:
    at = script.moment(scene.today, line["ago"], scene.zone)
    day = settings().local_day(at)
    row = Feedback(
        number=next_public_id("P", day.year), token_hash=hashed(line["receipt"]), words=line["words"],
        kind=FeedbackKind(line["kind"]), language=line["language"], at=at, due_on=day + ANSWERED_WITHIN,
    )  # fmt: skip
    db.session.add(row)
    record(Kind.FEEDBACK_GIVEN, at=at, actor_id=None, data={"number": row.number, "about": row.kind.value})
    if "answer" in line:
        by, then = (
            scene.house.people[line["by"]],
            script.moment(scene.today, line["answered_ago"], scene.zone),
        )
        row.answer, row.answered_at, row.answered_by_id = line["answer"], then, by.id
        record(Kind.FEEDBACK_ANSWERED, at=then, actor_id=by.id, data={"number": row.number})
    db.session.flush()
