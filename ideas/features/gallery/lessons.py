"""Reads one experiment as another unit learns from it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from ideas import telling
from ideas.access import find
from ideas.corrections import as_it_holds
from ideas.extensions import db
from ideas.features.gallery.conditions import ENDINGS, begun
from ideas.features.gallery.queries import days
from ideas.models.case import Case
from ideas.models.entry import Entry
from ideas.models.experiment import Experiment, ExperimentGroup, ExperimentKind, ExperimentUnit
from ideas.models.idea import Idea
from ideas.models.measure import Measure, Reading, ReadingCorrection
from ideas.models.work_step import WorkStep
from ideas.room import Step, steps_for
from ideas.verdicts import VerdictLine, conclusion_of
from workflow.actors import Actor

KINDS: dict[ExperimentKind, type[Case]] = {
    ExperimentKind.PILOT: Idea,
    ExperimentKind.TRIAL_STOP: WorkStep,
}
FAILED = frozenset({"rethink", "drop", "resume", "keep"})
"""The moves that end an experiment otherwise than was hoped."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """An experiment with everything its page tells; `room` is what was given up for it."""

    experiment: Experiment
    case: Case
    days: tuple[date, date | None]
    measures: list[VerdictLine]
    ending: telling.Row | None
    room: list[Step]

    @property
    def decided(self) -> str:
        """The words with which it ended: a trial stop says there what it taught."""
        return (self.ending and self.ending.words) or ""

    @property
    def has_failed(self) -> bool:
        """Whether it ended otherwise than was hoped."""
        return self.experiment.outcome in FAILED


def seen(experiment_id: int, actor: Actor) -> tuple[Case, Experiment]:
    """The experiment and its case; 404 alike where it is absent, has not begun, or is not for everybody."""
    columns: tuple[Any, ...] = (Experiment.kind, Case.public_id)
    named = begun(select(*columns).where(Experiment.id == experiment_id), actor)
    row = db.session.execute(named).first()
    kind, public_id = row or (ExperimentKind.PILOT, "")
    case = find(KINDS[kind], public_id, actor, *_AROUND)
    return case, db.session.get_one(Experiment, experiment_id)


def lesson(experiment_id: int, actor: Actor) -> Lesson:
    """Everything that the page of an experiment tells, in a fixed number of statements."""
    case, _experiment = seen(experiment_id, actor)
    row = db.session.scalars(_WHOLE.where(Experiment.id == experiment_id)).one()
    began = row.started_at or row.ended_at
    assert began is not None  # what has not begun is not seen  # noqa: S101
    return Lesson(
        experiment=row,
        case=case,
        days=days(began, row.starts_on, row.ended_at, row.ends_on),
        measures=conclusion_of(row),
        ending=_ending(row, case),
        room=steps_for(case, actor) if isinstance(case, Idea) else [],
    )


def _ending(row: Experiment, case: Case) -> telling.Row | None:
    """What was decided when it ended, and why."""
    if row.ended_at is None:
        return None
    said = select(Entry).where(Entry.case_id == row.case_id, Entry.at == row.ended_at)
    statement = said.where(Entry.kind.in_(ENDINGS)).order_by(Entry.n.desc()).options(joinedload(Entry.actor))
    entry = db.session.scalars(statement).first()
    return replace(telling.row_of(entry, case), words=as_it_holds(entry).words or None) if entry else None


_AROUND = (*(joinedload(one) for one in (Case.owner, Case.theme, Case.named_authors, Case.sealed_authors)),)
_WHOLE = select(Experiment).options(
    selectinload(Experiment.measures).options(
        selectinload(Measure.amendments),
        selectinload(Measure.readings)
        .joinedload(Reading.correction)
        .joinedload(ReadingCorrection.replacement),
    ),
    selectinload(Experiment.units).joinedload(ExperimentUnit.unit),
    selectinload(Experiment.customer_groups).joinedload(ExperimentGroup.customer_group),
    selectinload(Experiment.members),
    joinedload(Experiment.conclusion),
)
"""Read anew, whatever of it is known already."""
