"""The one place that knows where the log keeps names that the house wrote itself, and takes them out there.

What people wrote stays as they wrote it, and so does the name of somebody else who is called the same.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, String, cast, select

from ideas.extensions import db
from ideas.models.entry import Entry, EntryPayload
from ideas.models.session import Invitation
from ideas.models.user import ERASED, User
from ideas.networks import keyed

NAMES = ("person", "prepared_name")
"""What of an entry's data is a name."""
CHANGED = ("rule_owner", "noticers", "clearer")
"""The changes from names to names; all others are people's own words."""
NUMBERS = ("owner", "prepared_by")
"""What says whom the name means, beside `people`."""


@dataclass(frozen=True, slots=True)
class Named:
    """The entries that name somebody, and how many could as well mean somebody who is called the same."""

    entries: list[Entry]
    unclear: int


def naming(user: User) -> Named:
    """Where the log names this person."""
    bearers = _bearers(user.name)
    found = [(entry, _meant(entry.data, bearers)) for entry in _holding(user.name)]
    return Named(
        [entry for entry, meant in found if meant == {user.email}],
        sum(user.email in meant and len(meant) > 1 for _entry, meant in found),
    )


def without(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The data with the stand-in where the house wrote this very name."""
    told = {key: _replaced(value, name) if key in NAMES else value for key, value in data.items()}
    if "changes" in data:
        changes = data["changes"].items()
        told["changes"] = {key: _replaced(value, name) if key in CHANGED else value for key, value in changes}
    return told


def _replaced(value: Any, name: str) -> Any:
    if isinstance(value, list):
        return [_replaced(one, name) for one in value]
    return ERASED if value == name else value


def _bearers(name: str) -> dict[str, int | None]:
    """Everybody who is called so, by address; without a number who was invited only."""
    invited = select(Invitation.email).where(Invitation.name == name)
    people = select(User.email, User.id).where(User.name == name)
    accounts = {row.email: row.id for row in db.session.execute(people)}
    return {**dict.fromkeys(db.session.scalars(invited)), **accounts}


def _holding(name: str) -> list[Entry]:
    """The entries that hold the name where the house writes names."""
    entries = db.session.scalars(_mentioning(name)).all()
    return [entry for entry in entries if without(entry.data, name) != entry.data]


def _mentioning(name: str) -> Select[Entry]:
    """More than enough: the name as a part of anything that is said."""
    told = cast(EntryPayload.data, String)
    # JSON writes other letters than ASCII as escapes, so the name is looked for as it is written there.
    as_json = json.dumps(name)[1:-1]
    return select(Entry).join(EntryPayload).where(told.contains(as_json, autoescape=True)).order_by(Entry.id)


def _meant(data: Mapping[str, Any], bearers: Mapping[str, int | None]) -> set[str]:
    """The addresses of those whom the entry can mean; what does not tell can mean everybody called so."""
    numbers = {*data.get("people", ()), *(data[key] for key in NUMBERS if key in data)}
    if "people" in data or numbers:
        return {email for email, number in bearers.items() if number in numbers}
    invited = {email for email in bearers if data.get("address") == keyed("account", email)}
    return invited or set(bearers)
