"""Reads what the log tells at the end of a story."""

from sqlalchemy import select

from ideas.extensions import db
from ideas.features.audit.service import check_history
from ideas.models import Case, Entry


def kinds_of(case: Case) -> list[str]:
    """What the log tells of the case, in order."""
    told = select(Entry.kind).where(Entry.case_id == case.id).order_by(Entry.n)
    return [kind.value for kind in db.session.scalars(told)]


def has_true_history() -> bool:
    """Whether every row is what the log tells, and the chain of the log is whole."""
    return check_history(lambda count: None).difference is None
