"""Gathers what is kept of a person: their account, what they wrote, and every row that names them."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, RowMapping, Select, Table, or_, select

from ideas.access import sees
from ideas.extensions import db
from ideas.models import Base
from ideas.models.attachment import Attachment
from ideas.models.case import Case, CaseAuthor, SealedAuthor
from ideas.models.comment import Comment
from ideas.models.entry import Entry
from ideas.models.idea import Idea
from ideas.models.unit import Unit
from ideas.models.user import User
from ideas.models.work_step import WorkStep
from workflow.actors import Actor

Row = dict[str, Any]
SECRET = frozenset(
    {
        *("token_hash", "code_hash", "password_hash", "salt", "last_counter", "draft_key", "folded"),
        *("stored_as", "message_id", "lease_until", "hash", "payload_hash", "sha256"),
    }
)
"""Columns that would open a door, or that say nothing to anybody."""
TOLD_APART = frozenset({"case", "comment", "entry", "person", "sealed_author", "work_step"})
"""Tables that have a part of their own, in words; a hidden author finds their ideas there too."""
KINDS: Mapping[str, type[Case]] = {"idea": Idea, "work-step": WorkStep}


def gather(actor: Actor) -> Iterator[tuple[str, list[Row]]]:
    """Every part by its name; of other people nothing but what this person can see."""
    seen = _public_ids(actor)
    yield "account", [_account(actor)]
    yield "ideas_and_work_steps", [_case(case) for case in db.session.scalars(written(actor))]
    yield "comments", [_comment(each, seen) for each in db.session.scalars(_comments(actor))]
    yield "what_i_did", [_entry(each, seen) for each in db.session.scalars(_entries(actor))]
    for table in Base.metadata.sorted_tables:
        mine = [column for column in table.columns if _is_person(column)]
        if mine and table.name not in TOLD_APART:
            found = db.session.execute(select(table).where(or_(*(c == actor.id for c in mine))))
            yield table.name, [_plain(table, row, seen) for row in found.mappings()]


def written(actor: Actor) -> Select[Case]:
    """The ideas and work steps that the person wrote, under their name or with the name hidden."""
    return select(Case).where(Case.id.in_(_own(actor))).order_by(Case.id)


def files_of(actor: Actor) -> list[Attachment]:
    """The files that the person attached, and those of what they wrote."""
    mine = or_(Attachment.uploader_id == actor.id, Attachment.case_id.in_(_own(actor)))
    statement = select(Attachment).where(mine, Attachment.removed_at.is_(None)).order_by(Attachment.id)
    return list(db.session.scalars(statement))


def told(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _own(actor: Actor) -> Select[int]:
    named, sealed = (
        select(table.case_id).where(table.user_id == actor.id) for table in (CaseAuthor, SealedAuthor)
    )
    return select(Case.id).where(or_(Case.id.in_(named), Case.id.in_(sealed)))


def _public_ids(actor: Actor) -> dict[int, str]:
    """The cases that the person may know of."""
    return {
        row.id: row.public_id
        for row in db.session.execute(select(Case.id, Case.public_id).where(sees(actor)))
    }


def _account(actor: Actor) -> Row:
    user = db.session.get_one(User, actor.id)
    unit = db.session.get(Unit, user.unit_id) if user.unit_id else None
    kept = ("name", "email", "role", "language", "created_at", "moved_at", "deactivated_at")
    return {**{name: told(getattr(user, name)) for name in kept}, "unit": unit.name_fi if unit else None}


def _case(case: Case) -> Row:
    tables = [Case.__table__, KINDS[case.kind].__table__]
    columns = [column for table in tables for column in table.columns]
    shown = {
        c.name: told(getattr(case, c.name)) for c in columns if c.name not in SECRET and not c.foreign_keys
    }
    return {**shown, "files": [each.name for each in case.attachments if each.removed_at is None]}


def _comments(actor: Actor) -> Select[Comment]:
    sealed = select(SealedAuthor.case_id).where(SealedAuthor.user_id == actor.id)
    hidden = Comment.author_id.is_(None) & Comment.case_id.in_(sealed)
    return select(Comment).where(or_(Comment.author_id == actor.id, hidden)).order_by(Comment.id)


def _comment(comment: Comment, seen: Mapping[int, str]) -> Row:
    return {"at": told(comment.at), "case": seen.get(comment.case_id), "words": comment.body}


def _entries(actor: Actor) -> Select[Entry]:
    mine = or_(Entry.actor_id == actor.id, Entry.person_id == actor.id)
    return select(Entry).where(mine).order_by(Entry.id)


def _entry(entry: Entry, seen: Mapping[int, str]) -> Row:
    """What the entry says besides is told only where the person still sees what it is about."""
    row: Row = {"at": told(entry.at), "kind": entry.kind.value, "case": None, "words": entry.words}
    if entry.case_id is None:
        return row
    case = seen.get(entry.case_id)
    return {**row, "case": case, "data": entry.data} if case else row


def _plain(table: Table, row: RowMapping, seen: Mapping[int, str]) -> Row:
    """The row without secrets and without the numbers of other rows, which may be other people."""
    kept = [column for column in table.columns if column.name not in SECRET and not column.foreign_keys]
    shown = {column.name: told(row[column.name]) for column in kept if column.name != "id"}
    return {**shown, "case": seen.get(row["case_id"])} if "case_id" in table.columns else shown


def _is_person(column: Column[Any]) -> bool:
    return any(key.column.table.name == "person" for key in column.foreign_keys)
