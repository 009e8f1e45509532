"""Gathers what is kept of a person: their account, what they wrote, and every row that names them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import RowMapping, Select, Table, func, or_, select
from sqlalchemy.orm import selectinload

from ideas.access import sees
from ideas.extensions import db
from ideas.features.own_data.own_columns import ADDRESSED, ANSWERED_FOR, OWN
from ideas.models import Base
from ideas.models.attachment import Attachment
from ideas.models.case import Case, CaseAuthor, SealedAuthor
from ideas.models.comment import Comment
from ideas.models.entry import Entry
from ideas.models.evaluation import Evaluation, Score
from ideas.models.idea import Idea
from ideas.models.unit import Unit
from ideas.models.user import User
from ideas.models.work_step import WorkStep
from ideas.unsigned import unsigned
from workflow.actors import Actor

Row = dict[str, Any]
UNTOLD = frozenset({"draft_key", "folded"})
"""Columns of a case that say nothing to anybody."""
KINDS: Mapping[str, type[Case]] = {"idea": Idea, "work-step": WorkStep}


def gather(actor: Actor) -> Iterator[tuple[str, list[Row]]]:
    """Every part by its name; of other people nothing but what this person can see."""
    user, seen = db.session.get_one(User, actor.id), _public_ids(actor)
    yield "account", [_account(user)]
    yield "ideas_and_work_steps", [_case(case) for case in db.session.scalars(written(actor))]
    yield "responsible_for", _answered_for(user, seen)
    yield "comments", [_comment(each, seen) for each in db.session.scalars(_comments(user))]
    yield "evaluation", [_evaluation(each, seen) for each in db.session.scalars(_evaluations(user))]
    yield "what_i_did", [_entry(each, seen) for each in db.session.scalars(_entries(actor))]
    for table in Base.metadata.sorted_tables:
        if table.name in OWN:
            yield table.name, _own_rows(table, user, seen)
        if table.name in ADDRESSED:
            yield f"{table.name}_with_my_address", _addressed_rows(table, user)


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


def _account(user: User) -> Row:
    unit = db.session.get(Unit, user.unit_id) if user.unit_id else None
    kept = ("name", "email", "role", "language", "created_at", "moved_at", "deactivated_at")
    return {**{name: told(getattr(user, name)) for name in kept}, "unit": unit.name_fi if unit else None}


def _case(case: Case) -> Row:
    tables = [Case.__table__, KINDS[case.kind].__table__]
    columns = [column for table in tables for column in table.columns]
    shown = {
        c.name: told(getattr(case, c.name)) for c in columns if c.name not in UNTOLD and not c.foreign_keys
    }
    return {**shown, "files": [each.name for each in case.attachments if each.removed_at is None]}


def _answered_for(user: User, seen: Mapping[int, str]) -> list[Row]:
    rows: list[Row] = []
    for name, columns in ANSWERED_FOR.items():
        table = Base.metadata.tables[name]
        for column in columns:
            keys = select(table.c.id).where(table.c[column] == user.id).order_by(table.c.id)
            found = db.session.scalars(keys)
            rows += [{"case": seen.get(key), "as": column.removesuffix("_id")} for key in found]
    return rows


def _comments(user: User) -> Select[Comment]:
    own = or_(Comment.author_id == user.id, unsigned(user.id, with_hidden=True))
    return select(Comment).where(own).order_by(Comment.id)


def _comment(comment: Comment, seen: Mapping[int, str]) -> Row:
    return {"at": told(comment.at), "case": seen.get(comment.case_id), "words": comment.body}


def _evaluations(user: User) -> Select[Evaluation]:
    scores = selectinload(Evaluation.scores).joinedload(Score.criterion)
    own = select(Evaluation).where(Evaluation.evaluator_id == user.id)
    return own.options(scores).order_by(Evaluation.id)


def _evaluation(evaluation: Evaluation, seen: Mapping[int, str]) -> Row:
    said = {name: told(getattr(evaluation, name)) for name in ("judgement", "knowledge", "source", "at")}
    scores = [
        {"criterion": score.criterion.code, "value": score.value, "words": score.words}
        for score in evaluation.scores
    ]
    return {"case": seen.get(evaluation.case_id), **said, "scores": scores}


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


def _own_rows(table: Table, user: User, seen: Mapping[int, str]) -> list[Row]:
    """What is theirs of each row that names them; its other columns tell of other people."""
    by = OWN[table.name]
    named = select(table).where(or_(*(table.c[key] == user.id for key in by)))
    found = db.session.execute(named.order_by(*table.primary_key)).mappings()
    return [_plain(row, [by[key] for key in by if row[key] == user.id], seen) for row in found]


def _addressed_rows(table: Table, user: User) -> list[Row]:
    addressed = select(table).where(func.lower(table.c.email) == user.email).order_by(*table.primary_key)
    return [_plain(row, [ADDRESSED[table.name]], {}) for row in db.session.execute(addressed).mappings()]


def _plain(row: RowMapping, columns: Iterable[str], seen: Mapping[int, str]) -> Row:
    shown = {name: told(row[name]) for names in columns for name in names.split()}
    return {**shown, "case": seen.get(row["case_id"])} if "case_id" in row else shown
