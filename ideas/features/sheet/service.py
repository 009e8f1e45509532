"""Records that the management group handled the sheet; the history of every idea on it says so."""

from datetime import date, datetime
from typing import NamedTuple

from ideas.extensions import db
from ideas.features.sheet.queries import voices
from ideas.features.sheet.report import seen, window_of
from ideas.history import record
from ideas.i18n import DEFAULT, format_date
from ideas.models.case import Case
from ideas.models.handling import HandledCase, Handling
from ideas.scope import Scope
from ideas.transaction import command
from workflow.events import Kind


class Said(NamedTuple):
    """On which day it was handled, and in which words; `seen` are the ideas that stood on the sheet."""

    on: date
    words: str
    seen: str


class Overtaken(Exception):
    """Other ideas stand on the sheet than those that were read."""


class Empty(Exception):
    """No idea stands on the sheet, so there is nobody to tell."""


@command
def handle(said: Said, scope: Scope, *, at: datetime) -> int:
    """Keep what was handled, and tell authors, owners and followers; the number of ideas."""
    found = voices(scope, window_of(scope), DEFAULT)
    if said.seen != seen(found):
        raise Overtaken
    if not found:
        raise Empty
    # In one order, so that two who record at once do not wait for each other.
    ids = sorted(voice.case_id for voice in found)
    actor = scope.actor.id
    row = Handling(on=said.on, words=said.words, recorded_by_id=actor, at=at)
    row.cases = [HandledCase(case_id=case_id) for case_id in ids]
    db.session.add(row)
    for case_id in ids:
        case = db.session.get_one(Case, case_id)
        data = {"day": format_date(said.on)}
        record(Kind.HANDLED, at=at, actor_id=actor, case=case, words=said.words, data=data)
    return len(ids)
