"""Calls to mind what is due in one case, each thing once for its day; the caller holds the case."""

from datetime import date, datetime, timedelta
from itertools import groupby

from ideas.audiences import answerable, starter
from ideas.extensions import settings
from ideas.features.rounds.queries import REMINDED_BEFORE, TRIED, is_told, told
from ideas.history import record
from ideas.i18n import format_date
from ideas.models.application import Application
from ideas.models.case import Case
from ideas.models.experiment import Experiment, ExperimentKind
from ideas.models.measure import Measure
from workflow.events import Kind
from workflow.lifecycles.idea_states import IdeaState

WARNED_EVERY = timedelta(days=14)
"""How often an overdue pilot is called to mind: it does not end in silence."""
ASKED_AGAIN = timedelta(days=30)
"""How long after its day a follow-up that nobody answered is asked for once more."""


def ends_soon(case: Case, at: datetime) -> bool:
    """Say once of each planned end that it is near; an extension is called to mind again."""
    tried, today = _tried(case), settings().local_day(at)
    if tried is None or tried.ends_on is None or not today <= tried.ends_on <= today + REMINDED_BEFORE:
        return False
    if tried.kind is ExperimentKind.PILOT:
        return _tell(Kind.PILOT_ENDS_SOON, case, tried.ends_on, at, _leads(case))
    return _tell(Kind.TRIAL_ENDS_SOON, case, tried.ends_on, at)


def is_overdue(case: Case, at: datetime) -> bool:
    """Say that it has ended; of a pilot again every two weeks while nobody decides."""
    tried, today = _tried(case), settings().local_day(at)
    if tried is None or tried.ends_on is None or tried.ends_on >= today:
        return False
    if tried.kind is ExperimentKind.PILOT:
        times = (today - tried.ends_on) // WARNED_EVERY
        return _tell(Kind.PILOT_OVERDUE, case, tried.ends_on + times * WARNED_EVERY, at, _leads(case))
    return _tell(Kind.TRIAL_OVERDUE, case, tried.ends_on, at)


def readings_due(case: Case, at: datetime) -> bool:
    """Ask the owner and those who take part for readings, once for each day on which some are due."""
    tried, today = _tried(case), settings().local_day(at)
    known = _asked_for(case)
    due = [
        measure
        for measure in (tried.measures if tried else [])
        if measure.due_on and measure.due_on <= today
        if (format_date(measure.due_on), measure.id) not in known
    ]
    for day, measures in groupby(sorted(due, key=_day_of), key=_day_of):
        _ask_for(case, tried, day, list(measures), at)
    return bool(due)


def follow_up_due(case: Case, at: datetime) -> bool:
    """Ask what changed, and once more where nobody has answered for a month."""
    today = settings().local_day(at)
    if case.state != IdeaState.ADOPTED:
        return False
    known = {(data.get("number"), data.get("time")) for data in told(case, Kind.FOLLOW_UP_DUE)}
    is_new = False
    for follow_up in case.follow_ups:
        time = 2 if today - follow_up.due_on >= ASKED_AGAIN else 1
        is_due = follow_up.answered_at is None and follow_up.due_on <= today
        if is_due and (follow_up.number, time) not in known:
            data = {"number": follow_up.number, "time": time, "day": format_date(follow_up.due_on)}
            record(Kind.FOLLOW_UP_DUE, at=at, actor_id=None, case=case, data=data, tell=answerable(case))
            is_new = True
    return is_new


def applications_due(case: Case, at: datetime) -> bool:
    """Ask those who applied it elsewhere how it went, each of them once."""
    today = settings().local_day(at)
    known = {data.get("application") for data in told(case, Kind.APPLICATION_DUE)}
    due = [
        each
        for tried in case.experiments
        for each in tried.applications
        if each.answered_at is None and each.follow_up_on <= today and each.id not in known
    ]
    for application in due:
        data = {"application": application.id, "unit": application.unit.name_fi}
        asked = _asked(application, case)
        record(Kind.APPLICATION_DUE, at=at, actor_id=None, case=case, data=data, tell=asked)
    return bool(due)


def _tell(kind: Kind, case: Case, on: date, at: datetime, tell: list[int] | None = None) -> bool:
    day = format_date(on)
    if is_told(case, kind, day):
        return False
    data, who = {"day": day}, [*(tell or []), *answerable(case)]
    record(kind, at=at, actor_id=None, case=case, data=data, tell=who)
    return True


def _ask_for(case: Case, tried: Experiment | None, day: date, measures: list[Measure], at: datetime) -> None:
    data = {
        "day": format_date(day),
        "measure": ", ".join(measure.name for measure in measures),
        "measures": [measure.id for measure in measures],
    }
    members = [member.user_id for member in tried.members] if tried else []
    who = [*members, *answerable(case)]
    record(Kind.READING_DUE, at=at, actor_id=None, case=case, data=data, tell=who)


def _asked_for(case: Case) -> set[tuple[str, int]]:
    """The days and measures for which somebody has been asked already."""
    entries = told(case, Kind.READING_DUE)
    return {(data.get("day", ""), number) for data in entries for number in data.get("measures", ())}


def _tried(case: Case) -> Experiment | None:
    """The experiment that runs."""
    runs = case.state in TRIED and case.experiment is not None and case.experiment.ended_at is None
    return case.experiment if runs else None


def _leads(case: Case) -> list[int]:
    """Who started the pilot."""
    lead = starter(case, Kind.PILOTED)
    return [lead] if lead else []


def _asked(application: Application, case: Case) -> list[int]:
    """Who applied it while they can sign in, or who answers for the case."""
    person = application.applied_by
    return answerable(case) if person is None or person.is_deactivated else [person.id]


def _day_of(measure: Measure) -> date:
    return measure.due_on or date.max
