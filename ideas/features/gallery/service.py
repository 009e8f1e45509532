"""Notes that something was applied elsewhere, and how it went there."""

from datetime import datetime

from ideas.access import demand
from ideas.extensions import db
from ideas.features.gallery.applications import answerable
from ideas.features.gallery.forms import Adaptation
from ideas.features.gallery.lessons import seen
from ideas.history import record, signature
from ideas.models.application import Application
from ideas.models.unit import Unit
from ideas.transaction import command, hold
from workflow.actors import Actor
from workflow.events import Kind
from workflow.permissions import Action


@command
def apply(experiment_id: int, said: Adaptation, *, actor: Actor, at: datetime) -> Application:
    """Note that a unit has applied it; those who answer for the case hear of it."""
    case, experiment = seen(experiment_id, actor)
    demand(Action.APPLY, actor, case)
    row = Application(
        experiment_id=experiment.id,
        unit_id=said.unit_id,
        adapted=said.adapted,
        applied_by_id=signature(case, actor.id, Kind.APPLIED),
        at=at,
        follow_up_on=said.follow_up_on,
    )
    db.session.add(row)
    data = {"unit": db.session.get_one(Unit, said.unit_id).name_fi}
    record(Kind.APPLIED, at=at, actor_id=actor.id, case=case, words=said.adapted, data=data)
    return row


@command
def answer(application_id: int, words: str, *, actor: Actor, at: datetime) -> Application:
    """Keep how it went; of two people at once the first is heard."""
    hold(answerable(application_id, actor)[0])
    db.session.expire_all()
    case, row = answerable(application_id, actor)
    row.outcome, row.answered_at = words, at
    row.answered_by_id = signature(case, actor.id, Kind.APPLICATION_ANSWERED)
    data = {"unit": row.unit.name_fi}
    record(Kind.APPLICATION_ANSWERED, at=at, actor_id=actor.id, case=case, words=words, data=data)
    return row
