"""Erases a person: name and address everywhere, what only they needed, and the salt of what the log said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, update

from ideas import files
from ideas.accounts import end_sessions, void_links
from ideas.extensions import db
from ideas.features.erasing import queries, traces
from ideas.history import record
from ideas.models.attachment import Attachment
from ideas.models.case import Case, SealedAuthor
from ideas.models.comment import Comment
from ideas.models.user import ERASED, User
from ideas.transaction import command, wait_for_turn
from ideas.visits import count_anew
from workflow.actors import Actor
from workflow.events import Kind
from workflow.machine import Forbidden
from workflow.permissions import Action, may

WRITTEN = (
    "title", "essence", "description", "benefit", "matters", "wanted_change", "staff_benefit",
    "give_up_words",
)  # fmt: skip
"""The words of an idea."""


class StillOpen(Exception):
    """The account must be closed first: that is where it is looked after who answers for what."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Why the person is erased, and whether the words of their comments go too."""

    reason: str
    takes_comments: bool = False


def erase(person_id: int, wish: Wish, *, actor: Actor, at: datetime) -> None:
    """Erase the person; one who is erased already stays so. Raises StillOpen."""
    files.remove(_erase(person_id, wish, actor, at))


@command
def _erase(person_id: int, wish: Wish, actor: Actor, at: datetime) -> list[str]:
    # One after the other: two people can stand in one entry, and each would write the other's name back.
    wait_for_turn("erasing")
    _confirm_admin(actor)
    user = db.session.get_one(User, person_id, with_for_update=True, populate_existing=True)
    if user.is_erased:
        return []
    if not user.is_deactivated:
        raise StillOpen
    stored = [*_remove_drafts(user), *_empty_drafts(user, at)]
    end_sessions(user.id, at)
    void_links(user.email, at)
    if wish.takes_comments:
        _take_comments(queries.comments_of(user), at)
    remains = traces.forget_in_log(user)
    traces.remove_rows(user)
    _unseal(user)
    _forget(user, at)
    data = {"remains": remains}
    record(Kind.PERSON_ERASED, at=at, actor_id=actor.id, person_id=user.id, words=wish.reason, data=data)
    return stored


def _confirm_admin(actor: Actor) -> None:
    """The actor's role may have been taken away since the request began; the system itself has no id."""
    person = db.session.get(User, actor.id, populate_existing=True) if actor.id is not None else None
    role = person.role if person and not person.is_deactivated else actor.role
    is_gone = person is not None and person.is_deactivated
    if is_gone or not may(Action.ERASE_PERSON, role):
        raise Forbidden(Action.ERASE_PERSON)


def _remove_drafts(user: User) -> list[str]:
    """Drafts that nobody else has seen go; the names of their files."""
    drafts = db.session.scalars(queries.private_drafts(user)).all()
    stored = _files_of(drafts)
    for draft in drafts:
        db.session.delete(draft)
    db.session.flush()
    return stored


def _empty_drafts(user: User, at: datetime) -> list[str]:
    """Of drafts that the log needs the row stays, without a word or a file; the names of the files."""
    drafts = db.session.scalars(queries.told_drafts(user)).all()
    keys, stored = [draft.id for draft in drafts], _files_of(drafts)
    for draft in drafts:
        for name in WRITTEN:
            setattr(draft, name, "")
        draft.refold()
    _take_comments(Comment.case_id.in_(keys) & Comment.author_id.is_(None), at)
    gone = delete(Attachment).where(Attachment.case_id.in_(keys))
    db.session.execute(gone.execution_options(synchronize_session=False))
    return stored


def _files_of(cases: Iterable[Case]) -> list[str]:
    keys = [case.id for case in cases]
    return list(db.session.scalars(select(Attachment.stored_as).where(Attachment.case_id.in_(keys))))


def _take_comments(which: ColumnElement[bool], at: datetime) -> None:
    taken = update(Comment).where(which).values(body="", removed_at=at)
    db.session.execute(taken.execution_options(synchronize_session=False))


def _unseal(user: User) -> None:
    """Cut what tied the person to ideas with a hidden name; a blind round gives its authors back later."""
    is_theirs = (SealedAuthor.user_id == user.id, SealedAuthor.is_for_round.is_(False))
    hidden = select(SealedAuthor.case_id).where(*is_theirs)
    submitted = select(Case).where(Case.submitted_at.is_not(None), Case.id.in_(hidden)).order_by(Case.id)
    cases = db.session.scalars(submitted).unique().all()
    cut = delete(SealedAuthor).where(*is_theirs, SealedAuthor.case_id.in_([case.id for case in cases]))
    db.session.execute(cut.execution_options(synchronize_session=False))
    for case in cases:
        db.session.expire(case, ["sealed_authors"])
        count_anew(case)


def _forget(user: User, at: datetime) -> None:
    user.name, user.email = ERASED, f"erased-{user.id}@invalid"
    user.password_hash = user.language = user.unit_id = None
    user.erased_at = at
