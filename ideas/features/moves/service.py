"""Carries out a move, and what follows from its answers beside the new state."""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal

from ideas.access import find
from ideas.audiences import trial_audience
from ideas.features.moves.answers import unmet
from ideas.features.moves.decisions import settle
from ideas.features.moves.queries import receiver
from ideas.history import record
from ideas.lifecycle import LIFECYCLES, advance, confirm_unchanged
from ideas.models import Case, CaseAuthor, Follow, Idea, SealedAuthor
from ideas.models.work_step import WorkStep
from ideas.room import named, numbers_in, pair
from ideas.transaction import command
from workflow.actors import Actor
from workflow.events import Kind
from workflow.lifecycles.idea_states import GiveUp
from workflow.machine import Ask, Note
from workflow.problems import Problem


@command
def move(public_id: str, name: str, note: Note, version: int | None, *, actor: Actor, at: datetime) -> Case:
    """Make a move that the table knows; Forbidden, Refused and Stale say why not."""
    case = find(Case, public_id, actor)
    confirm_unchanged(case, version)
    told, extra = _told(case, name), _unsuitable(case, note, actor)
    entry = advance(case, name, actor=actor, note=note, at=at, extra=extra, tell=told)
    if isinstance(case, WorkStep):
        settle(case, entry.kind, note, actor=actor, at=at)
    if isinstance(case, Idea):
        for ask, follow_up in FOLLOW_UPS.items():
            if note.data.get(ask):
                follow_up(case, note, actor, at)
    return case


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


def _unsuitable(case: Case, note: Note, actor: Actor) -> tuple[Problem, ...]:
    """What is wrong with the answers: with one beside another, and with the cases that they name."""
    found = [problem for _ask, problem in unmet(case, note.data)]
    numbers = numbers_in(note.data.get(Ask.WORK_STEPS))
    if len(named(numbers, actor)) < len(numbers):
        found.append(Problem.WORK_STEPS_UNSUITABLE)
    return (*found, *_unsuitable_target(case, note, actor))


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
