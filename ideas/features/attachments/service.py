"""Attaches files to a case and takes them away again; the row and the file come and go together."""

from datetime import datetime
from typing import BinaryIO

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from ideas import files
from ideas.access import demand, find
from ideas.extensions import db, settings
from ideas.features.attachments.queries import attachment_of, held_by
from ideas.history import record, signature
from ideas.models.attachment import Attachment
from ideas.models.case import Case
from ideas.transaction import command, hold
from workflow.actors import Actor
from workflow.events import Kind
from workflow.permissions import Action


class Full(Exception):
    """The case holds as many files as it may."""


class OverQuota(Exception):
    """The person's files take up as much room as one person has."""


def attach(public_id: str, name: str, stream: BinaryIO, *, actor: Actor, at: datetime) -> None:
    """Keep the file and name it in a row; without the row there is no file either."""
    stored = files.store(stream)
    try:
        _attach(public_id, name, stored, actor, at)
    except DBAPIError:
        # Whether the row was committed is not known; `flask collect-files` asks the rows a day later.
        raise
    except BaseException:
        files.remove([stored.name])
        raise


@command
def _attach(public_id: str, name: str, stored: files.Stored, actor: Actor, at: datetime) -> None:
    case = find(Case, public_id, actor)
    demand(Action.ATTACH, actor, case)
    if _count(case) >= settings().attachments_per_case:
        raise Full
    if held_by(actor) + stored.size > settings().attachment_megabytes_per_person * 1024 * 1024:
        raise OverQuota
    db.session.add(
        Attachment(
            case_id=case.id,
            uploader_id=signature(case, actor.id, Kind.ATTACHED),
            name=name,
            content_type="application/octet-stream",
            size=stored.size,
            sha256=stored.sha256,
            stored_as=stored.name,
            at=at,
        )
    )
    _log(Kind.ATTACHED, case, name, actor, at)


def remove(attachment_id: int, *, actor: Actor, at: datetime) -> Case:
    """Take the file away, and leave a trace of that in the log."""
    attachment, case = _remove(attachment_id, actor, at)
    files.remove([attachment.stored_as])
    return case


@command
def _remove(attachment_id: int, actor: Actor, at: datetime) -> tuple[Attachment, Case]:
    attachment, case = attachment_of(attachment_id, actor)
    demand(Action.ATTACH, actor, case)
    attachment.removed_at = at
    _log(Kind.DETACHED, case, attachment.name, actor, at)
    return attachment, case


def _log(kind: Kind, case: Case, name: str, actor: Actor, at: datetime) -> None:
    """A draft is not told step by step, so that its author can still throw it away."""
    if case.submitted_at is not None:
        record(kind, at=at, actor_id=actor.id, case=case, data={"name": name})


def _count(case: Case) -> int:
    """How many files there are; two uploads count one after the other."""
    hold(case)
    held = (Attachment.case_id == case.id) & Attachment.removed_at.is_(None)
    return db.session.scalars(select(func.count()).select_from(Attachment).where(held)).one()
