"""Does what the next move of a case asks to be there, so that random moves get further than the first."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, cast

from ideas.features.desk.service import assign, set_next_date
from ideas.models import Case, Idea, User, WorkStep
from tests import factories, steps
from tests.features.pilot import cases
from workflow.machine import Forbidden, Refused


def make_ready(case: Case, owner: User, lead: User, at: datetime) -> None:
    """Bring what is missing in the state the case is in; what cannot be brought stays missing."""
    ready = READY.get(case.state)
    if ready is not None:
        with suppress(Forbidden, Refused):
            ready(case, owner, lead, at)


def _submitted(case: Case, owner: User, lead: User, at: datetime) -> None:
    idea = cast(Idea, case)
    judged = {each.evaluator_id for each in idea.open_round.evaluations} if idea.open_round else set()
    if lead.id not in judged:
        factories.evaluate(idea, lead)
    actor, day = factories.actor(lead), (at + timedelta(days=14)).date()
    assign(case.public_id, owner.email, None, actor=actor, at=at)
    set_next_date(case.public_id, day, "Katsotaan.", None, actor=actor, at=at)


def _evaluated(case: Case, owner: User, lead: User, at: datetime) -> None:
    if case.experiment is None:
        cases.plan(cast(Idea, case), factories.unit(), [owner, lead])


def _piloted(case: Case, owner: User, lead: User, at: datetime) -> None:
    tried = case.experiment
    if tried is not None and tried.conclusion is None:
        cases.read(cast(Idea, case))
        cases.conclude(cast(Idea, case), lead)


def _recorded(case: Case, owner: User, lead: User, at: datetime) -> None:
    steps.written(cast(WorkStep, case), **steps.EXAMINED)
    assign(case.public_id, owner.email, None, actor=factories.actor(lead), at=at)


def _examined(case: Case, owner: User, lead: User, at: datetime) -> None:
    if case.experiment is None:
        planned = {"starts_on": at.date(), "ends_on": (at + timedelta(days=30)).date()}
        steps.planned(cast(WorkStep, case), **cast(Any, planned))


def _trialled(case: Case, owner: User, lead: User, at: datetime) -> None:
    steps.read(cast(WorkStep, case), on=at.date())


READY: Mapping[str, Callable[[Case, User, User, datetime], None]] = {
    "submitted": _submitted,
    "evaluated": _evaluated,
    "piloted": _piloted,
    "recorded": _recorded,
    "examined": _examined,
    "trialled": _trialled,
}
