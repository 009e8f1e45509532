"""Posts to the pages of examining, and makes what stands beside a work step."""

from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from ideas.extensions import db
from ideas.models import User, WorkStep
from ideas.models.examination import Evidence, Removal
from ideas.transaction import command
from tests import factories
from tests.steps import TODAY
from workflow.evidence import Method

FOUND = {
    "origin": "own-rule", "citation": "", "citation_link": "https://example.org/ohje", "rule_owner": "",
    "rule_owner_name": "", "customer_benefit": "little", "staff_success": "none",
    "who_would_notice": "Kaksi tiimiä.", "noticers": "", "dependants": "Tilasto", "basis": "per-person",
    "minutes_low": "20", "minutes_likely": "25", "minutes_high": "30", "people": "6",
    "times_per_year": "48", "events_per_year": "", "travel_minutes": "", "euros_per_year": "1200",
    "strain": "4", "touches_customer": "yes", "replacement": "Soitto", "channel": "phone",
    "customer_minutes": "12,5", "customer_events": "300", "waiting_days": "3", "proposal": "reduce",
    "reduce_how": "less-often", "replaced_by": "", "share_removed": "50", "replacement_hours": "12",
    "shifted_to": "nobody", "shifted_to_whom": "", "shifted_hours": "0", "change_hours": "16",
    "removals": "Lomake 12\nMaanantaikokous", "clearer": "",
}  # fmt: skip
"""Six people, 48 times a year, 25 minutes: 120 hours a year, of which half goes, less 12 of replacement."""
MEASURED = {
    "method": "measured", "count": "40", "minutes": "24,5", "source": "Järjestelmän loki",
    "on": TODAY.isoformat(), "words": "Laskettu lokista.", "link": "https://example.org/loki",
}  # fmt: skip
FEEDS = ("\x00", "\u202e", "😀" * 30, "ä" * 150)
"""What people paste: NUL, a mark of direction, signs beyond the first plane, long Finnish."""


def write(client: FlaskClient, step: WorkStep, **changed: str) -> TestResponse:
    """Post what was found out."""
    return client.post(f"/work-steps/{step.public_id}/examination", data={**FOUND, **changed})


def prove(client: FlaskClient, step: WorkStep, **changed: str) -> TestResponse:
    """Post evidence."""
    return client.post(f"/work-steps/{step.public_id}/evidence", data={**MEASURED, **changed})


def seen(step: WorkStep) -> WorkStep:
    """The row as it is now."""
    return db.session.get_one(WorkStep, step.id)


@command
def proven(step: WorkStep, by: User | None, **more: Any) -> int:
    """Evidence without its entry in the log; its id."""
    said = {"method": Method.ESTIMATED, "on": TODAY - timedelta(days=1), "at": factories.NOW, **more}
    row = Evidence(case_id=step.id, added_by_id=by.id if by else None, **said)
    db.session.add(row)
    db.session.flush()
    return row.id


@command
def listed(step: WorkStep, what: str, **more: Any) -> int:
    """Something that must go too; its id."""
    row = Removal(case_id=step.id, what=what, **more)
    db.session.add(row)
    db.session.flush()
    return row.id
