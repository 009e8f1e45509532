"""Carries out the deeds of the desk: owner, next date, question, answer and transfer."""

from datetime import date, datetime

from sqlalchemy import select

from ideas.access import demand, find
from ideas.cells import closed_days
from ideas.colleagues import colleague, is_answered_for
from ideas.extensions import db, settings
from ideas.follow_ups import next_follow_up
from ideas.history import record
from ideas.i18n import format_date
from ideas.lifecycle import confirm_unchanged, is_pending
from ideas.models import Case, Entry, User
from ideas.models.work_step import WorkStep
from ideas.transaction import command
from workflow.actors import Actor
from workflow.calendar import prolonged
from workflow.events import Kind
from workflow.lifecycles.work_step_states import WorkStepState
from workflow.machine import Refused
from workflow.permissions import Action
from workflow.problems import Problem


@command
def assign(public_id: str, email: str, version: int | None, *, actor: Actor, at: datetime) -> Case:
    """Name who answers for the case; whoever follows somebody else is asked first, and says yes.

    Whoever answered before hears of it too.
    """
    case, person = opened(public_id, Action.ASSIGN, actor, version), named(email)
    if is_answered_for(case) and person.id not in (case.owner_id, actor.id):
        ask_to_take_over(case, person, "", actor, at)
    else:
        name_owner(case, person, actor, at)
    return case


@command
def set_next_date(
    public_id: str, day: date, words: str, version: int | None, *, actor: Actor, at: datetime
) -> Case:
    """Say when the case is looked at next; of a kept work step this is the review date."""
    case = opened(public_id, Action.SET_NEXT_DATE, actor, version)
    case.next_date = day
    if isinstance(case, WorkStep) and case.state == WorkStepState.KEPT:
        case.review_on = day
    case.version += 1
    data = {"next_date": day.isoformat(), "day": format_date(day)}
    record(Kind.NEXT_DATE_SET, at=at, actor_id=actor.id, case=case, words=words, data=data)
    return case


@command
def ask(public_id: str, words: str, version: int | None, *, actor: Actor, at: datetime) -> Case:
    """Ask the author for more; from the first open question on the promise waits."""
    case = opened(public_id, Action.ASK_INFO, actor, version)
    case.info_asked_on = case.info_asked_on or settings().local_day(at)
    case.version += 1
    record(Kind.INFO_ASKED, at=at, actor_id=actor.id, case=case, words=words)
    return case


@command
def answer(public_id: str, words: str, version: int | None, *, actor: Actor, at: datetime) -> Case:
    """Answer as the author; the next date moves on by the days of waiting."""
    case = opened(public_id, Action.GIVE_INFO, actor, version)
    if case.info_asked_on is None:
        raise Refused(Problem.WRONG_STATE)
    # What changed is asked on the day that was set, whoever is asked for more meanwhile.
    if case.next_date and next_follow_up(case) is None:
        # Another node's clock may have dated the question later.
        today = max(case.info_asked_on, settings().local_day(at))
        case.next_date = prolonged(case.next_date, case.info_asked_on, today, closed_days())
    case.info_asked_on = None
    case.version += 1
    data = {"next_date": case.next_date and case.next_date.isoformat()}
    record(Kind.INFO_GIVEN, at=at, actor_id=actor.id, case=case, words=words, data=data)
    return case


@command
def offer(public_id: str, email: str, words: str, version: int | None, *, actor: Actor, at: datetime) -> Case:
    """Ask another lead to take over; the owner stays until they accept."""
    case = opened(public_id, Action.OFFER, actor, version)
    ask_to_take_over(case, named(email), words, actor, at)
    return case


@command
def accept(public_id: str, *, actor: Actor, at: datetime) -> Case:
    """Take over what was offered."""
    case = opened(public_id, Action.ACCEPT, actor, None)
    told = {case.owner_id, _offerer(case)} - {None}
    person = db.session.get_one(User, actor.id)
    _hand_over(case, person)
    record(
        Kind.ACCEPTED, at=at, actor_id=actor.id, case=case, data=_owner(person),
        tell=[one for one in told if one],
    )  # fmt: skip
    return case


@command
def decline(public_id: str, words: str, version: int | None, *, actor: Actor, at: datetime) -> Case:
    """Leave the responsibility where it is, and say why."""
    case = opened(public_id, Action.ACCEPT, actor, version)
    offerer = _offerer(case)
    case.receiver = None
    case.version += 1
    record(Kind.DECLINED, at=at, actor_id=actor.id, case=case, words=words, tell=[offerer] if offerer else [])
    return case


def opened(public_id: str, action: Action, actor: Actor, version: int | None) -> Case:
    """The case, not ended and unchanged, for somebody who may do this to it."""
    case = find(Case, public_id, actor)
    confirm_unchanged(case, version)
    demand(action, actor, case)
    if not is_pending(case) or (action is Action.SET_NEXT_DATE and next_follow_up(case)):
        raise Refused(Problem.WRONG_STATE)
    return case


def named(email: str) -> User:
    """The colleague of that address, who can sign in."""
    person = colleague(email)
    if person is None:
        raise Refused(Problem.OWNER_MISSING)
    return person


def ask_to_take_over(case: Case, person: User, words: str, actor: Actor, at: datetime) -> None:
    """The responsibility stays where it is until this person says yes; they alone are asked from now on."""
    case.receiver, case.receiver_id = person, person.id
    case.version += 1
    record(
        Kind.OFFERED, at=at, actor_id=actor.id, case=case, words=words,
        data={"person": person.name, "people": [person.id]}, tell=[person.id],
    )  # fmt: skip


def name_owner(case: Case, person: User, actor: Actor, at: datetime) -> None:
    """From now on this person answers for the case; whoever did before hears of it."""
    before = [case.owner_id] if case.owner_id else []
    _hand_over(case, person)
    record(Kind.ASSIGNED, at=at, actor_id=actor.id, case=case, data=_owner(person), tell=before)


def _hand_over(case: Case, person: User) -> None:
    case.owner, case.receiver = person, None
    case.owner_id, case.receiver_id = person.id, None
    case.version += 1


def _owner(person: User) -> dict[str, object]:
    return {"owner": person.id, "person": person.name}


def _offerer(case: Case) -> int | None:
    """Who asked last for somebody to take over."""
    asked = select(Entry.actor_id).where(Entry.case_id == case.id, Entry.kind == Kind.OFFERED)
    return db.session.scalars(asked.order_by(Entry.n.desc()).limit(1)).first()
