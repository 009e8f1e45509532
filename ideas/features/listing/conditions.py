"""What each filter of the list means in the database."""

from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import InstrumentedAttribute

from ideas.access import visible
from ideas.features.listing.forms import Filters
from ideas.features.listing.sorting import Sort
from ideas.models.case import Case
from ideas.models.idea import Idea
from ideas.narrowing import own, wanted
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
    return visible(statement.where(*wanted(filters, units, actor), *_more(filters)), actor)


def own_drafts(actor: Actor) -> Select[Any]:
    """What this person has begun and not yet submitted, the latest first."""
    begun = select(*COLUMNS).where(Case.kind == "idea", Case.submitted_at.is_(None), Case.id.in_(own(actor)))
    return begun.order_by(Case.id.desc()).limit(20)


def _more(filters: Filters) -> list[ColumnElement[bool]]:
    """What only ideas can be asked for; the merged ones are shown when their state is."""
    more: list[ColumnElement[bool]] = [] if filters.state else [Case.state != IdeaState.MERGED]
    if filters.theme:
        more.append(Case.theme_id == int(filters.theme))
    if filters.direction:
        heading = select(Idea.__table__.c.id).where(Idea.direction_id == int(filters.direction))
        more.append(Case.id.in_(heading))
    if filters.sort == Sort.NEXT_DATE:
        more.append(Case.next_date.is_not(None))
    return more
