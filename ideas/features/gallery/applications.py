"""Reads where else something has been applied, and who may tell how it went there."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from ideas.extensions import db
from ideas.features.gallery.lessons import seen
from ideas.models.application import Application
from ideas.models.case import Case
from ideas.models.experiment import Experiment
from ideas.models.unit import Unit
from ideas.models.user import User
from workflow.actors import Actor
from workflow.applying import Applied, tells_how_it_went
from workflow.machine import Forbidden, Refused
from workflow.permissions import Action, Visibility
from workflow.problems import Problem


@dataclass(frozen=True, slots=True)
class Told:
    """One application, and whether this person may tell how it went."""

    application: Application
    can_answer: bool


def begun_of(case: Case) -> list[Experiment]:
    """The experiments of a case that stand in the gallery, oldest first."""
    if case.visibility is not Visibility.OPEN:
        return []
    return [each for each in case.experiments if each.started_at or each.ended_at]


def applied(case: Case, experiments: list[Experiment], actor: Actor) -> list[Told]:
    """Where else these experiments of the case have been applied, oldest first; asks nothing without any."""
    if not experiments:
        return []
    numbers = [experiment.id for experiment in experiments]
    found = list(db.session.scalars(_APPLIED.where(Application.experiment_id.in_(numbers))))
    waiting = any(row.answered_at is None for row in found)
    home = home_of(actor) if waiting else None
    return [Told(row, row.answered_at is None and _may_answer(case, row, actor, home)) for row in found]


def answerable(application_id: int, actor: Actor) -> tuple[Case, Application]:
    """The case and the application for somebody who may tell how it went; else 404, Forbidden or Refused."""
    row = db.session.scalars(_APPLIED.where(Application.id == application_id)).first()
    case, _experiment = seen(row.experiment_id if row else 0, actor)
    if row is None or not _may_answer(case, row, actor, home_of(actor)):
        raise Forbidden(Action.APPLY)
    if row.answered_at is not None:
        raise Refused(Problem.ANSWERED_ALREADY)
    return case, row


def home_of(actor: Actor) -> str | None:
    """The path of this person's own unit."""
    return db.session.scalar(select(Unit.path).join(User, User.unit_id == Unit.id).where(User.id == actor.id))


def is_hidden_author(case: Case, actor: Actor) -> bool:
    """Whether this person wrote the case under a hidden name: their own unit is not put forward for them."""
    return any(author.user_id == actor.id for author in case.sealed_authors)


def _may_answer(case: Case, row: Application, actor: Actor, home: str | None) -> bool:
    # Named authors too: a blind round may have hidden them for the time being.
    applied_by = Applied(row.unit.path, row.applied_by_id, case.author_ids)
    return tells_how_it_went(applied_by, actor, home)


_APPLIED = (
    select(Application)
    .options(joinedload(Application.unit), joinedload(Application.applied_by))
    .options(joinedload(Application.answered_by))
    .order_by(Application.id)
)
