"""How the log is told to people: entries of a case as rows of a timeline."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import joinedload

from ideas import labels
from ideas.access import sees
from ideas.blinding import unnamed
from ideas.extensions import db, settings
from ideas.labels.pages import DRAFTS_NEWS, FEEDBACK_NEWS
from ideas.models.case import Case
from ideas.models.entry import Entry
from workflow.actors import Actor
from workflow.events import BY_ITSELF, DEEDS_OF_OFFICE, Kind
from workflow.permissions import Action, may

QUIET = frozenset(
    {Kind.FOLLOWED, Kind.UNFOLLOWED, Kind.SUPPORTED, Kind.UNSUPPORTED, Kind.REVIEWED, Kind.ABSTAINED}
)
"""Kinds that a timeline leaves out: small gestures, and reviews that others must not be led by."""
ARRIVALS = frozenset({Kind.SUBMITTED, Kind.RECORDED, Kind.IMPORTED})
"""Kinds with which a case opens to everyone."""


class Place(NamedTuple):
    """What people are told of that is about no case: its heading, its page, and who may still know of it."""

    heading: object
    endpoint: str
    action: Action


_FEEDBACK = Place(FEEDBACK_NEWS, "feedback.received", Action.ANSWER_FEEDBACK)
PLACES: Mapping[Kind, Place] = {
    Kind.FEEDBACK_DUE: _FEEDBACK,
    Kind.FEEDBACK_OVERDUE: _FEEDBACK,
    Kind.DRAFTS_RESTING: Place(DRAFTS_NEWS, "front.front", Action.READ),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a timeline; `who` is None where the system acted.

    `is_rounded` asks to show the day alone: the hour at which a hidden author works could give them away.
    `number` is the entry's own, so that a correction can point at it.
    """

    at: datetime
    who: str | None
    sentence: str
    words: str | None = None
    details: list[tuple[str, str, str]] = field(default_factory=list)
    is_rounded: bool = False
    number: int = 0


def timeline(case: Case) -> list[Row]:
    """Everything that happened to the case, oldest first."""
    return rows(entries(case), case)


def entries_since(case: Case, version: int | None) -> list[Row]:
    """What changed the case after the version that a person had seen."""
    return rows([entry for entry in entries(case) if (entry.version or 0) > (version or 0)], case)


def entries(case: Case) -> list[Entry]:
    """The entries that are told, oldest first, in one query."""
    statement = (
        select(Entry)
        .where(Entry.case_id == case.id, Entry.kind.not_in(QUIET))
        .order_by(Entry.n)
        .options(joinedload(Entry.actor))
    )
    return list(db.session.scalars(statement))


def since_arrival(told: list[Entry]) -> list[Entry]:
    """Without what happened while the case was a draft: that stays among those who were there."""
    arrivals = [number for number, entry in enumerate(told) if entry.kind in ARRIVALS]
    return told[arrivals[0] :] if arrivals else []


def rows(told: Iterable[Entry], case: Case) -> list[Row]:
    """Entries of a case as rows; what was done again on one day, without words, is told once."""
    found: list[Row] = []
    for entry in told:
        row = row_of(entry, case)
        if found and _continues(found[-1], row):
            row = _joined(found.pop(), row)
        found.append(row)
    return found


def told_to(actor: Actor) -> ColumnElement[bool]:
    """The condition under which this person may know of an entry, outer-joined with its case."""
    kinds = [kind for kind, place in PLACES.items() if may(place.action, actor.role)]
    return or_(sees(actor), Entry.case_id.is_(None) & Entry.kind.in_(kinds))


def row_of_no_case(entry: Entry) -> Row:
    """One entry that is about no case, in the reader's language."""
    who = entry.actor.name if entry.actor else None
    return Row(entry.at, who, labels.sentence(entry.kind, entry.data))


def row_of(entry: Entry, case: Case) -> Row:
    """One entry of a case in the reader's language; in a blind round its authors stay unnamed."""
    is_named = entry.actor is not None and not (
        entry.actor_id in unnamed(case) and entry.kind not in DEEDS_OF_OFFICE
    )
    return Row(
        at=entry.at,
        who=_who(entry, is_named=is_named),
        sentence=labels.sentence(entry.kind, _sayable(entry, case)),
        words=entry.words or None,
        details=[*_changes(entry), *_answers(entry)],
        is_rounded=not is_named,
        number=entry.n,
    )


def _sayable(entry: Entry, case: Case) -> Mapping[str, Any]:
    """What an entry holds, without the file names that could tell an author."""
    is_file = entry.kind in (Kind.ATTACHED, Kind.DETACHED)
    return {**entry.data, "name": "…"} if case.is_blind and is_file else entry.data


def _answers(entry: Entry) -> list[tuple[str, str, str]]:
    answered = ((term, "", said) for term, said in labels.answers(entry.data))
    return [*labels.corrections(entry.data), *answered]


def _changes(entry: Entry) -> list[tuple[str, str, str]]:
    return [
        (labels.change_label(name), labels.change_value(name, before), labels.change_value(name, after))
        for name, (before, after) in entry.data.get("changes", {}).items()
    ]


def _who(entry: Entry, *, is_named: bool) -> str | None:
    if entry.actor is not None and is_named:
        return entry.actor.name
    return None if entry.kind in BY_ITSELF else str(labels.THE_AUTHOR)


def _continues(earlier: Row, row: Row) -> bool:
    same_day = settings().local_day(earlier.at) == settings().local_day(row.at)
    same_person = earlier.who == row.who or row.sentence == labels.sentence(Kind.COMMENTED, {})
    same_deed = same_person and earlier.sentence == row.sentence
    return same_day and same_deed and not (earlier.words or row.words)


def _joined(earlier: Row, row: Row) -> Row:
    """Both rows as one: each field from what it was first to what it is last."""
    details = {term: (before, after) for term, before, after in earlier.details}
    for term, before, after in row.details:
        details[term] = (details.get(term, (before, after))[0], after)
    changed = [(term, before, after) for term, (before, after) in details.items() if before != after]
    names = (earlier.who or "").split(", ")
    who = earlier.who if row.who is None or row.who in names else f"{earlier.who}, {row.who}"
    return Row(row.at, who, row.sentence, None, changed, earlier.is_rounded or row.is_rounded, row.number)
