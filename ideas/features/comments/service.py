"""Writing, editing and taking back a comment; its words are never copied into the log."""

from datetime import datetime, timedelta

from sqlalchemy import select

from ideas.access import demand, find
from ideas.extensions import db, settings
from ideas.features.comments.mentions import mentioned
from ideas.history import record, signature
from ideas.models.case import Case
from ideas.models.comment import Comment
from ideas.transaction import command
from workflow.actors import Actor
from workflow.events import Kind
from workflow.machine import Forbidden, Refused
from workflow.permissions import Action
from workflow.problems import Problem


@command
def add(public_id: str, body: str, *, language: str, actor: Actor, at: datetime) -> Comment:
    """A new comment; whoever is named in it hears of it too, and in a draft the colleagues who spar."""
    case = find(Case, public_id, actor)
    demand(Action.COMMENT, actor, case)
    comment = Comment(
        case_id=case.id,
        author_id=signature(case, actor.id, Kind.COMMENTED),
        body=body.strip(),
        language=language,
        at=at,
    )
    db.session.add(comment)
    db.session.flush()
    sparrers = [] if case.submitted_at else [sparring.user_id for sparring in case.sparrings]
    _record(Kind.COMMENTED, comment, case, actor, at, [*sparrers, *mentioned(comment.body, case)])
    return comment


@command
def edit(comment_id: int, body: str, *, actor: Actor, at: datetime) -> Case:
    """Other words for a comment, by its author and within the time that the house allows."""
    comment, case = _held(comment_id, actor)
    if not can_be_edited(comment, at):
        raise Refused(Problem.COMMENT_SETTLED)
    if comment.body != body.strip():
        newly = mentioned(body, case) - mentioned(comment.body, case)
        comment.body, comment.edited_at = body.strip(), at
        _record(Kind.COMMENT_EDITED, comment, case, actor, at, sorted(newly))
    return case


@command
def remove(comment_id: int, *, actor: Actor, at: datetime) -> Case:
    """Take a comment back: its words go, the place where it stood remains."""
    comment, case = _held(comment_id, actor)
    if comment.removed_at is None:
        comment.body, comment.removed_at = "", at
        _record(Kind.COMMENT_REMOVED, comment, case, actor, at)
    return case


def own(comment_id: int, actor: Actor) -> tuple[Comment, Case]:
    """A comment of this person's own with its idea; 404 where they may not know of it, else Forbidden."""
    public_id = select(Case.public_id).join(Comment, Comment.case_id == Case.id)
    found = db.session.scalar(public_id.where(Comment.id == comment_id))
    case = find(Case, found or "", actor)
    comment = db.session.get_one(Comment, comment_id)
    if not is_own(comment, case, actor):
        raise Forbidden(Action.COMMENT)
    return comment, case


def _held(comment_id: int, actor: Actor) -> tuple[Comment, Case]:
    """One's own comment as it is now, kept from other hands until the command ends."""
    db.session.get(Comment, comment_id, with_for_update=True)
    return own(comment_id, actor)


def is_own(comment: Comment, case: Case, actor: Actor) -> bool:
    """Whether this person wrote it; a comment without an author is the hidden author's own."""
    return actor.id == comment.author_id if comment.author_id else actor.id in case.author_ids


def can_be_edited(comment: Comment, at: datetime) -> bool:
    """Whether the time for editing still runs."""
    until = comment.at + timedelta(minutes=settings().comment_edit_minutes)
    return comment.removed_at is None and at <= until


def _record(
    kind: Kind, comment: Comment, case: Case, actor: Actor, at: datetime, tell: list[int] | None = None
) -> None:
    record(kind, at=at, actor_id=actor.id, case=case, data={"comment": comment.id}, tell=tell or ())
