"""Who hears of a trial stop beside those who follow it: people who would notice, and those it reaches."""

from sqlalchemy import or_, select

from ideas.extensions import db
from ideas.models.experiment import ExperimentUnit
from ideas.models.unit import Unit
from ideas.models.user import User
from ideas.models.work_step import WorkStep


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
