"""Undoes what the latest move of a case brought about beside its state, when it was made by mistake."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ideas.commitments import promised_on
from ideas.corrections import effective, standing
from ideas.extensions import settings
from ideas.follow_ups import leave_out, open_follow_ups
from ideas.models.case import Case
from ideas.models.entry import Entry
from ideas.models.experiment import Experiment
from ideas.models.work_step import WorkStep
from workflow.correcting import BUILDS_NOTHING, DECISIONS
from workflow.events import Kind
from workflow.lifecycles.idea_states import IdeaState
from workflow.machine import Refused
from workflow.problems import Problem
from workflow.replay import replay

BACK = frozenset({Kind.REOPENED, Kind.RESUMED, Kind.RECONSIDERED, Kind.RETURNED})
"""The kinds with which a case comes back from its end, without the question that was open before."""


@dataclass(frozen=True, slots=True)
class Before:
    """What the case was before a move: since when it was in its state, its next date, its open question."""

    since: datetime
    next_date: date | None
    asked_on: date | None


def confirm_latest(entry: Entry, log: Sequence[Entry]) -> None:
    """Refused unless the entry is the latest move and nothing has been built on it."""
    if entry.kind not in DECISIONS:
        raise Refused(Problem.NOT_CORRECTABLE)
    if any(later.n > entry.n and later.kind not in BUILDS_NOTHING for later in log):
        raise Refused(Problem.BUILT_UPON)


def before(case: Case, entry: Entry, log: Sequence[Entry], initial: str) -> Before:
    """What the log says of the case as it was before that move."""
    earlier = [each for each in log if each.n < entry.n]
    moves = [each for each in standing(log) if each.entry.n < entry.n]
    held = replay(initial, earlier).next_date
    by_hand = [each for each in effective(log).values() if each.kind is Kind.NEXT_DATE_SET]
    is_set_since = any(each.entry.n > entry.n for each in by_hand)
    since = moves[-1].moment if moves else case.created_at
    return Before(since, case.next_date if is_set_since else held, _asked_on(earlier))


def upcoming(case: Case, held: date | None, today: date, *, is_weighed: bool) -> date | None:
    """The next date again as it was; a promise that has passed meanwhile is given anew."""
    if not is_weighed or (held is not None and held >= today):
        return held
    return promised_on(case.kind, case.state, today)


def undo(case: Case, entry: Entry, trying: str, at: datetime) -> None:
    """Everything that followed from the move, as it was before."""
    if case.experiment is not None and trying in (entry.source, entry.target):
        _resume(case.experiment, entry, is_ended=entry.source == trying, today=settings().local_day(at))
    _reopen_rounds(case, entry)
    if entry.target == IdeaState.ADOPTED:
        for each in open_follow_ups(case):
            leave_out(case, each)
    if isinstance(case, WorkStep):
        _settle_again(case, entry, at)


def _resume(tried: Experiment, entry: Entry, *, is_ended: bool, today: date) -> None:
    """What was ended runs again; what was begun is a plan again."""
    if is_ended and tried.ended_at == entry.at:
        tried.ended_at = tried.outcome = None
    elif not is_ended:
        tried.started_at = None
    for measure in tried.measures:
        measure.due_on = measure.due_after(_last_looked(tried, today), tried.ends_on) if is_ended else None


def _last_looked(tried: Experiment, today: date) -> date:
    return max(today, tried.starts_on or date.min)


def _reopen_rounds(case: Case, entry: Entry) -> None:
    """A round that closed with the move is open again; names that were told meanwhile stay told."""
    for held in case.rounds:
        if held.decided_at == entry.at:
            held.decided_at = None
        if held.closed_at == entry.at:
            held.closed_at, held.is_blind = None, False


def _settle_again(step: WorkStep, entry: Entry, at: datetime) -> None:
    """A decision made by mistake holds no longer; one that had ended holds again."""
    if entry.kind in (Kind.GIVEN_UP, Kind.KEPT):
        if step.decision is not None:
            step.decision.ended_at = at
        step.review_on = None
        return
    for decision in reversed(step.decisions):
        if decision.ended_at == entry.at:
            decision.ended_at, step.review_on = None, decision.review_on
            return


def _asked_on(earlier: Sequence[Entry]) -> date | None:
    """The day of the first question to the author that is open: an answer ends it, and coming back does."""
    first: date | None = None
    for each in earlier:
        if each.kind is Kind.INFO_ASKED:
            first = first or settings().local_day(each.at)
        elif each.kind is Kind.INFO_GIVEN or each.kind in BACK:
            first = None
    return first
