"""Which experiments stand in the gallery, what each filter means in the database, and in which order."""

from typing import Any

from sqlalchemy import ColumnElement, Select, Text, func, literal, or_, select, tuple_

from ideas import labels
from ideas.access import visible
from ideas.features.gallery.forms import Filters
from ideas.lifecycle import LIFECYCLES
from ideas.models.case import Case, fold
from ideas.models.entry import Entry, EntryPayload
from ideas.models.experiment import Conclusion, Experiment, ExperimentGroup, ExperimentUnit
from ideas.paging import LATEST, Cursor
from workflow.actors import Actor
from workflow.permissions import Visibility

BEGAN = func.coalesce(Experiment.started_at, Experiment.ended_at)
"""When it began; of older trial stops only the end is known. What is merely planned has neither."""
CAPITALS = "ÅÄÖÆØÜÉÈÁÀÂÍÓÔÕŠŽČĐŊŦ"
"""Capitals of the languages around here: SQLite itself knows those of English alone."""
ENDINGS = frozenset(
    move.kind for workflow in LIFECYCLES.values() for move in workflow.transitions
    if workflow.trying in move.sources and move.target != workflow.trying
)  # fmt: skip
"""The kinds of event that can end an experiment."""


def begun(statement: Select[Any], actor: Actor) -> Select[Any]:
    """Of the experiments that have begun those whose case is open to everybody."""
    joined = statement.select_from(Experiment).join(Case, Case.id == Experiment.case_id)
    told = joined.outerjoin(Conclusion, Conclusion.experiment_id == Experiment.id)
    return visible(told.where(Case.visibility == Visibility.OPEN, BEGAN.is_not(None)), actor)


def matching(filters: Filters, units: tuple[int, ...], actor: Actor, *columns: Any) -> Select[Any]:
    """The experiments that every filter lets through; `units` are the unit with its sub-units."""
    conditions = [_says(word) for word in filters.words]
    if filters.kind:
        conditions.append(Experiment.kind == filters.kind)
    if filters.ended:
        conditions.append(_ended(filters.ended))
    if filters.theme:
        conditions.append(Case.theme_id == int(filters.theme))
    if filters.unit:
        conditions.append(_within(ExperimentUnit.experiment_id, ExperimentUnit.unit_id.in_(units)))
    if filters.group:
        of_group = ExperimentGroup.customer_group_id == int(filters.group)
        conditions.append(_within(ExperimentGroup.experiment_id, of_group))
    return begun(select(*columns).where(*conditions), actor)


def newest_first(statement: Select[Any], cursor: Cursor | None, size: int) -> Select[Any]:
    """A page of the statement, and one row more, which says whether another page follows."""
    if cursor is not None:
        statement = statement.where(tuple_(BEGAN, Experiment.id) < tuple_(_place(cursor), cursor.id))
    return statement.order_by(BEGAN.desc(), Experiment.id.desc()).limit(size + 1)


def _place(cursor: Cursor) -> ColumnElement[Any]:
    """When the last row of the page began; before everything where it is gone, or not for this person."""
    there = begun(select(BEGAN).where(Experiment.id == cursor.id), cursor.actor)
    edge = literal(LATEST, Experiment.started_at.type)
    return func.coalesce(there.correlate(None).scalar_subquery(), edge)


def _ended(outcome: str) -> ColumnElement[bool]:
    return Experiment.ended_at.is_(None) if outcome == labels.RUNNING else Experiment.outcome == outcome


def _within(ids: Any, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return Experiment.id.in_(select(ids).where(condition))


def _says(word: str) -> ColumnElement[bool]:
    """In the case, in its number, in the aim, or in what was learnt, which a trial stop says as it ends."""
    said = (
        _folded(column).contains(fold(word), autoescape=True)
        for column in (Experiment.aim, Conclusion.learnt)
    )
    named = Case.folded.contains(fold(word), autoescape=True)
    return or_(named, Case.public_id == word.upper(), *said, _ended_saying(word))


def _ended_saying(word: str) -> ColumnElement[bool]:
    """In the words of the entry that ended it."""
    ending = select(Entry.id).join(EntryPayload, EntryPayload.entry_id == Entry.id)
    of_it = (Entry.case_id == Experiment.case_id) & (Entry.at == Experiment.ended_at)
    says = _folded(EntryPayload.words).contains(fold(word), autoescape=True)
    return ending.where(of_it, Entry.kind.in_(ENDINGS), says).correlate(Experiment).exists()


def _folded(column: Any) -> ColumnElement[str]:
    folded: Any = func.lower(column, type_=Text())
    for capital in CAPITALS:
        folded = func.replace(folded, capital, capital.lower(), type_=Text())
    return folded  # type: ignore[no-any-return]  # as the functions of the database are typed
