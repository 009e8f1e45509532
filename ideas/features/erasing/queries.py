"""Counts beforehand what erasing a person will do; ideas with a hidden name are never counted."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, or_, select

from ideas.extensions import db
from ideas.features.erasing.naming import naming
from ideas.features.erasing.traces import own_entries, rows_of
from ideas.models.case import Case, CaseAuthor, SealedAuthor
from ideas.models.comment import Comment
from ideas.models.entry import Entry
from ideas.models.involvement import Sparring
from ideas.models.user import User
from ideas.unsigned import unsigned
from workflow.lifecycles.idea_states import OPEN_STATES, IdeaState
from workflow.lifecycles.work_step_states import OPEN_STEP_STATES


@dataclass(frozen=True, slots=True)
class Beforehand:
    """What will happen: how much stays without the name, how much is removed."""

    cases: int
    comments: int
    entries: int
    namesakes: int
    sessions: int
    notifications: int
    drafts: int
    emptied_drafts: int
    in_charge: int


def find_person(person_id: int) -> User | None:
    """The person of that id."""
    return db.session.get(User, person_id)


def beforehand(user: User) -> Beforehand:
    """What erasing this person will do."""
    written = select(CaseAuthor.case_id).where(CaseAuthor.user_id == user.id)
    in_charge = or_(Case.owner_id == user.id, Case.receiver_id == user.id)
    submitted = (Case.id.in_(written), Case.submitted_at.is_not(None))
    named, emptied = naming(user), told_drafts(user).with_only_columns(Case.id)
    return Beforehand(
        cases=_count(select(Case.id).where(*submitted)),
        comments=_count(select(Comment.id).where(comments_of(user), Comment.case_id.not_in(emptied))),
        entries=len(named.entries) + len(own_entries(user)),
        namesakes=named.unclear,
        sessions=rows_of(user.id, "user_session"),
        notifications=rows_of(user.id, "notification"),
        drafts=_count(private_drafts(user).with_only_columns(Case.id)),
        emptied_drafts=_count(emptied),
        in_charge=_count(select(Case.id).where(in_charge, Case.state.in_((*OPEN_STATES, *OPEN_STEP_STATES)))),
    )


def private_drafts(user: User) -> Select[Case]:
    """Drafts that nobody else can see and of which the log knows nothing."""
    return _drafts(user).where(Case.id.not_in(_in_log()))


def told_drafts(user: User) -> Select[Case]:
    """Drafts that nobody else can see and that the log needs, for somebody commented or was asked to spar."""
    return _drafts(user).where(Case.id.in_(_in_log()))


def comments_of(user: User) -> ColumnElement[bool]:
    """The person's comments, also those without a name; in ideas with a hidden name they stay as they are."""
    own = or_(Comment.author_id == user.id, unsigned(user.id, with_hidden=False))
    return own & (Comment.body != "")


def _drafts(user: User) -> Select[Case]:
    """Drafts without another author and without anybody who spars."""
    own = [table.case_id for table in (CaseAuthor, SealedAuthor)]
    mine = or_(*(Case.id.in_(select(key).where(key.class_.user_id == user.id)) for key in own))
    others = [Case.id.in_(select(key).where(key.class_.user_id != user.id)) for key in own]
    shown = Case.id.in_(select(Sparring.case_id))
    return select(Case).where(Case.state == IdeaState.DRAFT, mine, ~or_(*others, shown))


def _in_log() -> Select[int | None]:
    return select(Entry.case_id).where(Entry.case_id.is_not(None))


def _count(statement: Select[int]) -> int:
    return db.session.scalar(select(func.count()).select_from(statement.subquery())) or 0
