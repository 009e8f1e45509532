"""Reads the list of ideas: one page, its count, and what the filters offer, each in one statement."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, exists, func, literal, select

from ideas.extensions import db
from ideas.features.listing.conditions import matching, own_drafts
from ideas.features.listing.cursor import read, write
from ideas.features.listing.forms import Filters
from ideas.features.listing.sorting import ORDERS, sorted_by
from ideas.models.case import Case, CaseAuthor
from ideas.models.direction import Direction, Theme
from ideas.models.unit import Unit
from ideas.models.user import User
from workflow.actors import Actor

SIZE = 25
MOST = 1000
"""Counting stops here, so that its cost does not grow with the house."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One idea of the list; `authors` is None where the name is hidden."""

    public_id: str
    title: str
    essence: str
    state: str
    language: str
    unit: str
    authors: str | None
    next_date: date | None
    support_count: int
    submitted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the list; `total` is at most one above MOST, `after` is None on the last page."""

    rows: list[Listed]
    drafts: list[Listed]
    total: int
    after: str | None
    is_first: bool


@dataclass(frozen=True, slots=True)
class Options:
    """What the filters offer; `units` holds every unit by its id."""

    units: dict[int, Unit]
    choices: dict[str, list[tuple[str, str]]]

    def below(self, unit: str) -> list[int]:
        """The ids of a unit and all its sub-units."""
        path = self.units[int(unit)].path if unit else ""
        return [u.id for u in self.units.values() if path and u.path.startswith(path)]


def options(language: str) -> Options:
    """Units as a tree, directions, themes, and those who answer for something."""
    units = {unit.id: unit for unit in db.session.scalars(select(Unit))}
    choices = {"unit": _tree(units, language), "owner": _owners(), "direction": [], "theme": []}
    for row in db.session.execute(_directions_and_themes()):
        name = getattr(row, f"name_{language}", None) or row.name_fi
        choices[row.kind].append((str(row.id), name))
    return Options(units, choices)


def find(filters: Filters, after: str | None, offered: Options, actor: Actor, language: str) -> Page:
    """The page behind the cursor, or the first one."""
    order = ORDERS[filters.sort]
    cursor = read(after, filters.sort, order.kind)
    statement = matching(filters, offered.below(filters.unit), actor)
    found = db.session.execute(sorted_by(statement, order, cursor, SIZE)).all()
    shown, is_last = found[:SIZE], len(found) <= SIZE
    drafts = db.session.execute(own_drafts(actor)).all() if filters.mine and cursor is None else []
    listed = _listed([*drafts, *shown], offered.units, language)
    return Page(
        rows=listed[len(drafts) :],
        drafts=listed[: len(drafts)],
        total=len(shown) if is_last and cursor is None else _count(statement),
        after=None if is_last else write(filters.sort, order.of(shown[-1])),
        is_first=cursor is None,
    )


def _count(statement: Select[Any]) -> int:
    some = statement.with_only_columns(Case.id).limit(MOST + 1).subquery()
    return db.session.scalar(select(func.count()).select_from(some)) or 0


def _listed(rows: list[Any], units: dict[int, Unit], language: str) -> list[Listed]:
    names = _names([row.id for row in rows if not row.hides_author])
    return [
        Listed(
            *(row.public_id, row.title, row.essence, row.state, row.language),
            unit=units[row.unit_id].name(language) if row.unit_id in units else "",
            authors=None if row.hides_author else ", ".join(names.get(row.id, [])),
            next_date=row.next_date,
            support_count=row.support_count,
            submitted_at=row.submitted_at,
        )
        for row in rows
    ]


def _names(cases: list[int]) -> dict[int, list[str]]:
    statement = select(CaseAuthor.case_id, User.name).join(User, User.id == CaseAuthor.user_id)
    found: dict[int, list[str]] = {}
    for case, name in db.session.execute(
        statement.where(CaseAuthor.case_id.in_(cases)).order_by(CaseAuthor.case_id, CaseAuthor.position)
    ):
        found.setdefault(case, []).append(name)
    return found


def _tree(units: dict[int, Unit], language: str) -> list[tuple[str, str]]:
    def names(unit: Unit) -> list[str]:
        above = [units[int(part)] for part in unit.path.strip("/").split("/") if part and int(part) in units]
        return [one.name(language).casefold() for one in above]

    ordered = sorted(units.values(), key=names)
    return [(str(unit.id), "– " * unit.depth + unit.name(language)) for unit in ordered]


def _owners() -> list[tuple[str, str]]:
    answers = exists().where(Case.owner_id == User.id)
    rows = db.session.execute(
        select(User.id, User.name).where(answers).order_by(User.name, User.id).limit(500)
    )
    return [(str(row.id), row.name) for row in rows]


def _directions_and_themes() -> Any:
    parts = [
        select(literal(kind).label("kind"), table.id, table.name_fi, table.name_sv, table.name_en)
        for kind, table in (("direction", Direction), ("theme", Theme))
    ]
    return parts[0].union_all(parts[1]).order_by("name_fi", "id")
