"""Carries out the deeds of the desk: owner, next date, question, answer and transfer."""

from datetime import date, datetime

from sqlalchemy import select

from ideas.access import demand, find
from ideas.colleagues import colleague
from ideas.extensions import db, settings
from ideas.history import record
from ideas.i18n import format_date
from ideas.lifecycle import confirm_unchanged
from ideas.models import Entry, Idea, User
from ideas.transaction import command
from workflow.actors import Actor
from workflow.calendar import prolonged
from workflow.events import Kind
from workflow.lifecycles.idea_states import OPEN_STATES
from workflow.machine import Refused
from workflow.permissions import Action
from workflow.problems import Problem


@command
def assign(public_id: str, email: str, version: int | None, *, actor: Actor, at: datetime) -> Idea:
    """Name who answers for the idea; whoever answered before hears of it too."""
    idea = opened(public_id, Action.ASSIGN, actor, version)
    person = _person(email)
    before = idea.owner_id
    _hand_over(idea, person)
    record(
        Kind.ASSIGNED,
        at=at,
        actor_id=actor.id,
        case=idea,
        data=_owner(person),
        tell=[before] if before else [],
    )
    return idea


@command
def set_next_date(
    public_id: str, day: date, words: str, version: int | None, *, actor: Actor, at: datetime
) -> Idea:
    """Say when the idea is looked at next."""
    idea = opened(public_id, Action.SET_NEXT_DATE, actor, version)
    idea.next_date = day
    idea.version += 1
    data = {"next_date": day.isoformat(), "day": format_date(day)}
    record(Kind.NEXT_DATE_SET, at=at, actor_id=actor.id, case=idea, words=words, data=data)
    return idea


@command
def ask(public_id: str, words: str, version: int | None, *, actor: Actor, at: datetime) -> Idea:
    """Ask the author for more; from the first open question on the promise waits."""
    idea = opened(public_id, Action.ASK_INFO, actor, version)
    idea.info_asked_on = idea.info_asked_on or settings().local_day(at)
    idea.version += 1
    record(Kind.INFO_ASKED, at=at, actor_id=actor.id, case=idea, words=words)
    return idea


@command
def answer(public_id: str, words: str, version: int | None, *, actor: Actor, at: datetime) -> Idea:
    """Answer as the author; the next date moves on by the days of waiting."""
    idea = opened(public_id, Action.GIVE_INFO, actor, version)
    if idea.info_asked_on is None:
        raise Refused(Problem.WRONG_STATE)
    if idea.next_date:
        idea.next_date = prolonged(idea.next_date, idea.info_asked_on, settings().local_day(at))
    idea.info_asked_on = None
    idea.version += 1
    data = {"next_date": idea.next_date and idea.next_date.isoformat()}
    record(Kind.INFO_GIVEN, at=at, actor_id=actor.id, case=idea, words=words, data=data)
    return idea


@command
def offer(public_id: str, email: str, words: str, version: int | None, *, actor: Actor, at: datetime) -> Idea:
    """Ask another lead to take over; the owner stays until they accept."""
    idea = opened(public_id, Action.OFFER, actor, version)
    person = _person(email)
    idea.receiver = person
    idea.version += 1
    record(
        Kind.OFFERED, at=at, actor_id=actor.id, case=idea, words=words, data={"person": person.name},
        tell=[person.id],
    )  # fmt: skip
    return idea


@command
def accept(public_id: str, *, actor: Actor, at: datetime) -> Idea:
    """Take over what was offered."""
    idea = opened(public_id, Action.ACCEPT, actor, None)
    told = {idea.owner_id, _offerer(idea)} - {None}
    person = db.session.get_one(User, actor.id)
    _hand_over(idea, person)
    record(
        Kind.ACCEPTED, at=at, actor_id=actor.id, case=idea, data=_owner(person),
        tell=[one for one in told if one],
    )  # fmt: skip
    return idea


@command
def decline(public_id: str, words: str, version: int | None, *, actor: Actor, at: datetime) -> Idea:
    """Leave the responsibility where it is, and say why."""
    idea = opened(public_id, Action.ACCEPT, actor, version)
    offerer = _offerer(idea)
    idea.receiver = None
    idea.version += 1
    record(Kind.DECLINED, at=at, actor_id=actor.id, case=idea, words=words, tell=[offerer] if offerer else [])
    return idea


def opened(public_id: str, action: Action, actor: Actor, version: int | None) -> Idea:
    """The idea, still open and unchanged, for somebody who may do this to it."""
    idea = find(Idea, public_id, actor)
    confirm_unchanged(idea, version)
    demand(action, actor, idea)
    if idea.state not in OPEN_STATES:
        raise Refused(Problem.WRONG_STATE)
    return idea


def _hand_over(idea: Idea, person: User) -> None:
    idea.owner, idea.receiver = person, None
    idea.owner_id = person.id
    idea.version += 1


def _owner(person: User) -> dict[str, object]:
    return {"owner": person.id, "person": person.name}


def _person(email: str) -> User:
    person = colleague(email)
    if person is None:
        raise Refused(Problem.OWNER_MISSING)
    return person


def _offerer(idea: Idea) -> int | None:
    """Who asked last for somebody to take over."""
    asked = select(Entry.actor_id).where(Entry.case_id == idea.id, Entry.kind == Kind.OFFERED)
    return db.session.scalars(asked.order_by(Entry.n.desc()).limit(1)).first()
