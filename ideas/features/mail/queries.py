"""Reads what people chose to hear by mail."""

from typing import Any

from ideas.extensions import db
from ideas.models.mail import QuietHours
from ideas.outbox import ways_of
from workflow.mailing import Quiet


def chosen(user_id: int) -> dict[str, Any]:
    """What a person chose, as the form shows it."""
    quiet = quiet_hours(user_id)
    hours = {"quiet_begins": quiet.begins, "quiet_ends": quiet.ends} if quiet else {}
    return {**{topic.value: way.value for topic, way in ways_of(user_id).items()}, **hours}


def quiet_hours(user_id: int) -> Quiet | None:
    """The hours in which a person wants no mail at once."""
    found = db.session.get(QuietHours, user_id)
    return Quiet(found.begins, found.ends) if found else None
