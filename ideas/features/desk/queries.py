"""Reads the desk: every open idea once, in the section that says what it waits for."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, select, union_all
from sqlalchemy.orm import joinedload

from ideas.access import find, visible
from ideas.extensions import db, settings
from ideas.models import (
    Case,
    CaseAuthor,
    Entry,
    Evaluation,
    EvaluationRound,
    Experiment,
    SealedAuthor,
    User,
)  # fmt: skip
from ideas.units import within
from workflow.actors import Actor
from workflow.calendar import age_in_days
from workflow.events import Kind
from workflow.lifecycles.idea_states import OPEN_STATES, IdeaState

SHOWN = 25
"""How many ideas a section shows before it leads on to the list."""
MOST = 200
"""Counting stops here, so that its cost does not grow with the house."""


class Section(StrEnum):
    """What an idea waits for, in the order of the page."""

    OFFERED = "offered"
    NEW = "new"
    EVALUATION = "evaluation"
    DECISION = "decision"
    PILOT = "pilot"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Row:
    """One idea on the desk."""

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
    total: int

    @property
    def is_uncounted(self) -> bool:
        """Whether its section has more than were counted."""
        return self.total > MOST

    def age(self, today: date) -> int:
        """Days in its state, today included."""
        return age_in_days(settings().local_day(self.state_since), today)


def desk(actor: Actor, *, mine: bool, unit_id: int | None) -> dict[Section, tuple[Row, ...]]:
    """The rows of each section, the longest waiting first."""
    first, counted = _statements(actor, mine, unit_id)
    totals = db.session.execute(counted).one()._mapping
    found: dict[Section, list[Row]] = {section: [] for section in Section}
    for row in db.session.execute(first).mappings():
        found[Section(row["section"])].append(Row(**row, total=totals[row["section"]]))
    return {section: tuple(rows) for section, rows in found.items()}


def case(public_id: str, actor: Actor) -> Case:
    """The case of a page."""
    return find(Case, public_id, actor)


def questions(case: Case) -> list[Entry]:
    """What the author was asked since they last answered."""
    kinds = (Kind.INFO_ASKED, Kind.INFO_GIVEN)
    statement = select(Entry).where(Entry.case_id == case.id, Entry.kind.in_(kinds)).order_by(Entry.n)
    entries = list(db.session.scalars(statement.options(joinedload(Entry.actor))))
    answered = max(
        (place for place, entry in enumerate(entries) if entry.kind == Kind.INFO_GIVEN), default=-1
    )
    return entries[answered + 1 :]


# Never stale: a statement says what to look for, never what was found.
@lru_cache(256)
def _statements(actor: Actor, mine: bool, unit_id: int | None) -> tuple[Select[Any], Select[Any]]:
    waiting = {section: _waiting(section, actor, mine=mine, unit_id=unit_id) for section in Section}
    return _first(waiting), _totals(waiting)


def _waiting(section: Section, actor: Actor, *, mine: bool, unit_id: int | None) -> Select[Any]:
    """The cases of a section; what is offered to somebody is shown whatever they chose to see."""
    statement = visible(select(Case.id).where(Case.kind == "idea"), actor)
    if section is Section.OFFERED:
        return statement.where(Case.receiver_id == actor.id, Case.state.in_(OPEN_STATES))
    statement = statement.where(*_WAITS[section])
    if mine:
        statement = statement.where(Case.owner_id == actor.id)
    if unit_id is not None:
        statement = statement.where(Case.unit_id.in_(within(unit_id)))
    return statement


_IS_ASKED = Case.info_asked_on.is_not(None)
_WAITS: dict[Section, tuple[ColumnElement[bool], ...]] = {
    Section.NEW: (Case.state == IdeaState.SUBMITTED, Case.owner_id.is_(None), ~_IS_ASKED),
    Section.EVALUATION: (Case.state == IdeaState.SUBMITTED, Case.owner_id.is_not(None), ~_IS_ASKED),
    Section.DECISION: (Case.state == IdeaState.EVALUATED, ~_IS_ASKED),
    Section.PILOT: (Case.state == IdeaState.PILOTED, ~_IS_ASKED),
    Section.INFO: (Case.state.in_(OPEN_STATES), _IS_ASKED),
}
_LONGEST = (Case.state_since, Case.id)


def _first(waiting: dict[Section, Select[Any]]) -> Select[Any]:
    """The first of each section, each found through an index, and only then what is told of them."""
    parts = []
    for section, cases in waiting.items():
        first = cases.order_by(*_LONGEST).limit(SHOWN).subquery()
        parts.append(select(first.c.id, literal(section.value).label("section")))
    shown = union_all(*parts).subquery()
    columns: list[Any] = [
        *(Case.public_id, Case.title, Case.language, Case.state, Case.state_since),
        *(Case.next_date, Case.info_asked_on),
        User.name.label("owner"),
        _pilot_end().label("pilot_ends_on"),
        _evaluations().label("evaluations"),
        shown.c.section,
    ]
    statement = select(*columns).select_from(shown).join(Case, Case.id == shown.c.id)
    return statement.outerjoin(User, User.id == Case.owner_id).order_by(*_LONGEST)


def _totals(waiting: dict[Section, Select[Any]]) -> Select[Any]:
    """How many each section has; at most one above MOST."""
    counts = []
    for section, cases in waiting.items():
        some = cases.limit(MOST + 1).subquery()
        counts.append(select(func.count()).select_from(some).scalar_subquery().label(section.value))
    return select(*counts)


def _pilot_end() -> ColumnElement[date | None]:
    """The end of the pilot that is running; the evaluated are only planned."""
    return (
        select(Experiment.ends_on)
        .where(Experiment.case_id == Case.id, Experiment.ended_at.is_(None))
        .order_by(Experiment.id.desc())
        .limit(1)
        .correlate(Case)
        .scalar_subquery()
    )


def _evaluations() -> ColumnElement[int]:
    """How many have evaluated beside authors and owner, as the rule counts them."""
    own = [
        select(table.user_id).where(table.case_id == Case.id).correlate(Case)
        for table in (CaseAuthor, SealedAuthor)
    ]
    counting = (
        select(func.max(EvaluationRound.id))
        .where(EvaluationRound.case_id == Case.id)
        .correlate(Case)
        .scalar_subquery()
    )
    counted = (
        select(func.count())
        .select_from(Evaluation)
        .join(EvaluationRound)
        .where(
            Evaluation.round_id == counting,
            EvaluationRound.decided_at.is_(None),
            *(Evaluation.evaluator_id.not_in(people) for people in own),
            Evaluation.evaluator_id != func.coalesce(Case.owner_id, 0),
        )
    )
    return counted.correlate(Case).scalar_subquery()
