"""Reads the desk: every open idea once, in the section that says what it waits for."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import RowMapping, Select, func, literal, select, union_all
from sqlalchemy.orm import joinedload

from ideas.access import find
from ideas.extensions import db, settings
from ideas.features.desk.sections import (
    Section,
    comes_first,
    evaluations,
    order_of,
    pilot_end,
    waiting_in,
)
from ideas.models import Case, Entry, User
from ideas.promises import past_promises
from workflow.actors import Actor
from workflow.calendar import age_in_days
from workflow.events import Kind

SHOWN = 25
"""How many ideas a section shows before it leads on to the list."""
MOST = 200
"""Counting stops here, so that its cost does not grow with the house."""


@dataclass(frozen=True, slots=True)
class Row:
    """One idea on the desk; `is_first` says that it stands above the others of its section.

    `promised_on` is the day of what was promised to it, once that has passed.
    """

    id: int
    public_id: str
    title: str
    language: str
    state: str
    state_since: datetime
    next_date: date | None
    info_asked_on: date | None
    owner: str | None
    pilot_ends_on: date | None
    evaluations: int
    section: str
    is_first: bool
    total: int
    promised_on: date | None = None

    @property
    def is_uncounted(self) -> bool:
        """Whether its section has more than were counted."""
        return self.total > MOST

    def age(self, today: date) -> int:
        """Days in its state, today included."""
        return age_in_days(settings().local_day(self.state_since), today)


def desk(actor: Actor, *, mine: bool, unit_id: int | None, today: date) -> dict[Section, tuple[Row, ...]]:
    """The rows of each section, what must not be overlooked first, and then the longest waiting."""
    first, counted = _statements(actor, mine, unit_id, today)
    totals = db.session.execute(counted).one()._mapping
    found: dict[Section, list[Row]] = {section: [] for section in Section}
    rows = db.session.execute(first).mappings().all()
    past = past_promises({row["id"] for row in rows}, today)
    for row in rows:
        found[Section(row["section"])].append(_row(row, totals[row["section"]], past.get(row["id"])))
    return {section: _first(section, rows) for section, rows in found.items()}


def case(public_id: str, actor: Actor) -> Case:
    """The case of a page."""
    return find(Case, public_id, actor)


def person(person_id: int) -> User | None:
    """The person of that id."""
    return db.session.get(User, person_id)


def questions(case: Case) -> list[Entry]:
    """What the author was asked since they last answered."""
    kinds = (Kind.INFO_ASKED, Kind.INFO_GIVEN)
    statement = select(Entry).where(Entry.case_id == case.id, Entry.kind.in_(kinds)).order_by(Entry.n)
    entries = list(db.session.scalars(statement.options(joinedload(Entry.actor))))
    answered = max(
        (place for place, entry in enumerate(entries) if entry.kind == Kind.INFO_GIVEN), default=-1
    )
    return entries[answered + 1 :]


def _row(row: RowMapping, total: int, promised_on: date | None) -> Row:
    return Row(**{**row, "is_first": bool(row["is_first"])}, total=total, promised_on=promised_on)


def _first(section: Section, rows: list[Row]) -> tuple[Row, ...]:
    """What stands above the rest was looked for apart, so there can be twice as many as are shown."""
    if section is Section.FOLLOW_UP:
        rows.sort(key=lambda row: row.next_date or date.max)
    return tuple(rows[:SHOWN])


# Never stale: a statement says what to look for, never what was found.
@lru_cache(256)
def _statements(
    actor: Actor, mine: bool, unit_id: int | None, today: date
) -> tuple[Select[Any], Select[Any]]:
    waiting = {
        section: waiting_in(section, actor, mine=mine, unit_id=unit_id, today=today) for section in Section
    }
    return _told(waiting, actor, today), _totals(waiting)


def _told(waiting: dict[Section, Select[Any]], actor: Actor, today: date) -> Select[Any]:
    """The first of each section, each found through an index, and only then what is told of them."""
    shown = union_all(*(part for item in waiting.items() for part in _parts(*item, actor, today))).subquery()
    columns: list[Any] = [
        *(Case.id, Case.public_id, Case.title, Case.language, Case.state, Case.state_since),
        *(Case.next_date, Case.info_asked_on),
        User.name.label("owner"),
        pilot_end().label("pilot_ends_on"),
        evaluations().label("evaluations"),
        shown.c.section,
        shown.c.is_first,
    ]
    statement = select(*columns).select_from(shown).join(Case, Case.id == shown.c.id)
    statement = statement.outerjoin(User, User.id == Case.owner_id)
    return statement.order_by(shown.c.is_first.desc(), Case.state_since, Case.id)


def _parts(section: Section, cases: Select[Any], actor: Actor, today: date) -> list[Select[Any]]:
    """What stands above the others is looked for apart: a sort of the whole section would use no index."""
    above = comes_first(section, actor, today)
    parts = [(0, cases)] if above is None else [(1, cases.where(above)), (0, cases.where(~above))]
    found = []
    for rank, part in parts:
        first = part.order_by(*order_of(section)).limit(SHOWN).subquery()
        said = (literal(section.value).label("section"), literal(rank).label("is_first"))
        found.append(select(first.c.id, *said))
    return found


def _totals(waiting: dict[Section, Select[Any]]) -> Select[Any]:
    """How many each section has; at most one above MOST."""
    counts = []
    for section, cases in waiting.items():
        some = cases.limit(MOST + 1).subquery()
        counts.append(select(func.count()).select_from(some).scalar_subquery().label(section.value))
    return select(*counts)
