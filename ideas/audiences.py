"""Who hears of an experiment beside those who follow it: who started it, and whom a trial stop reaches."""

from sqlalchemy import or_, select

from ideas.extensions import db
from ideas.models.case import Case
from ideas.models.entry import Entry
from ideas.models.experiment import ExperimentUnit
from ideas.models.unit import Unit
from ideas.models.user import User
from ideas.models.work_step import WorkStep
from workflow.events import Kind


def trial_audience(step: WorkStep) -> list[int]:
    """Who would notice, and everybody in the units of the latest trial and below, while they can sign in.

    Whoever acts is left out where the log is written; without a trial nobody is told.
    """
    trial = step.experiment
    if trial is None:
        return []
    paths = list(
        db.session.scalars(
            select(Unit.path).join(ExperimentUnit).where(ExperimentUnit.experiment_id == trial.id)
        )
    )
    places = select(Unit.id).where(or_(False, *(Unit.path.startswith(path) for path in paths)))
    noticers = [noticer.user_id for noticer in step.noticers]
    reached = or_(User.unit_id.in_(places), User.id.in_(noticers))
    found = select(User.id).where(User.deactivated_at.is_(None), reached).order_by(User.id)
    return list(db.session.scalars(found))


def starter(case: Case, kind: Kind) -> int | None:
    """Who made the latest move of this kind, such as starting the experiment that runs."""
    started = select(Entry.actor_id).where(Entry.case_id == case.id, Entry.kind == kind)
    return db.session.scalars(started.order_by(Entry.n.desc())).first()
