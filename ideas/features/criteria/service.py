"""Changes the criteria of evaluation: each change writes a new version, and leaves the earlier ones alone."""

import re
import unicodedata
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select

from ideas.extensions import db
from ideas.features.criteria.wording import Wording, criterion_of, wording_of
from ideas.history import record
from ideas.judging import criteria_in_force
from ideas.models import CriteriaVersion, Criterion
from ideas.models.criterion import CUSTOMER_BENEFIT
from ideas.transaction import command, wait_for_turn
from workflow.actors import Actor
from workflow.events import Kind

MOST = 12
"""Nobody answers more questions than this with care."""
LONGEST_CODE = 30
RESERVED = "new"
Rows = list[Criterion]


class Overtaken(Exception):
    """Somebody changed the criteria after this person had seen them."""


class Fixed(Exception):
    """The customer's benefit is always there, and always first."""


class TooMany(Exception):
    """There are as many criteria as anybody can answer."""


@command
def change(code: str, said: Wording, seen: int | None, *, actor: Actor, at: datetime) -> None:
    """Say a criterion otherwise; its code stays, so that rounds can be compared."""

    def edit(rows: Rows) -> Rows:
        place = _place(rows, code)
        return [*rows[:place], criterion_of(code, said), *rows[place + 1 :]]

    _rewrite(seen, edit, actor, at)


@command
def add(said: Wording, seen: int | None, *, actor: Actor, at: datetime) -> None:
    """Put a new criterion last."""

    def edit(rows: Rows) -> Rows:
        if len(rows) >= MOST:
            raise TooMany
        return [*rows, criterion_of(_new_code(said), said)]

    _rewrite(seen, edit, actor, at)


@command
def remove(code: str, seen: int | None, *, actor: Actor, at: datetime) -> None:
    """Ask a criterion no longer; earlier evaluations keep what they say of it."""
    if code == CUSTOMER_BENEFIT:
        raise Fixed
    _rewrite(seen, lambda rows: [row for row in rows if row.code != code], actor, at)


@command
def move(code: str, steps: int, seen: int | None, *, actor: Actor, at: datetime) -> None:
    """Ask a criterion earlier (-1) or later (1), never before the customer's benefit."""

    def edit(rows: Rows) -> Rows:
        place = _place(rows, code)
        there = min(max(place + steps, 1), len(rows) - 1)
        others = [row for row in rows if row.code != code]
        return [*others[:there], rows[place], *others[there:]]

    if code == CUSTOMER_BENEFIT:
        raise Fixed
    _rewrite(seen, edit, actor, at)


def _rewrite(seen: int | None, edit: Callable[[Rows], Rows], actor: Actor, at: datetime) -> None:
    """Write the next version as `edit` makes it from copies of the latest; nothing where nothing changes."""
    wait_for_turn("criteria")
    latest = criteria_in_force()
    if seen != latest.number:
        raise Overtaken
    before = [(row.code, wording_of(row)) for row in latest.criteria]
    rows = edit([criterion_of(code, said) for code, said in before])
    if [(row.code, wording_of(row)) for row in rows] == before:
        return
    for position, row in enumerate(rows):
        row.position = position
    number = latest.number + 1
    db.session.add(CriteriaVersion(number=number, made_at=at, made_by_id=actor.id, criteria=rows))
    record(Kind.CRITERIA_SET, at=at, actor_id=actor.id, data={"version": number})


def _place(rows: Rows, code: str) -> int:
    """Where the criterion stands; Overtaken where it is gone."""
    places = [place for place, row in enumerate(rows) if row.code == code]
    if not places:
        raise Overtaken
    return places[0]


def _new_code(said: Wording) -> str:
    """A code from its name that no criterion of any version has had."""
    plain = unicodedata.normalize("NFKD", said.name[2] or said.name[0]).encode("ascii", "ignore").decode()
    code = re.sub(r"[^a-z0-9]+", "-", plain.lower())[:LONGEST_CODE].strip("-") or "criterion"
    taken = {RESERVED, *db.session.scalars(select(Criterion.code))}
    # The field for the words beside a criterion is named so.
    is_free = code not in taken and not code.endswith("-words")
    numbered = (f"{code}-{number}" for number in range(2, len(taken) + 3))
    return code if is_free else next(each for each in numbered if each not in taken)
