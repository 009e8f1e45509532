"""Writes down what was found out, how it is known, who needs it, and what has gone with it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from ideas.colleagues import colleague
from ideas.extensions import settings
from ideas.features.examination import queries
from ideas.features.examination.findings import PEOPLE, Findings, changes, people_in, told
from ideas.features.examination.forms.evidence import Proof
from ideas.history import record, signature
from ideas.models.examination import Evidence, Noticer, Removal
from ideas.models.user import User
from ideas.models.work_step import WorkStep
from ideas.models.work_step_codes import Clearance
from ideas.numbers import written
from ideas.transaction import command
from workflow.actors import Actor
from workflow.events import Kind
from workflow.permissions import Action

LONGEST_GIST = 80


@command
def write(public_id: str, found: Findings, version: int | None, *, actor: Actor, at: datetime) -> WorkStep:
    """Write down what was found out; nothing is logged where nothing is new."""
    step = queries.held(public_id, Action.WRITE_EXAMINATION, actor, version)
    before, asked, known = told(step), (step.rule_owner, step.clearer), people_in(step)
    for name, value in found.columns.items():
        setattr(step, name, value)
    step.rule_owner = _person(found.rule_owner)
    _name_noticers(step, found.noticers)
    _list_removals(step, found.removals)
    _affect_staff(step, found)
    step.refold()
    step.reckon()
    tell = _newly_asked(asked, (step.rule_owner, step.clearer))
    _record_changes(step, before, actor, at, tell, known | people_in(step))
    return step


@command
def add_evidence(public_id: str, said: Proof, *, actor: Actor, at: datetime) -> WorkStep:
    """Add how somebody knows what it takes; the class of its figures follows from all of it."""
    step = queries.held(public_id, Action.ADD_EVIDENCE, actor)
    evidence = Evidence(
        method=said.method, count=said.count, minutes=said.minutes, source=said.source, on=said.on,
        words=said.words, link=said.link, at=at,
        added_by_id=signature(step, actor.id, Kind.EVIDENCE_ADDED),
    )  # fmt: skip
    step.evidence.append(evidence)
    _classify(step)
    record(Kind.EVIDENCE_ADDED, at=at, actor_id=actor.id, case=step, data=_gist(evidence))
    return step


@command
def remove_evidence(evidence_id: int, *, actor: Actor, at: datetime) -> WorkStep:
    """Take evidence back; the log keeps that it was there."""
    step = queries.held(queries.public_id_of(Evidence, evidence_id), Action.ADD_EVIDENCE, actor)
    evidence = queries.evidence_of(evidence_id, step, actor)
    step.evidence.remove(evidence)
    _classify(step)
    record(Kind.EVIDENCE_REMOVED, at=at, actor_id=actor.id, case=step, data=_gist(evidence))
    return step


@command
def show_need(public_id: str, need: str, version: int | None, *, actor: Actor, at: datetime) -> WorkStep:
    """Say what the rule is needed for, as its owner."""
    step = queries.held(public_id, Action.SHOW_NEED, actor, version)
    if step.need != need:
        step.need = need
        step.version += 1
        record(Kind.NEED_SHOWN, at=at, actor_id=actor.id, case=step, words=need)
    return step


@command
def clear(
    public_id: str, said: Clearance, words: str, version: int | None, *, actor: Actor, at: datetime
) -> WorkStep:
    """Clear the effect on staff, as the person who was named for it."""
    step = queries.held(public_id, Action.CLEAR_STAFF_EFFECT, actor, version)
    step.clearance, step.cleared_on = said, settings().local_day(at)
    step.version += 1
    data = {"clearance": said.value}
    record(Kind.STAFF_EFFECT_CLEARED, at=at, actor_id=actor.id, case=step, words=words, data=data)
    return step


@command
def tick(removal_id: int, is_done: bool, *, actor: Actor, at: datetime) -> WorkStep:
    """Say that something has gone, or that it has not after all."""
    step = queries.ticked(queries.public_id_of(Removal, removal_id), actor)
    removal = queries.removal_of(removal_id, step)
    if (removal.done_at is not None) == is_done:
        return step
    before = told(step)
    removal.done_at, removal.done_by_id = (at, actor.id) if is_done else (None, None)
    if is_done:
        step.version += 1
        data = {"what": removal.what}
        record(Kind.REMOVAL_TICKED, at=at, actor_id=actor.id, case=step, data=data)
    else:
        _record_changes(step, before, actor, at)
    return step


def _record_changes(
    step: WorkStep, before: Mapping[str, Any], actor: Actor, at: datetime, tell: Iterable[int] = (),
    people: Iterable[int] = (),
) -> None:  # fmt: skip
    if changed := changes(before, told(step)):
        step.version += 1
        meant = {"people": sorted(people)} if PEOPLE & changed.keys() else {}
        data = {"changes": changed, **meant}
        record(Kind.EXAMINATION_WRITTEN, at=at, actor_id=actor.id, case=step, data=data, tell=tell)


def _classify(step: WorkStep) -> None:
    """Whoever is deciding has seen the class: where it changes, what they have open is no longer fresh."""
    before = step.evidence_class
    step.reckon()
    if step.evidence_class is not before:
        step.version += 1


def _person(address: str) -> User | None:
    return colleague(address) if address else None


def _newly_asked(before: Iterable[User | None], after: Iterable[User | None]) -> set[int]:
    """Who is asked for something now and was not before."""
    return {new.id for old, new in zip(before, after, strict=True) if new is not None and new is not old}


def _name_noticers(step: WorkStep, lines: Iterable[str]) -> None:
    people = [found[0] for found in queries.people_called(lines).values() if len(found) == 1]
    known = {noticer.user_id: noticer for noticer in step.noticers}
    step.noticers = [known.get(person.id) or Noticer(user=person) for person in dict.fromkeys(people)]


def _list_removals(step: WorkStep, lines: Iterable[str]) -> None:
    """What has gone stays as it is; of the rest, what is no longer listed is forgotten."""
    done = [removal for removal in step.removals if removal.done_at is not None]
    settled = {removal.what for removal in done}
    known = {removal.what: removal for removal in step.removals if removal.done_at is None}
    step.removals = [*done, *(known.get(what) or Removal(what=what) for what in lines if what not in settled)]


def _affect_staff(step: WorkStep, found: Findings) -> None:
    """Name who clears it; another person, or the effect said anew, begins with nothing cleared."""
    clearer = _person(found.clearer)
    if clearer is None or clearer is not step.clearer or not step.affects_staff:
        step.clearance = step.cleared_on = None
    step.affects_staff, step.clearer = found.affects_staff, clearer


def _gist(evidence: Evidence) -> dict[str, str]:
    """The evidence in a few words that need no language of their own."""
    minutes = f"{written(evidence.minutes)} min" if evidence.minutes is not None else ""
    count = f"n = {evidence.count}" if evidence.count else ""
    gist = ", ".join(part for part in (evidence.source, minutes, count) if part)
    return {"evidence": gist or evidence.words[:LONGEST_GIST] or "–"}
