"""Writes a correction as an entry of its own, and lets row, decision and dates follow what holds now."""

from collections.abc import Mapping
from datetime import date, datetime

from ideas import lifecycle
from ideas.access import find
from ideas.corrections import standing
from ideas.decisions import next_look
from ideas.extensions import settings
from ideas.features.correction.queries import Opened, opened
from ideas.history import record
from ideas.lifecycle import confirm_unchanged, iso, keep_day
from ideas.models import Case
from ideas.models.decision import Decision
from ideas.models.entry import Entry
from ideas.models.work_step import WorkStep
from ideas.transaction import command
from workflow.actors import Actor
from workflow.events import Kind
from workflow.lifecycles.work_step_states import WorkStepState
from workflow.machine import Ask, Refused
from workflow.problems import Problem

DECIDED = (Kind.GIVEN_UP, Kind.KEPT)
"""The kinds that write the decision of a work step."""
WEIGHTY = frozenset({str(Ask.ENDING), str(Ask.KEEPING), str(Ask.REVIEW_ON)})
"""The answers of which a decision and its next look are made."""


@command
def correct(
    public_id: str, number: int, said: Mapping[str, str], reason: str, version: int | None,
    *, actor: Actor, at: datetime,
) -> Case:  # fmt: skip
    """Say anew what an entry says; the old one stays, and both point at each other."""
    confirm_unchanged(find(Case, public_id, actor), version)
    about = opened(public_id, number, actor)
    before = {name: earlier for name, earlier in _held(about).items() if earlier != said.get(name, earlier)}
    if not before:
        raise Refused(Problem.AMENDED_ALREADY)
    entry, case = about.held.entry, about.case
    _keep(about, said, frozenset(before), at)
    case.version += 1
    dates = {"next_date": iso(case.next_date)} if _moves_date(about, frozenset(before)) else {}
    data = {"corrects": number, "entry": entry.n, **said, "before": before, **dates}
    record(Kind.CORRECTED, at=at, actor_id=actor.id, case=case, words=reason, data=data)
    return case


@command
def take_back(
    public_id: str, number: int, reason: str, version: int | None, *, actor: Actor, at: datetime
) -> Case:
    """Undo a decision that was made by mistake; the case is again what it was before."""
    confirm_unchanged(find(Case, public_id, actor), version)
    about = opened(public_id, number, actor)
    lifecycle.take_back(about.case, about.held.entry, actor=actor, at=at, words=reason)
    return about.case


def _held(about: Opened) -> dict[str, str]:
    """What holds now of everything that can be said anew."""
    data = about.held.data
    told = {"on": about.held.on.isoformat(), **{ask.value: data.get(ask) or "" for ask in about.asks}}
    line = about.transition
    if line is None:
        told["set_to"] = data.get("set_to") or data.get("next_date") or ""
    if line is None or line.prompt:
        told["said"] = about.held.words
    return told


def _keep(about: Opened, said: Mapping[str, str], changed: frozenset[str], at: datetime) -> None:
    """The row follows: since when, the decision of a work step, and the next date where it came from here."""
    case, entry = about.case, about.held.entry
    if "on" in changed and _is_standing(about):
        keep_day(case, entry, date.fromisoformat(said["on"]))
    decision = _decision(about)
    if decision is not None:
        _decide_anew(decision, said)
    if not _moves_date(about, changed):
        return
    review_on = _day(said.get("set_to") or said.get(Ask.REVIEW_ON))
    case.next_date = review_on
    if entry.kind is Kind.GIVEN_UP and decision is not None:
        case.next_date = next_look(decision, settings().local_day(at))
    if isinstance(case, WorkStep) and (decision is not None or case.state == WorkStepState.KEPT):
        case.review_on = review_on


def _decide_anew(decision: Decision, said: Mapping[str, str]) -> None:
    decision.on = date.fromisoformat(said["on"])
    decision.kind = said.get(Ask.ENDING) or said.get(Ask.KEEPING) or decision.kind
    decision.review_on = _day(said.get(Ask.REVIEW_ON))


def _is_standing(about: Opened) -> bool:
    """Whether the entry is the move that brought the case into its present state."""
    moves = standing(about.log)
    return bool(moves) and moves[-1].entry is about.held.entry


def _moves_date(about: Opened, changed: frozenset[str]) -> bool:
    """Whether the next date came from this entry, and is said anew."""
    entry = about.held.entry
    asks = "set_to" in changed if entry.kind is Kind.NEXT_DATE_SET else bool(WEIGHTY & changed)
    is_last = not any(_sets_date(each) for each in about.log if each.n > entry.n and not _is_of(each, entry))
    is_here = entry.kind is Kind.NEXT_DATE_SET or _is_standing(about)
    return asks and is_last and is_here


def _sets_date(entry: Entry) -> bool:
    return "next_date" in entry.data


def _is_of(entry: Entry, earlier: Entry) -> bool:
    return entry.kind is Kind.CORRECTED and entry.data.get("entry") == earlier.n


def _decision(about: Opened) -> Decision | None:
    """The decision that the entry wrote: they come in the same order as the entries that wrote them."""
    case, entry = about.case, about.held.entry
    if not isinstance(case, WorkStep) or entry.kind not in DECIDED:
        return None
    written = [each for each in about.log if each.kind in DECIDED]
    pairs = zip(written, case.decisions, strict=False)
    return next((decision for each, decision in pairs if each is entry), None)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
