"""Knows whose the comments without a name are: in a case that one person wrote alone, theirs."""

from sqlalchemy import ColumnElement, exists, or_

from ideas.models.case import CaseAuthor, SealedAuthor
from ideas.models.comment import Comment


def unsigned(person_id: int, *, with_hidden: bool) -> ColumnElement[bool]:
    """Comments without a name in cases that this person wrote alone.

    Without `with_hidden` those of cases that hide their author for good are left out: whatever is done with
    them could tell whose they are.
    """
    named, sealed = (exists().where(table.case_id == Comment.case_id) for table in (CaseAuthor, SealedAuthor))
    hidden = sealed.where(SealedAuthor.user_id == person_id)
    if not with_hidden:
        hidden = hidden.where(SealedAuthor.is_for_round)
    mine = or_(named.where(CaseAuthor.user_id == person_id), hidden)
    others = or_(
        named.where(CaseAuthor.user_id != person_id), sealed.where(SealedAuthor.user_id != person_id)
    )
    return Comment.author_id.is_(None) & mine & ~others
