"""Reads the measure that a reading is about."""

from sqlalchemy import select

from ideas.access import demand, find
from ideas.extensions import db
from ideas.lifecycle import LIFECYCLES
from ideas.models import Case, Experiment, Measure
from workflow.actors import Actor
from workflow.machine import Refused
from workflow.permissions import Action
from workflow.problems import Problem


def measured(measure_id: int, actor: Actor) -> tuple[Case, Measure]:
    """The case and the measure for somebody who may add a reading now."""
    public_id = db.session.scalars(
        select(Case.public_id).join(Experiment).join(Measure).where(Measure.id == measure_id)
    ).first()
    case = find(Case, public_id or "", actor)
    demand(Action.ADD_READING, actor, case)
    measures = case.experiment.measures if case.experiment else []
    measure = next((each for each in measures if each.id == measure_id), None)
    if measure is None or case.state != LIFECYCLES[case.kind].trying:
        raise Refused(Problem.WRONG_STATE)
    return case, measure
