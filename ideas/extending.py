"""Owns how the end of an experiment is put off, once: the form that asks for it, and what moves with it."""

from datetime import date, timedelta
from typing import Any, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, TextAreaField
from wtforms.validators import ValidationError

from ideas.extensions import settings
from ideas.forms import WORDS, CaseForm, not_past, required
from ideas.i18n import format_date
from ideas.models.case import Case
from ideas.models.experiment import Experiment
from ideas.models.measure import Measure
from ideas.web.clock import today
from workflow.machine import Refused
from workflow.problems import Problem

LONGEST_EXTENSION = timedelta(days=90)
"""How much later an extended experiment may end than was planned, or than today where that has passed."""


class ExtensionForm(CaseForm):
    """A later end, once, with a reason; `ends_on` is the one that is planned."""

    until = DateField(_l("New last day"), [required(), not_past])
    words = TextAreaField(_l("Why it goes on"), [required(), *WORDS])
    ends_on: date

    @property
    def said(self) -> tuple[date, str]:
        """The new end and why, once the form holds."""
        return cast(date, self.until.data), (self.words.data or "").strip()

    def validate_until(self, field: Any) -> None:
        """Later than planned, and not too much."""
        latest = max(self.ends_on, today()) + LONGEST_EXTENSION
        if field.data and not self.ends_on < field.data <= latest:
            raise ValidationError(
                _(
                    "Choose a day after %(end)s, at the latest %(latest)s.",
                    end=format_date(self.ends_on),
                    latest=format_date(latest),
                )
            )


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
