"""Carries out what an author does with a draft: save it, submit it, throw it away."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from ideas import files
from ideas.access import demand, find
from ideas.extensions import db
from ideas.features.submission.queries import is_untold
from ideas.features.submission.writing import Writing, first_author, key_of, lay_upon
from ideas.lifecycle import advance, begin, confirm_unchanged, possible_moves
from ideas.models.attachment import Attachment
from ideas.models.idea import Idea
from ideas.transaction import Stale, command, note_case
from ideas.units import unit_to_show
from workflow.actors import Actor
from workflow.lifecycles.idea_states import IdeaState
from workflow.machine import Forbidden, Note, Refused
from workflow.permissions import Action
from workflow.problems import Problem

FIRST_VERSION = 1


@dataclass(frozen=True, slots=True)
class Saved:
    """The idea as it is stored now, and what stood in the way of submitting it."""

    idea: Idea
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person asks for beside saving, and whether the form itself found nothing wrong."""

    submits: bool = False
    is_flawless: bool = True


def save(writing: Writing, public_id: str | None, wish: Wish, *, actor: Actor, at: datetime) -> Saved:
    """Store what was written, and submit the idea if that is asked for and nothing stands in the way."""
    try:
        return _save(writing, public_id, wish, actor, at)
    except IntegrityError:
        # The same form came twice at the same moment: by now the other one has made the draft.
        return _save(writing, public_id, wish, actor, at)


@command
def _save(writing: Writing, public_id: str | None, wish: Wish, actor: Actor, at: datetime) -> Saved:
    idea = _known(public_id, writing, actor)
    if idea is None:
        idea = _begun(writing, actor, at)
    else:
        _change(idea, writing, actor)
    note_case(idea.id)
    problems = _obstacles(idea, actor) if wish.submits else ()
    if wish.submits and wish.is_flawless and not problems:
        if idea.hides_author:
            idea.unit_id = unit_to_show(idea.unit_id)
        advance(idea, "submit", actor=actor, note=Note(), at=at)
    return Saved(idea, problems)


def _known(public_id: str | None, writing: Writing, actor: Actor) -> Idea | None:
    if public_id is not None:
        return find(Idea, public_id, actor)
    key = key_of(writing.key, actor)
    idea = db.session.scalars(select(Idea).where(Idea.draft_key == key)).first() if key else None
    # The form of a new idea carries no version at first: it knows the draft as it was begun.
    if idea is not None and writing.version is None:
        confirm_unchanged(idea, FIRST_VERSION)
    return idea


def _begun(writing: Writing, actor: Actor, at: datetime) -> Idea:
    assert actor.id is not None  # noqa: S101 - a person is signed in
    idea = Idea(draft_key=key_of(writing.key, actor))
    lay_upon(idea, writing, actor.id)
    begin(idea, "idea", at)
    return idea


def _change(idea: Idea, writing: Writing, actor: Actor) -> None:
    demand(Action.EDIT_DRAFT, actor, idea)
    if idea.state != IdeaState.DRAFT:
        raise Refused(Problem.WRONG_STATE)
    confirm_unchanged(idea, writing.version)
    if first_author(idea) != actor.id:
        writing = replace(writing, co_authors=None, hides_author=None)
    lay_upon(idea, writing, actor.id or 0)
    _count_version(idea)


def _count_version(idea: Idea) -> None:
    """The next version; somebody who counted at the same moment was faster."""
    case_id, seen = idea.id, idea.version
    idea.version += 1
    try:
        db.session.flush()
    except StaleDataError as error:
        raise Stale(case_id, seen) from error


def _obstacles(idea: Idea, actor: Actor) -> tuple[Problem, ...]:
    offered = [option for option in possible_moves(idea, actor) if option.transition.name == "submit"]
    return offered[0].problems if offered else ()


def discard(public_id: str, *, actor: Actor) -> None:
    """Throw a draft away with its files; its first author may, while the log knows nothing of it."""
    files.remove(_discard(public_id, actor))


@command
def _discard(public_id: str, actor: Actor) -> list[str]:
    idea = find(Idea, public_id, actor)
    if first_author(idea) != actor.id:
        raise Forbidden(Action.EDIT_DRAFT)
    if idea.state != IdeaState.DRAFT or not is_untold(idea):
        raise Refused(Problem.WRONG_STATE)
    stored = db.session.scalars(select(Attachment.stored_as).where(Attachment.case_id == idea.id)).all()
    db.session.delete(idea)
    return list(stored)
