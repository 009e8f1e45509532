"""The only place where a state is set: cases begin here, arrive from elsewhere and advance."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from ideas.commitments import promised_on
from ideas.corrections import log_of, moment_of
from ideas.extensions import db, settings
from ideas.follow_ups import plan_follow_ups
from ideas.history import Happening, record, record_beginnings
from ideas.judging import settle_rounds
from ideas.models.case import Case
from ideas.models.entry import Entry
from ideas.models.number import PublicNumber
from ideas.recounting import count_arrivals
from ideas.reversal import before, confirm_latest, undo, upcoming
from ideas.transaction import Stale
from workflow.actors import Actor, Relation
from workflow.calendar import months_after
from workflow.events import Event, Kind
from workflow.lifecycles.idea import IDEA
from workflow.lifecycles.work_step import WORK_STEP
from workflow.lifecycles.work_step_states import VERIFIED_AFTER
from workflow.machine import Ask, Note, Option, Transition, Upcoming, Workflow, decide, options
from workflow.permissions import Visibility, may
from workflow.problems import Problem

LIFECYCLES: Mapping[str, Workflow[Any]] = {"idea": IDEA, "work-step": WORK_STEP}
PREFIXES: Mapping[str, str] = {"idea": "I", "work-step": "L"}


@dataclass(frozen=True, slots=True)
class Arrival:
    """A new row of a case that lived elsewhere, when it was submitted there, and what the log keeps of it."""

    case: Case
    at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)


def begin(case: Case, kind: str, at: datetime) -> None:
    """Give a new case its public id and its first state."""
    case.kind = kind
    case.public_id = next_public_id(PREFIXES[kind], settings().local_day(at).year)
    case.state = LIFECYCLES[kind].initial
    case.created_at = case.state_since = at
    db.session.add(case)
    db.session.flush()


def arrive(
    case: Case, *, actor_id: int | None, at: datetime, words: str = "", data: Mapping[str, Any] | None = None
) -> Entry:
    """Open a case that lived elsewhere as of an earlier day; its history starts with `imported`."""
    source = case.state
    _open_as_of(case, at)
    return record(
        Kind.IMPORTED,
        at=at,
        actor_id=actor_id,
        case=case,
        source=source,
        target=case.state,
        words=words,
        data=data,
    )


def arrive_together(kind: str, arrivals: Sequence[Arrival]) -> None:
    """Begin and open many cases as of earlier days; each history starts with `imported`, nobody is told."""
    source = LIFECYCLES[kind].initial
    public_ids = _public_ids(PREFIXES[kind], [arrival.at for arrival in arrivals])
    for arrival, public_id in zip(arrivals, public_ids, strict=True):
        arrival.case.kind, arrival.case.public_id = kind, public_id
        arrival.case.created_at = arrival.at
        _open_as_of(arrival.case, arrival.at)
        db.session.add(arrival.case)
    db.session.flush()
    record_beginnings(
        Happening(
            kind=Kind.IMPORTED, at=arrival.at, case_id=arrival.case.id, version=arrival.case.version,
            source=source, target=arrival.case.state, data=arrival.data,
        )
        for arrival in arrivals
    )  # fmt: skip
    count_arrivals([arrival.case.id for arrival in arrivals])


def advance(
    case: Case, name: str, *, actor: Actor, note: Note, at: datetime, extra: tuple[Problem, ...] = (),
    tell: Iterable[int] = (), said: Mapping[str, Any] | None = None,
) -> Entry:  # fmt: skip
    """Make a move, or raise Forbidden or Refused; the log, the next date and who is told follow from it."""
    workflow, known = LIFECYCLES[case.kind], facts(case, at)
    event = decide(workflow, name, known, actor, note, extra)
    transition = workflow.move(name)
    case.state, case.state_since = event.target, at
    case.version += 1
    case.next_date = _next_date(case, transition, event, at)
    if case.submitted_at is None:
        case.submitted_at, case.visibility = at, Visibility.OPEN
    _mark_experiment(case, workflow, event, name, at)
    if case.rounds:
        settle_rounds(case, at, is_decided=event.target not in workflow.weighing)
    if transition.ends:
        case.receiver_id = case.info_asked_on = None
    return record(
        event.kind, at=at, actor_id=actor.id, case=case, source=event.source, target=event.target,
        words=event.words, data={**event.data, **(said or {}), "next_date": iso(case.next_date)},
        tell=tell, of_office=_is_of_office(transition, known, actor),
    )  # fmt: skip


def take_back(case: Case, entry: Entry, *, actor: Actor, at: datetime, words: str) -> Entry:
    """Undo the latest move, made by mistake: the case is again what it was, and the log keeps both."""
    workflow, log = LIFECYCLES[case.kind], log_of(case)
    confirm_latest(entry, log)
    was, today = before(case, entry, log, workflow.initial), settings().local_day(at)
    undo(case, entry, workflow.trying, at)
    assert entry.source is not None  # it is a move  # noqa: S101
    case.state, case.state_since = entry.source, was.since
    is_weighed = entry.source in workflow.weighing
    case.next_date = upcoming(case, was.next_date, today, is_weighed=is_weighed)
    case.info_asked_on = was.asked_on if is_weighed or entry.source == workflow.trying else None
    case.version += 1
    return record(
        Kind.TAKEN_BACK, at=at, actor_id=actor.id, case=case, source=entry.target, target=entry.source,
        words=words, data={"entry": entry.n, "next_date": iso(case.next_date)},
    )  # fmt: skip


def keep_day(case: Case, entry: Entry, on: date) -> None:
    """The move that brought the case into its state happened on another day than was written."""
    case.state_since = moment_of(entry, on)


def confirm_possible(
    case: Case, name: str, *, actor: Actor, note: Note, at: datetime, extra: tuple[Problem, ...] = ()
) -> Transition[Any]:
    """The line of the table, where the move could be made now; Forbidden or Refused say why not."""
    decide(LIFECYCLES[case.kind], name, facts(case, at), actor, note, extra)
    return LIFECYCLES[case.kind].move(name)


def possible_moves(case: Case, actor: Actor) -> list[Option[Any]]:
    """The moves this person may make, each with what still stands in its way."""
    return options(LIFECYCLES[case.kind], facts(case), actor)


def facts(case: Case, at: datetime | None = None) -> Any:
    """The case's facts under this organisation's settings, on the day of that moment or now."""
    return case.facts(settings().evaluations_required, settings().local_day(at or datetime.now(UTC)))


def is_pending(case: Case) -> bool:
    """Whether somebody still has something to do: it is open, or has a day on which it is looked at again."""
    return case.state in LIFECYCLES[case.kind].open_states or case.next_date is not None


def confirm_unchanged(case: Case, version: int | None) -> None:
    """Raise Stale where somebody changed the case after this person had seen that version."""
    if version is not None and case.version != version:
        raise Stale(case.id, version)


def iso(day: date | None) -> str | None:
    """A day as the log keeps it."""
    return day.isoformat() if day else None


def next_public_id(prefix: str, year: int) -> str:
    """The next id of the year, such as I-2026-0042."""
    return next_public_ids(prefix, year, 1)[0]


def next_public_ids(prefix: str, year: int, count: int) -> list[str]:
    """The next ids of the year, as many as are asked for, in one go."""
    key = f"{prefix}-{year}"
    dialect = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    insert = dialect.insert(PublicNumber).values(prefix=key, last=count)
    counted = insert.on_conflict_do_update(
        index_elements=[PublicNumber.prefix], set_={"last": PublicNumber.last + count}
    )
    last = db.session.execute(counted.returning(PublicNumber.last)).scalar_one()
    return [f"{key}-{number:04d}" for number in range(last - count + 1, last + 1)]


def _mark_experiment(case: Case, workflow: Workflow[Any], event: Event, move: str, at: datetime) -> None:
    """When it starts, what it measures is fixed, and the first readings are due; when it ends, none are."""
    tried = case.experiment
    if tried is None or workflow.trying not in (event.source, event.target):
        return
    if event.target == workflow.trying:
        tried.started_at = at
    else:
        tried.ended_at, tried.outcome = at, move
    for measure in tried.measures:
        begins_on = max(settings().local_day(at), tried.starts_on or date.min)
        measure.due_on = measure.due_after(begins_on, tried.ends_on) if tried.ended_at is None else None


def _is_of_office(transition: Transition[Any], said: Any, actor: Actor) -> bool:
    """Whether the person holds what the move takes; once a day has come, some are anybody's."""
    return may(transition.action, actor.role, said.relations(actor.id) - {Relation.CALLER})


def _open_as_of(case: Case, at: datetime) -> None:
    case.state = LIFECYCLES[case.kind].arrival
    case.visibility = Visibility.OPEN
    case.submitted_at = case.state_since = at


def _public_ids(prefix: str, moments: Sequence[datetime]) -> Iterator[str]:
    """An id for each moment; years are taken in order, so that two imports cannot wait for each other."""
    years = [settings().local_day(at).year for at in moments]
    given = {
        year: iter(next_public_ids(prefix, year, count)) for year, count in sorted(Counter(years).items())
    }
    return (next(given[year]) for year in years)


def _next_date(case: Case, transition: Transition[Any], event: Event, at: datetime) -> date | None:
    today = settings().local_day(at)
    match transition.upcoming:
        case Upcoming.PROMISED:
            return promised_on(case.kind, event.target, today)
        case Upcoming.END_OF_EXPERIMENT:
            return case.experiment.ends_on if case.experiment else None
        case Upcoming.VERIFICATION:
            review_on = event.data.get(Ask.REVIEW_ON)
            verified_on = months_after(today, VERIFIED_AFTER[0])
            return min(verified_on, date.fromisoformat(review_on)) if review_on else verified_on
        case Upcoming.FOLLOW_UP:
            return plan_follow_ups(case, today)
        case Upcoming.REVIEW:
            return date.fromisoformat(event.data[Ask.REVIEW_ON])
        case Upcoming.CLEARED:
            return None
        case Upcoming.KEPT:
            return case.next_date
