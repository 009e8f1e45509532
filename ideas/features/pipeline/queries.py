"""Counts in the database what became of ideas and where they are; each figure is one query."""

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, aliased

from ideas.corrections import said_anew
from ideas.extensions import db
from ideas.features.pipeline.scope import Scope
from ideas.models.case import Case
from ideas.models.entry import Entry, EntryPayload
from ideas.models.unit import Unit
from workflow.lifecycles.idea import IDEA
from workflow.lifecycles.idea_states import OPEN_STATES, IdeaState

LATEST = 5
OLDEST = 10


class Standing(NamedTuple):
    """One state now: how many ideas, how many that nobody answers for, and for how many days the oldest."""

    state: str
    ideas: int
    unowned: int
    oldest_days: int


class Adopted(NamedTuple):
    """An idea in use, and in which words that was decided."""

    public_id: str
    title: str
    language: str
    at: datetime
    words: str | None


class Waiting(NamedTuple):
    """An open idea with the days it has been in its state, today included."""

    public_id: str
    title: str
    language: str
    state: str
    days: int
    next_date: date | None
    unit: Unit | None


class Report(NamedTuple):
    """Everything that the page tells."""

    outcomes: dict[str, int]
    reasons: list[tuple[str, int]]
    adopted: list[Adopted]
    standing: list[Standing]
    oldest: list[Waiting]

    @property
    def submitted(self) -> int:
        """How many ideas were submitted in the period."""
        return sum(self.outcomes.values())

    @property
    def still_open(self) -> int:
        """How many of them are still on their way."""
        return sum(self.outcomes.get(state, 0) for state in OPEN_STATES)


def report(scope: Scope) -> Report:
    """The whole page in five queries."""
    return Report(outcomes(scope), reasons(scope), latest_adopted(scope), standing(scope), oldest(scope))


def outcomes(scope: Scope) -> dict[str, int]:
    """Where the ideas that were submitted in the period are today."""
    statement = select(Case.state, func.count()).where(*scope.cases, *_since(Case.submitted_at, scope))
    return {row[0]: row[1] for row in db.session.execute(statement.group_by(Case.state))}


def reasons(scope: Scope) -> list[tuple[str, int]]:
    """Why ideas of that period are not carried out: code of the reason and how often, most often first."""
    said = EntryPayload.data["reason_code"].as_string()
    code = func.coalesce(said_anew("reason_code"), said)
    statement = (
        select(Entry.kind, code, func.count())
        .select_from(Case)
        .join(Entry, _brought_into(IdeaState.DROPPED))
        .outerjoin(EntryPayload, EntryPayload.entry_id == Entry.id)
        .where(*scope.cases, Case.state == IdeaState.DROPPED, *_since(Case.submitted_at, scope))
        .group_by(Entry.kind, code)
    )
    counted = [(code or str(kind), count) for kind, code, count in db.session.execute(statement)]
    return sorted(counted, key=lambda pair: (-pair[1], pair[0]))


def latest_adopted(scope: Scope) -> list[Adopted]:
    """The ideas that were last taken into use, with the verdict."""
    statement = (
        select(Case.public_id, Case.title, Case.language, Case.state_since)
        .add_columns(func.coalesce(said_anew("said"), EntryPayload.words))
        .select_from(Case)
        .join(Entry, _brought_into(IdeaState.ADOPTED))
        .outerjoin(EntryPayload, EntryPayload.entry_id == Entry.id)
        .where(*scope.cases, Case.state == IdeaState.ADOPTED, *_since(Case.state_since, scope))
        .order_by(Case.state_since.desc(), Case.id.desc())
        .limit(LATEST)
    )
    return [Adopted(*row) for row in db.session.execute(statement)]


def standing(scope: Scope) -> list[Standing]:
    """The open ideas by state, as they are now."""
    unowned = func.count().filter(Case.owner_id.is_(None))
    statement = select(Case.state, func.count(), unowned, func.min(Case.state_since))
    found = db.session.execute(
        statement.where(*scope.cases, Case.state.in_(OPEN_STATES)).group_by(Case.state)
    )
    rows = {row[0]: Standing(row[0], row[1], row[2], scope.days_since(row[3])) for row in found}
    return [rows[state] for state in IdeaState if state in rows]


def oldest(scope: Scope) -> list[Waiting]:
    """The open ideas that have been in their state for the longest time."""
    statement = (
        select(Case.public_id, Case.title, Case.language, Case.state, Case.state_since, Case.next_date, Unit)
        .outerjoin(Unit, Unit.id == Case.unit_id)
        .where(Case.id.in_(union_all(*(_oldest_in(state, scope) for state in OPEN_STATES))))
        .order_by(Case.state_since, Case.id)
        .limit(OLDEST)
    )
    found = db.session.execute(statement)
    return [Waiting(r[0], r[1], r[2], r[3], scope.days_since(r[4]), r[5], r[6]) for r in found]


def _oldest_in(state: str, scope: Scope) -> Select[Any]:
    """The oldest of one state, found through its index."""
    ids = select(Case.id).where(*scope.cases, Case.state == state).order_by(Case.state_since, Case.id)
    return select(ids.limit(OLDEST).subquery().c.id)


def _since(moment: InstrumentedAttribute[Any], scope: Scope) -> list[ColumnElement[bool]]:
    return [moment >= scope.start] if scope.start else []


def _brought_into(state: IdeaState) -> ColumnElement[bool]:
    """The entry that brought the case into its present state; an idea can be dropped more than once."""
    kinds = IDEA.kinds_into(state)
    other = aliased(Entry)
    latest = (
        select(func.max(other.n))
        .where(other.case_id == Case.id, other.kind.in_(kinds))
        .correlate(Case)
        .scalar_subquery()
    )
    return and_(Entry.case_id == Case.id, Entry.kind.in_(kinds), Entry.n == latest)
