"""Reads the other half of the desk: every work step once, in the section that says what it waits for."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, exists, func, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, aliased

from ideas.access import visible
from ideas.extensions import db, settings
from ideas.features.desk.queries import SHOWN
from ideas.models import Case, Experiment, Miss, User, WorkStep
from ideas.paging import MOST
from ideas.promises import past_promises
from ideas.units import within
from workflow.actors import Actor
from workflow.calendar import age_in_days
from workflow.lifecycles.work_step_states import OPEN_STEP_STATES, WorkStepState

VERIFIED_SOON = timedelta(days=14)
"""How long before its day a verification appears on the desk."""


class StepSection(StrEnum):
    """What a work step waits for, in the order of the page: first what nobody may forget."""

    OVERDUE = "overdue"
    ASKED_BACK = "asked-back"
    NEW = "new"
    EXAMINATION = "examination"
    DECISION = "decision"
    CLEARANCE = "clearance"
    TRIAL = "trial"
    REVIEW = "review"
    VERIFICATION = "verification"
    OFFERED = "offered"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class StepRow:
    """One work step on the desk; `misses` counts those of the trial that is running.

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
    clearer: str | None
    trial_ends_on: date | None
    misses: int
    wanted_back: int
    section: str
    total: int
    promised_on: date | None = None

    @property
    def is_uncounted(self) -> bool:
        """Whether its section has more than were counted."""
        return self.total > MOST

    def age(self, today: date) -> int:
        """Days in its state, today included."""
        return age_in_days(settings().local_day(self.state_since), today)


def step_desk(
    actor: Actor, *, mine: bool, unit_id: int | None, today: date
) -> dict[StepSection, tuple[StepRow, ...]]:
    """The rows of each section, the longest waiting first."""
    found: dict[StepSection, list[StepRow]] = {section: [] for section in StepSection}
    rows = db.session.execute(_statement(actor, mine, unit_id, today)).mappings().all()
    past = past_promises({row["id"] for row in rows}, today)
    for row in rows:
        found[StepSection(row["section"])].append(StepRow(**row, promised_on=past.get(row["id"])))
    return {section: tuple(rows) for section, rows in found.items()}


# Never stale: a statement says what to look for, never what was found.
@lru_cache(256)
def _statement(actor: Actor, mine: bool, unit_id: int | None, today: date) -> Select[Any]:
    """The first of each section, and only then what is told of them."""
    parts = [_first(section, actor, mine, unit_id, today) for section in StepSection]
    shown = union_all(*parts).subquery()
    owner, clearer, steps = aliased(User), aliased(User), WorkStep.__table__
    columns: list[Any] = [
        *(Case.id, Case.public_id, Case.title, Case.language, Case.state, Case.state_since),
        *(Case.next_date, Case.info_asked_on, owner.name.label("owner"), clearer.name.label("clearer")),
        _of_trial(Experiment.ends_on).label("trial_ends_on"),
        _misses().label("misses"),
        _misses(Miss.wants_back).label("wanted_back"),
        *(shown.c.section, shown.c.total),
    ]
    told = select(*columns).select_from(shown).join(Case, Case.id == shown.c.id)
    told = told.join(steps, steps.c.id == Case.id).outerjoin(owner, owner.id == Case.owner_id)
    return told.outerjoin(clearer, clearer.id == steps.c.clearer_id).order_by(*_LONGEST)


def _first(section: StepSection, actor: Actor, mine: bool, unit_id: int | None, today: date) -> Select[Any]:
    """The first of a section, each with how many there are; counting stops just above MOST."""
    columns: tuple[Any, ...] = (Case.id, Case.state_since)
    waiting = visible(select(*columns).select_from(WorkStep), actor).where(*_waits(section, actor, today))
    # What is offered to somebody is shown whatever they chose to see.
    if mine and section is not StepSection.OFFERED:
        waiting = waiting.where(Case.owner_id == actor.id)
    if unit_id is not None and section is not StepSection.OFFERED:
        waiting = waiting.where(Case.unit_id.in_(within(unit_id)))
    some = waiting.order_by(*_LONGEST).limit(MOST + 1).subquery()
    said = (literal(section.value).label("section"), func.count().over().label("total"))
    first = select(some.c.id, *said).order_by(some.c.state_since, some.c.id).limit(SHOWN).subquery()
    return select(first)


def _waits(section: StepSection, actor: Actor, today: date) -> tuple[ColumnElement[bool], ...]:
    """The conditions of a section; an open question hides neither an overdue trial nor one asked back."""
    is_over = _is_over(today)
    soon = today + VERIFIED_SOON
    return {
        StepSection.OVERDUE: (_TRIALLED, is_over),
        StepSection.ASKED_BACK: (_TRIALLED, ~is_over, _IS_WANTED),
        StepSection.NEW: (_RECORDED, ~_IS_OWNED, ~_IS_ASKED),
        StepSection.EXAMINATION: (_RECORDED, _IS_OWNED, ~_IS_ASKED, ~_IS_UNCLEARED),
        StepSection.DECISION: (_EXAMINED, ~_IS_ASKED, ~_IS_UNCLEARED),
        StepSection.CLEARANCE: ((_RECORDED & _IS_OWNED) | _EXAMINED, ~_IS_ASKED, _IS_UNCLEARED),
        StepSection.TRIAL: (_TRIALLED, ~is_over, ~_IS_WANTED, ~_IS_ASKED),
        StepSection.REVIEW: (Case.state == WorkStepState.KEPT, Case.next_date <= today),
        StepSection.VERIFICATION: (Case.state == WorkStepState.GIVEN_UP, Case.next_date <= soon),
        StepSection.OFFERED: (Case.receiver_id == actor.id, _IS_OPEN | Case.next_date.is_not(None)),
        StepSection.INFO: (_IS_OPEN, _IS_ASKED, ~(_TRIALLED & (is_over | _IS_WANTED))),
    }[section]


_RECORDED = Case.state == WorkStepState.RECORDED
_EXAMINED = Case.state == WorkStepState.EXAMINED
_TRIALLED = Case.state == WorkStepState.TRIALLED
_IS_OPEN = Case.state.in_(OPEN_STEP_STATES)
_IS_OWNED, _IS_ASKED = Case.owner_id.is_not(None), Case.info_asked_on.is_not(None)
_IS_UNCLEARED = WorkStep.affects_staff & WorkStep.clearance.is_(None)
_LONGEST = (Case.state_since, Case.id)
_RUNS = (Experiment.case_id == Case.id, Experiment.ended_at.is_(None))
_IS_WANTED = exists().where(*_RUNS, Miss.experiment_id == Experiment.id, Miss.wants_back).correlate(Case)


def _is_over(today: date) -> ColumnElement[bool]:
    return exists().where(*_RUNS, Experiment.ends_on < today).correlate(Case)


def _of_trial(column: Any) -> ScalarSelect[Any]:
    """Of the trial that is running; the examined are only planned."""
    running = select(column).where(*_RUNS, Case.state == WorkStepState.TRIALLED)
    return running.order_by(Experiment.id.desc()).limit(1).correlate(Case).scalar_subquery()


def _misses(*which: InstrumentedAttribute[bool]) -> ScalarSelect[Any]:
    """How many missed it in the trial that is running."""
    missed = select(func.count()).select_from(Miss).join(Experiment, Miss.experiment_id == Experiment.id)
    return missed.where(*_RUNS, *which).correlate(Case).scalar_subquery()
