"""Who hears of what beside the table: who started an experiment, whom it reaches, who stands in for whom."""

from sqlalchemy import or_, select

from ideas.colleagues import is_answered_for
from ideas.extensions import db
from ideas.models.case import Case
from ideas.models.entry import Entry
from ideas.models.experiment import ExperimentUnit
from ideas.models.unit import Unit
from ideas.models.user import User
from ideas.models.work_step import WorkStep
from workflow.actors import Role
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


def answerable(case: Case) -> list[int]:
    """Who answers for the case; where nobody does who can sign in, the leads nearest to its unit."""
    if case.owner is not None and is_answered_for(case):
        return [case.owner.id]
    path = case.unit.path if case.unit else ""
    leads = select(User.id, Unit.path).outerjoin(Unit, Unit.id == User.unit_id)
    found = db.session.execute(leads.where(User.role == Role.LEAD, User.deactivated_at.is_(None))).all()
    above = {lead.path for lead in found if lead.path and path.startswith(lead.path)}
    nearest = max(above, key=len, default=None)
    return sorted(lead.id for lead in found if nearest is None or lead.path == nearest)


def starter(case: Case, kind: Kind) -> int | None:
    """Who made the latest move of this kind, such as starting the experiment that runs."""
    started = select(Entry.actor_id).where(Entry.case_id == case.id, Entry.kind == kind)
    return db.session.scalars(started.order_by(Entry.n.desc())).first()
