"""Reads the desk: every open idea once, in the section that says what it waits for."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, case, func, literal, select
from sqlalchemy.orm import joinedload

from ideas.access import find, visible
from ideas.extensions import db, settings
from ideas.models import (
    Case,
    CaseAuthor,
    Entry,
    Evaluation,
    Experiment,
    Idea,
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

    def age(self, today: date) -> int:
        """Days in its state, today included."""
        return age_in_days(settings().local_day(self.state_since), today)


def desk(actor: Actor, *, mine: bool, unit_id: int | None) -> dict[Section, list[Row]]:
    """The rows of each section, the longest waiting first."""
    found: dict[Section, list[Row]] = {section: [] for section in Section}
    for row in [*_rows(_offered(actor)), *_rows(_waiting(actor, mine=mine, unit_id=unit_id))]:
        found[Section(row.section)].append(row)
    return found


def idea(public_id: str, actor: Actor) -> Idea:
    """The idea of a page."""
    return find(Idea, public_id, actor)


def questions(idea: Idea) -> list[Entry]:
    """What the author was asked since they last answered."""
    kinds = (Kind.INFO_ASKED, Kind.INFO_GIVEN)
    statement = select(Entry).where(Entry.case_id == idea.id, Entry.kind.in_(kinds)).order_by(Entry.n)
    entries = list(db.session.scalars(statement.options(joinedload(Entry.actor))))
    answered = max(
        (place for place, entry in enumerate(entries) if entry.kind == Kind.INFO_GIVEN), default=-1
    )
    return entries[answered + 1 :]


def _waiting(actor: Actor, *, mine: bool, unit_id: int | None) -> Select[Any]:
    statement = visible(_columns(_section()), actor).where(Case.state.in_(OPEN_STATES))
    if mine:
        statement = statement.where(Case.owner_id == actor.id)
    if unit_id is not None:
        statement = statement.where(Case.unit_id.in_(within(unit_id)))
    return statement


def _offered(actor: Actor) -> Select[Any]:
    columns = _columns(literal(Section.OFFERED.value))
    return visible(columns, actor).where(Case.receiver_id == actor.id, Case.state.in_(OPEN_STATES))


def _section() -> ColumnElement[str]:
    return case(
        (Case.info_asked_on.is_not(None), Section.INFO.value),
        (Case.state == IdeaState.PILOTED, Section.PILOT.value),
        (Case.state == IdeaState.EVALUATED, Section.DECISION.value),
        (Case.owner_id.is_(None), Section.NEW.value),
        else_=Section.EVALUATION.value,
    )


def _columns(section: ColumnElement[str]) -> Select[Any]:
    waits_longest = (Case.state_since, Case.id)
    columns: list[Any] = [
        *(Case.public_id, Case.title, Case.language, Case.state, Case.state_since),
        *(Case.next_date, Case.info_asked_on),
        User.name.label("owner"),
        _pilot_end().label("pilot_ends_on"),
        _evaluations().label("evaluations"),
        section.label("section"),
        func.count().over(partition_by=section).label("total"),
        func.row_number().over(partition_by=section, order_by=waits_longest).label("place"),
    ]
    return select(*columns).select_from(Case).outerjoin(User, User.id == Case.owner_id)


def _rows(statement: Select[Any]) -> list[Row]:
    numbered: Subquery = statement.subquery()
    first = select(numbered).where(numbered.c.place <= SHOWN).order_by(numbered.c.place)
    names = Row.__slots__
    return [Row(**{name: row[name] for name in names}) for row in db.session.execute(first).mappings()]


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
    counted = select(func.count()).select_from(Evaluation).where(
        Evaluation.case_id == Case.id, *(Evaluation.evaluator_id.not_in(people) for people in own),
        Evaluation.evaluator_id != func.coalesce(Case.owner_id, 0),
    )  # fmt: skip
    return counted.correlate(Case).scalar_subquery()
