"""What each filter of the list means in the database."""

from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from ideas.access import visible
from ideas.features.listing.forms import ME, NOBODY, Filters
from ideas.features.listing.sorting import Sort
from ideas.models.case import Case, CaseAuthor, SealedAuthor, fold
from ideas.models.idea import Idea
from ideas.models.involvement import Follow
from workflow.actors import Actor
from workflow.lifecycles.idea_states import IdeaState

COLUMNS: tuple[InstrumentedAttribute[Any], ...] = (
    Case.id, Case.unit_id, Case.hides_author, Case.state_since,
    Case.public_id, Case.title, Case.essence, Case.state, Case.language, Case.next_date,
    Case.support_count, Case.submitted_at,
)  # fmt: skip


def matching(filters: Filters, units: tuple[int, ...], actor: Actor) -> Select[Any]:
    """The submitted ideas that this person may see and that every filter lets through."""
    statement = select(*COLUMNS).where(Case.kind == "idea", Case.submitted_at.is_not(None))
    return visible(statement.where(*_wanted(filters, units, actor)), actor)


def own_drafts(actor: Actor) -> Select[Any]:
    """What this person has begun and not yet submitted, the latest first."""
    begun = select(*COLUMNS).where(Case.kind == "idea", Case.submitted_at.is_(None), Case.id.in_(_own(actor)))
    return begun.order_by(Case.id.desc()).limit(20)


def _wanted(filters: Filters, units: tuple[int, ...], actor: Actor) -> list[ColumnElement[bool]]:
    merged_too = Case.state == filters.state if filters.state else Case.state != IdeaState.MERGED
    wanted = [merged_too, *(_says(word) for word in filters.words)]
    if filters.unit:
        wanted.append(Case.unit_id.in_(units))
    if filters.owner:
        wanted.append(_answered_by(filters.owner, actor))
    if filters.theme:
        wanted.append(Case.theme_id == int(filters.theme))
    if filters.direction:
        wanted.append(
            Case.id.in_(select(Idea.__table__.c.id).where(Idea.direction_id == int(filters.direction)))
        )
    if filters.mine:
        wanted.append(Case.id.in_(_own(actor)))
    if filters.followed:
        wanted.append(Case.id.in_(select(Follow.case_id).where(Follow.user_id == actor.id)))
    if filters.sort is Sort.NEXT_DATE:
        wanted.append(Case.next_date.is_not(None))
    return wanted


def _says(word: str) -> ColumnElement[bool]:
    found = Case.folded.contains(fold(word), autoescape=True)
    return or_(found, Case.public_id == word.upper())


def _answered_by(owner: str, actor: Actor) -> ColumnElement[bool]:
    if owner == NOBODY:
        return Case.owner_id.is_(None)
    return Case.owner_id == (actor.id if owner == ME else int(owner))


def _own(actor: Actor) -> Select[Any]:
    tables = (CaseAuthor, SealedAuthor)
    every = union_all(
        *(select(table.case_id).where(table.user_id == actor.id) for table in tables)
    ).subquery()
    return select(every.c.case_id)
