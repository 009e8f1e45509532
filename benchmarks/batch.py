"""Owns one batch of invented ideas: their rows, chained histories and cells, made in any process."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from math import ceil
from random import Random
from secrets import token_hex
from typing import Any, NamedTuple, cast

from benchmarks.bulk import pack
from benchmarks.rows import AT_MOST, House, Rows, put_comment, put_idea
from benchmarks.story import SPAN, ZONE, Step, Story, story
from ideas.history import GENESIS, entry_hash, payload_hash
from ideas.models import Entry, EntryPayload
from ideas.models.flow import CourseRow, VisitRow
from ideas.visits import rows_of
from workflow.events import Kind
from workflow.flow import RESPONSES, Cells, Course, tallied, visits

SEED = 20260305


class Plan(NamedTuple):
    """How many ideas there are to be in all, on the way to which moment, and what they refer to."""

    ideas: int
    end: datetime
    house: House
    as_text: bool

    def begun(self, index: int) -> datetime:
        """The earliest moment at which that idea can begin."""
        return self.end - SPAN + SPAN * (index / self.ideas)

    def public_number(self, index: int) -> tuple[str, int]:
        """The year of a public id and the running number in it."""
        year = self.begun(index).year
        return f"I-{year}", index - _first_of_year(self.end - SPAN, self.ideas, year) + 1


@cache
def _first_of_year(begun: datetime, ideas: int, year: int) -> int:
    """The number of the first idea of the year, where so many begin evenly from that moment on."""
    new_year = begun.replace(year=year, month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    return max(0, ceil((new_year - begun) * ideas / SPAN))


class Batch(NamedTuple):
    """Packed rows by the name of their table, and what the situation view counts of them."""

    packed: dict[str, bytes]
    cells: Cells


@dataclass(slots=True)
class Line:
    """An entry with its payload, as the functions that chain the log read it."""

    stream: str
    n: int
    at: datetime
    kind: Kind
    actor_id: int | None
    case_id: int
    source: str | None
    target: str | None
    version: int
    words: str
    data: dict[str, Any]
    salt: str
    person_id: int | None = None
    payload_hash: str = ""


def invent(plan: Plan, start: int, stop: int) -> Batch:
    """The ideas from one number to before another; the same ones each time."""
    rng = Random(f"{SEED} {start}")  # noqa: S311 - the same rows each time
    rows, courses = Rows(start * AT_MOST + 1), []
    for index in range(start, stop):
        begun = plan.begun(index) + SPAN / plan.ideas * rng.random()
        told = story(rng, plan.house.people, begun, plan.end)
        prefix, running = plan.public_number(index)
        put_idea(rows, index + 1, f"{prefix}-{running:04d}", told, plan.house, rng)
        put_history(rows, index + 1, told, rng)
        if told.steps:
            courses.append(put_course(rows, index + 1, told))
    write = partial(pack, as_text=plan.as_text)
    packed = {table.name: write(table, found) for table, found in rows.tables.items()}
    return Batch(packed, tallied(courses))


def put_history(rows: Rows, number: int, told: Story, rng: Random) -> None:
    """The entries of one idea, chained as the application chains them."""
    stream, version, previous = f"case:{number}", 1, GENESIS
    for n, step in enumerate(told.steps, start=1):
        version += step.bumps
        is_comment = step.kind is Kind.COMMENTED
        data = {"comment": put_comment(rows, number, step, rng)} if is_comment else dict(step.data)
        line = Line(
            stream, n, step.at, step.kind, step.actor_id, number, step.source, step.target, version,
            step.words, data, token_hex(16),
        )  # fmt: skip
        line.payload_hash = payload_hash(cast(EntryPayload, line))
        previous = entry_hash(previous, cast(Entry, line))
        entry = rows.add_numbered(
            Entry, stream=stream, n=n, at=step.at, kind=step.kind, actor_id=step.actor_id, case_id=number,
            source=step.source, target=step.target, version=version, payload_hash=line.payload_hash,
            hash=previous,
        )  # fmt: skip
        rows.add(EntryPayload, entry_id=entry, salt=line.salt, words=step.words, data=data)


def put_course(rows: Rows, number: int, told: Story) -> Course:
    """What is counted of the idea, without reading its log again."""
    course = Course(
        kind="idea",
        visits=visits((step.target or "", _day(step)) for step in told.moves),
        size=str(told.size or ""),
        is_from_front_line=told.from_customer_work,
        is_directed=told.is_directed,
        answered=next(map(_day, _answers(told.steps, told.author)), None),
        needed_hours=told.needed_hours,
        asked=tuple((asked.due_on, asked.answered_at is not None) for asked in told.asked),
    )
    row, stays = rows_of(number, course)
    rows.add(CourseRow, **row)
    for stay in stays:
        rows.add(VisitRow, **stay)
    return course


def _answers(steps: Iterable[Step], author: int) -> Iterable[Step]:
    """The steps with which somebody else answers the author."""
    return (step for step in steps if step.kind in RESPONSES and step.actor_id not in (None, author))


def _day(step: Step) -> Any:
    return step.at.astimezone(ZONE).date()
