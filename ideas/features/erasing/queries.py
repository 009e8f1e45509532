"""Counts beforehand what erasing a person will do; ideas with a hidden name are never counted."""

from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select

from ideas.extensions import db
from ideas.features.erasing.traces import naming, rows_of
from ideas.models.case import Case, CaseAuthor, SealedAuthor
from ideas.models.comment import Comment
from ideas.models.entry import Entry, EntryPayload
from ideas.models.involvement import Sparring
from ideas.models.user import User
from workflow.events import Kind
from workflow.lifecycles.idea_states import OPEN_STATES, IdeaState
from workflow.lifecycles.work_step_states import OPEN_STEP_STATES


@dataclass(frozen=True, slots=True)
class Beforehand:
    """What will happen: how much stays without the name, how much is removed."""

    cases: int
    comments: int
    entries: int
    sessions: int
    notifications: int
    drafts: int
    in_charge: int


def find_person(person_id: int) -> User | None:
    """The person of that id."""
    return db.session.get(User, person_id)


def beforehand(user: User) -> Beforehand:
    """What erasing this person will do."""
    named = select(CaseAuthor.case_id).where(CaseAuthor.user_id == user.id)
    in_charge = or_(Case.owner_id == user.id, Case.receiver_id == user.id)
    submitted = (Case.id.in_(named), Case.submitted_at.is_not(None))
    return Beforehand(
        cases=_count(select(Case.id).where(*submitted)),
        comments=_count(select(Comment.id).where(Comment.author_id == user.id, Comment.body != "")),
        entries=_count(naming(user).with_only_columns(Entry.id)),
        sessions=rows_of(user.id, "user_session"),
        notifications=rows_of(user.id, "notification"),
        drafts=_count(private_drafts(user).with_only_columns(Case.id)),
        in_charge=_count(select(Case.id).where(in_charge, Case.state.in_((*OPEN_STATES, *OPEN_STEP_STATES)))),
    )


def private_drafts(user: User) -> Select[Case]:
    """Drafts that nobody else has seen: no other author, nobody who spars, nothing in the log."""
    own = [table.case_id for table in (CaseAuthor, SealedAuthor)]
    mine = or_(*(Case.id.in_(select(key).where(key.class_.user_id == user.id)) for key in own))
    others = [Case.id.in_(select(key).where(key.class_.user_id != user.id)) for key in own]
    seen = [
        Case.id.in_(select(Sparring.case_id)),
        Case.id.in_(select(Entry.case_id).where(Entry.case_id.is_not(None))),
    ]
    return select(Case).where(Case.state == IdeaState.DRAFT, mine, ~or_(*others, *seen))


def comments_in_log(user: User) -> Select[Entry]:
    """What the log keeps of the words of the person's comments."""
    said = Entry.kind.in_((Kind.COMMENTED, Kind.COMMENT_EDITED))
    return select(Entry).join(EntryPayload).where(Entry.actor_id == user.id, said)


def _count(statement: Select[int]) -> int:
    return db.session.scalar(select(func.count()).select_from(statement.subquery())) or 0
