"""Reads attachments, and only those of cases that the person may see."""

from sqlalchemy import func, or_, select

from ideas.access import find
from ideas.extensions import db
from ideas.models.attachment import Attachment
from ideas.models.case import Case, CaseAuthor, SealedAuthor
from workflow.actors import Actor


def attachment_of(attachment_id: int, actor: Actor) -> tuple[Attachment, Case]:
    """The file and its case; not found alike where it is gone and where the person may not know of it."""
    statement = (
        select(Case.public_id)
        .join(Attachment, Attachment.case_id == Case.id)
        .where(Attachment.id == attachment_id, Attachment.removed_at.is_(None))
    )
    # No public id is empty, so the one door that answers "not found" answers here too.
    case = find(Case, db.session.scalars(statement).first() or "", actor)
    return db.session.get_one(Attachment, attachment_id), case


def held_by(actor: Actor) -> int:
    """Bytes of all files in the person's own cases, and of those that they attached elsewhere.

    By case, and not by who attached them: whose name is hidden stands at no file.
    """
    own = [select(table.case_id).where(table.user_id == actor.id) for table in (CaseAuthor, SealedAuthor)]
    is_theirs = or_(Attachment.uploader_id == actor.id, *(Attachment.case_id.in_(cases) for cases in own))
    held = select(func.coalesce(func.sum(Attachment.size), 0)).where(
        Attachment.removed_at.is_(None), is_theirs
    )
    return db.session.scalars(held).one()


def known_names() -> frozenset[str]:
    """The random names of all files that a row stands for."""
    return frozenset(db.session.scalars(select(Attachment.stored_as).where(Attachment.removed_at.is_(None))))
