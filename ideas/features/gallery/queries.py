"""Reads the gallery: one page of experiments, where each ran and how it ended, each in one statement."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from ideas.extensions import db, settings
from ideas.features.gallery.conditions import BEGAN, ENDINGS, matching, newest_first
from ideas.features.gallery.forms import Filters
from ideas.models.case import Case
from ideas.models.direction import CustomerGroup
from ideas.models.entry import Entry, EntryPayload
from ideas.models.experiment import Conclusion, Experiment, ExperimentKind, ExperimentUnit
from ideas.offers import Choices, Options
from ideas.paging import SIZE, Page, counted, read, write
from workflow.actors import Actor

ORDER = "newest"
COLUMNS = (
    Experiment.id, Experiment.case_id, Experiment.kind, Experiment.starts_on, Experiment.ends_on,
    Experiment.ended_at, Experiment.outcome, BEGAN.label("began"), Conclusion.learnt,
    Case.public_id, Case.title, Case.language,
)  # fmt: skip


class Listed(NamedTuple):
    """One experiment of the gallery; `learnt` is empty where nobody has written it, as for every trial stop.

    `decided` are the words with which it ended.
    """

    id: int
    kind: ExperimentKind
    title: str
    language: str
    public_id: str
    units: tuple[str, ...]
    days: tuple[date, date | None]
    is_running: bool
    outcome: str | None
    learnt: str
    decided: str


def groups(language: str) -> Choices:
    """The groups of customers that there are, by name."""
    found = [(str(group.id), group.name(language)) for group in db.session.scalars(select(CustomerGroup))]
    return sorted(found, key=lambda one: (one[1].casefold(), one[0]))


def find(filters: Filters, after: str | None, offered: Options, actor: Actor) -> Page[Listed]:
    """The page behind the cursor, or the first one."""
    cursor = read(after, ORDER, actor)
    every = matching(filters, offered.below(filters.unit), actor, *COLUMNS)
    found = db.session.execute(newest_first(every, cursor, SIZE)).all()
    shown, is_last = found[:SIZE], len(found) <= SIZE
    return Page(
        rows=_listed(shown, offered),
        total=len(shown) if is_last and cursor is None else db.session.scalar(counted(every)) or 0,
        after=None if is_last else write(ORDER, shown[-1].id),
        is_first=cursor is None,
    )


def days(
    began: datetime, starts_on: date | None, ended_at: datetime | None, ends_on: date | None
) -> tuple[date, date | None]:
    """The first and the last day: as it was where that is over, else as it is planned."""
    local_day = settings().local_day
    last = local_day(ended_at) if ended_at else ends_on
    first = starts_on or local_day(began)
    return (min(first, last) if last else first, last)


def _listed(rows: Sequence[Any], offered: Options) -> tuple[Listed, ...]:
    places, endings = _places(row.id for row in rows), _endings(row.case_id for row in rows)
    return tuple(
        Listed(
            id=row.id,
            kind=row.kind,
            title=row.title,
            language=row.language,
            public_id=row.public_id,
            units=tuple(sorted(offered.unit_names.get(unit, "") for unit in places.get(row.id, ()))),
            days=days(row.began, row.starts_on, row.ended_at, row.ends_on),
            is_running=row.ended_at is None,
            outcome=row.outcome,
            learnt=row.learnt or "",
            decided=endings.get((row.case_id, row.ended_at), ""),
        )
        for row in rows
    )


def _places(ids: Iterable[int]) -> Mapping[int, list[int]]:
    """The units of each experiment."""
    table = ExperimentUnit
    found: dict[int, list[int]] = {}
    statement = select(table.experiment_id, table.unit_id).where(table.experiment_id.in_(list(ids)))
    for experiment, unit in db.session.execute(statement):
        found.setdefault(experiment, []).append(unit)
    return found


def _endings(cases: Iterable[int]) -> Mapping[tuple[int | None, datetime], str]:
    """What was said when each experiment of these cases ended."""
    said = select(Entry.case_id, Entry.at, EntryPayload.words).join(EntryPayload)
    statement = said.where(Entry.case_id.in_(list(cases)), Entry.kind.in_(ENDINGS)).order_by(Entry.n)
    return {(case, at): words for case, at, words in db.session.execute(statement)}
