"""Owns how the end of an experiment is put off, once, and what moves with it."""

from datetime import date

from ideas.extensions import settings
from ideas.i18n import format_date
from ideas.models.case import Case
from ideas.models.experiment import Experiment
from ideas.models.measure import Measure
from workflow.machine import Refused
from workflow.problems import Problem


def planned_end(experiment: Experiment) -> date:
    """The end that can still be put off; Refused where that was done before."""
    if experiment.extended_from is not None:
        raise Refused(Problem.EXTENDED_ALREADY)
    if experiment.ends_on is None:
        raise Refused(Problem.WRONG_STATE)
    return experiment.ends_on


def put_off(case: Case, experiment: Experiment, until: date) -> dict[str, str]:
    """Move the end, and with it the next date and the next readings; what the log says of it."""
    experiment.extended_from, experiment.ends_on = planned_end(experiment), until
    case.next_date = until
    case.version += 1
    for measure in experiment.measures:
        measure.due_on = measure.due_after(_last_read(experiment, measure), until)
    return {"next_date": until.isoformat(), "day": format_date(until)}


def _last_read(experiment: Experiment, measure: Measure) -> date:
    """The day of the last reading, or the first day where there is none."""
    began_on = settings().local_day(experiment.started_at) if experiment.started_at else date.min
    days = [began_on, experiment.starts_on or date.min, *(each.on for each in measure.valid_readings)]
    return max(days)
