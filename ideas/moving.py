"""Carries out a move with everything that its answers bring about beside the new state."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from ideas.access import visible
from ideas.audiences import trial_audience
from ideas.decisions import decide, end
from ideas.extensions import db
from ideas.history import record
from ideas.lifecycle import LIFECYCLES, advance
from ideas.models.case import Case, CaseAuthor, SealedAuthor
from ideas.models.entry import Entry
from ideas.models.idea import Idea
from ideas.models.involvement import Follow
from ideas.models.work_step import WorkStep
from ideas.room import named, numbers_in, pair
from workflow.actors import Actor
from workflow.events import Kind
from workflow.lifecycles.idea_states import OPEN_STATES, GiveUp
from workflow.lifecycles.work_step_states import Ending, Keeping, Origin
from workflow.machine import Ask, Note
from workflow.problems import Problem

Gap = tuple[Ask, Problem]
"""The question whose answer does not go with the others, and why."""
BACK = frozenset({Kind.RESUMED, Kind.RECONSIDERED, Kind.RETURNED})
"""The kinds with which a decision ends."""


def carry_out(
    case: Case, name: str, note: Note, *, actor: Actor, at: datetime, said: Mapping[str, Any] | None = None
) -> Entry:
    """Make a move that the table knows; Forbidden and Refused say why not. `said` goes along in the log."""
    told, extra = _told(case, name), unsuitable(case, note, actor)
    entry = advance(case, name, actor=actor, note=note, at=at, extra=extra, tell=told, said=said)
    if isinstance(case, WorkStep):
        settle(case, entry.kind, note, actor=actor, at=at)
    if isinstance(case, Idea):
        for ask, follow_up in FOLLOW_UPS.items():
            if note.data.get(ask):
                follow_up(case, note, actor, at)
    return entry


def unsuitable(case: Case, note: Note, actor: Actor) -> tuple[Problem, ...]:
    """What is wrong with the answers: with one beside another, and with the cases that they name."""
    found = [problem for _ask, problem in unmet(case, note.data)]
    numbers = numbers_in(note.data.get(Ask.WORK_STEPS))
    if len(named(numbers, actor)) < len(numbers):
        found.append(Problem.WORK_STEPS_UNSUITABLE)
    return (*found, *_unsuitable_target(case, note, actor))


def unmet(case: Case, said: Mapping[str, str]) -> list[Gap]:
    """Each answer that the others ask for, or do not allow."""
    return [*_of_an_ending(said), *_of_a_keeping(case, said), *_of_what_is_given_up(said)]


def receiver(public_id: str, actor: Actor) -> Idea | None:
    """The idea that another one can be merged into, or None where it is absent, unseen or no longer open."""
    statement = visible(select(Idea).where(Idea.public_id == public_id), actor)
    found: Idea | None = db.session.scalars(statement.where(Idea.state.in_(OPEN_STATES))).unique().first()
    return found


def settle(step: WorkStep, kind: Kind, note: Note, *, actor: Actor, at: datetime) -> None:
    """Write the decision that the move is, or end the one that held: hours are locked, or let go."""
    review_on = _day(note.data.get(Ask.REVIEW_ON))
    if kind is Kind.GIVEN_UP:
        decide(step, Ending(note.data[Ask.ENDING]), actor=actor, at=at, review_on=review_on)
    elif kind is Kind.KEPT:
        decide(step, Keeping(note.data[Ask.KEEPING]), actor=actor, at=at, review_on=review_on)
    elif kind in BACK:
        end(step, at)


def keep_answer(idea: Idea, note: Note, actor: Actor, at: datetime) -> None:
    """Keep what is given up for the idea, and which work steps that is."""
    idea.give_up = GiveUp(note.data[Ask.GIVE_UP])
    idea.give_up_words = note.data.get(Ask.GIVE_UP_WORDS, "")
    pair(idea, named(numbers_in(note.data.get(Ask.WORK_STEPS)), actor), actor=actor, at=at)


def keep_need(idea: Idea, note: Note, actor: Actor, at: datetime) -> None:
    """Keep how many hours a year the idea needs."""
    idea.needed_hours = Decimal(note.data[Ask.NEEDED_HOURS])


def merge(idea: Idea, note: Note, actor: Actor, at: datetime) -> None:
    """Join the idea to its target: the target's people hear of it, then everyone is carried over."""
    target = receiver(note.data[Ask.TARGET], actor)
    assert target is not None  # the move was refused otherwise  # noqa: S101
    idea.merged_into_id = target.id
    target.version += 1
    record(Kind.RECEIVED, at=at, actor_id=actor.id, case=target, data={"source": idea.public_id})
    _carry_authors(idea, target)
    _carry_followers(idea, target, at)


FOLLOW_UPS: Mapping[Ask, Callable[[Idea, Note, Actor, datetime], None]] = {
    Ask.GIVE_UP: keep_answer,
    Ask.NEEDED_HOURS: keep_need,
    Ask.TARGET: merge,
}
"""What an answer brings about, for every move of an idea that asks it."""


def _told(case: Case, name: str) -> list[int]:
    """Whoever a trial stop touches hears when it begins and how it ends."""
    is_tried = name == "try-without" or case.state == LIFECYCLES[case.kind].trying
    return trial_audience(case) if is_tried and isinstance(case, WorkStep) else []


def _of_an_ending(said: Mapping[str, str]) -> Iterator[Gap]:
    """What is only reduced is looked at again."""
    if said.get(Ask.ENDING) == Ending.REDUCE and not said.get(Ask.REVIEW_ON):
        yield Ask.REVIEW_ON, Problem.REVIEW_ON_MISSING


def _of_a_keeping(case: Case, said: Mapping[str, str]) -> Iterator[Gap]:
    """A change of statute can be proposed only where there is one."""
    is_statutory = isinstance(case, WorkStep) and case.origin is Origin.EXTERNAL
    if said.get(Ask.KEEPING) == Keeping.STATUTE_CHANGE and not is_statutory:
        yield Ask.KEEPING, Problem.NOT_STATUTORY


def _of_what_is_given_up(said: Mapping[str, str]) -> Iterator[Gap]:
    """Something has a number, and nothing has a reason and no number."""
    if said.get(Ask.GIVE_UP) == GiveUp.SOMETHING and not said.get(Ask.WORK_STEPS):
        yield Ask.WORK_STEPS, Problem.WORK_STEPS_MISSING
    if said.get(Ask.GIVE_UP) == GiveUp.NOTHING and not said.get(Ask.GIVE_UP_WORDS):
        yield Ask.GIVE_UP_WORDS, Problem.GIVE_UP_WORDS_MISSING
    if said.get(Ask.GIVE_UP) == GiveUp.NOTHING and said.get(Ask.WORK_STEPS):
        yield Ask.GIVE_UP, Problem.GIVE_UP_UNANSWERED


def _unsuitable_target(case: Case, note: Note, actor: Actor) -> tuple[Problem, ...]:
    """A named target must be another idea that is open and that this person may see."""
    public_id = note.data.get(Ask.TARGET)
    if not public_id:
        return ()
    target = receiver(public_id, actor)
    return (Problem.TARGET_UNSUITABLE,) if target is None or target is case else ()


def _carry_authors(idea: Idea, target: Idea) -> None:
    """Whoever was named stays named and whoever was sealed stays sealed, whatever the target hides."""
    known = target.author_ids
    last = len(known)
    for place, shown in enumerate(a for a in idea.named_authors if a.user_id not in known):
        target.named_authors.append(CaseAuthor(user_id=shown.user_id, position=last + place))
    for place, sealed in enumerate(a for a in idea.sealed_authors if a.user_id not in known):
        target.sealed_authors.append(SealedAuthor(user_id=sealed.user_id, position=last + place))


def _carry_followers(idea: Idea, target: Idea, at: datetime) -> None:
    """An author hears of everything without following, so none of them is among the followers."""
    authors = target.author_ids
    target.follows = [follow for follow in target.follows if follow.user_id not in authors]
    known = authors | {follow.user_id for follow in target.follows}
    for follow in idea.follows:
        if follow.user_id not in known:
            target.follows.append(Follow(user_id=follow.user_id, at=at))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
