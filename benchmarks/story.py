"""Owns how an invented idea came about: its state, its moments, and every step the log will tell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from types import MappingProxyType
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from benchmarks import words
from workflow.events import Kind
from workflow.lifecycles.idea_states import FOLLOW_UP_DAYS, ReasonCode, Size

ZONE = ZoneInfo("Europe/Helsinki")
SPAN = timedelta(days=3 * 365)
"""For so long people have brought ideas, the same number each day."""
MOVES: Mapping[str, tuple[tuple[float, Kind, str], ...]] = {
    "draft": ((0.98, Kind.SUBMITTED, "submitted"),),
    "submitted": (
        (0.66, Kind.EVALUATED, "evaluated"), (0.98, Kind.DROPPED, "dropped"), (1, Kind.WITHDRAWN, "dropped"),
    ),
    "evaluated": (
        (0.3, Kind.PILOTED, "piloted"), (0.72, Kind.ADOPTED_AT_ONCE, "adopted"), (1, Kind.DROPPED, "dropped"),
    ),
    "piloted": (
        (0.6, Kind.ADOPTED, "adopted"), (0.92, Kind.DROPPED, "dropped"), (1, Kind.RETHOUGHT, "evaluated"),
    ),
    "dropped": ((0.02, Kind.REOPENED, "submitted"),),
}  # fmt: skip
"""By state, what happens next up to which share of the ideas; to the rest of them nothing more does."""
DAYS = {"draft": 1, "submitted": 8, "evaluated": 16, "piloted": 70, "dropped": 200}
"""How long an idea stays in a state on the average: about one in thirty is open at any time."""
HOURS = (None, None, None, Decimal(0), Decimal(12), Decimal(40), Decimal("7.5"))
"""How many hours a year an idea in use takes, where that was told."""
ENDS = frozenset({Kind.ADOPTED, Kind.ADOPTED_AT_ONCE, Kind.DROPPED})
GESTURES = frozenset({Kind.COMMENTED, Kind.SUPPORTED})
PROMISE, PILOT = timedelta(days=14), timedelta(days=90)
NO_DATA: Mapping[str, Any] = MappingProxyType({})


class Step(NamedTuple):
    """One entry to be; `data` begins empty and is said once its turn has come."""

    kind: Kind
    at: datetime
    source: str | None = None
    target: str | None = None
    actor_id: int | None = None
    words: str = ""
    data: Mapping[str, Any] = NO_DATA

    @property
    def bumps(self) -> bool:
        """Whether it changes the case itself."""
        return self.kind not in GESTURES


class Asked(NamedTuple):
    """A day on which it is asked what changed, and when that was told."""

    due_on: date
    answered_at: datetime | None


class People(NamedTuple):
    """Everybody by id and name; each twentieth of them is a lead."""

    names: Mapping[int, str]
    ids: tuple[int, ...]
    leads: tuple[int, ...]

    @classmethod
    def of(cls, names: Mapping[int, str]) -> "People":
        """These people."""
        return cls(names, tuple(names), tuple(names)[::20])


@dataclass(slots=True)
class Story:
    """What happened to one idea, and how that left it."""

    author: int
    hidden: bool
    begun: datetime
    size: Size | None
    from_customer_work: bool | None
    is_directed: bool
    needed_hours: Decimal | None = None
    owner: int | None = None
    state: str = "draft"
    next_date: date | None = None
    steps: list[Step] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)

    def all(self, *kinds: Kind) -> list[Step]:
        """The steps of these kinds."""
        return [step for step in self.steps if step.kind in kinds]

    @property
    def moves(self) -> list[Step]:
        """The steps that brought it into another state."""
        return [step for step in self.steps if step.target]


def story(rng: Random, people: People, begun: datetime, end: datetime) -> Story:
    """Invent one: about five steps, in an order that the rules allow."""
    number = int(rng.random() * len(people.ids))
    share = rng.random()
    front = None if share < 0.2 else share < 0.6
    told = Story(people.ids[number], rng.random() < 0.05, begun, _size(rng), front, rng.random() < 0.6)
    steps = list(_moves(rng, begun, end))
    if not steps:
        return told
    told.state = steps[-1].target or ""
    if any(step.kind is Kind.ADOPTED_AT_ONCE for step in steps):
        told.size = Size.SMALL
    if told.state == "adopted":
        told.asked = list(_asked(rng, steps[-1].at, end))
        told.needed_hours = HOURS[int(rng.random() * len(HOURS))]
    steps += _gestures(rng, steps, end)
    steps += [Step(Kind.FOLLOW_UP_ANSWERED, each.answered_at) for each in told.asked if each.answered_at]
    steps.sort(key=_at)
    others = [people.ids[(number + away) % len(people.ids)] for away in range(1, len(steps) + 1)]
    told.steps = [_lived(told, *each, people, rng) for each in zip(steps, others, strict=True)]
    return told


def _size(rng: Random) -> Size | None:
    share = rng.random()
    return Size.SMALL if share < 0.4 else Size.MEDIUM if share < 0.75 else Size.LARGE if share < 0.9 else None


def _moves(rng: Random, begun: datetime, end: datetime) -> Iterator[Step]:
    state, at = "draft", begun
    while state in MOVES:
        at += timedelta(days=rng.expovariate(1 / DAYS[state]))
        share = rng.random()
        move = next(((kind, target) for most, kind, target in MOVES[state] if share < most), None)
        if move is None or at > end:
            return
        yield Step(move[0], at, state, move[1])
        state = move[1]


def _asked(rng: Random, adopted_at: datetime, end: datetime) -> Iterator[Asked]:
    for days in FOLLOW_UP_DAYS:
        due_at = adopted_at + timedelta(days=days)
        answered_at = due_at + timedelta(days=rng.expovariate(0.2))
        is_told = answered_at <= end and rng.random() < 0.85
        yield Asked(due_at.astimezone(ZONE).date(), answered_at if is_told else None)


def _gestures(rng: Random, moves: list[Step], end: datetime) -> Iterator[Step]:
    """An owner before anything is evaluated; comments and supports in the first two months."""
    begun = moves[0].at
    first = moves[1].at if len(moves) > 1 else end
    if rng.random() < 0.5 or any(step.kind is Kind.EVALUATED for step in moves):
        yield Step(Kind.ASSIGNED, begun + (first - begun) * rng.random())
    for _ in range(int(rng.random() * 3)):
        kind = Kind.COMMENTED if rng.random() < 0.6 else Kind.SUPPORTED
        yield Step(kind, begun + min(end - begun, timedelta(days=60)) * rng.random())


def _lived(told: Story, step: Step, other: int, people: People, rng: Random) -> Step:
    """Let a step do to the idea what it says, as the replay will read it."""
    actor, data = other, {}
    if step.kind in (Kind.SUBMITTED, Kind.WITHDRAWN):
        actor = 0 if told.hidden else told.author
    elif step.target:
        actor = _lead(told, people, rng)
    elif step.kind is Kind.ASSIGNED:
        told.owner = actor = _lead(told, people, rng)
        data = {"owner": told.owner, "person": people.names[told.owner]}
    if step.target or step.kind is Kind.FOLLOW_UP_ANSWERED:
        told.next_date = _next_date(told, step)
        data = {"next_date": told.next_date and told.next_date.isoformat()}
    if step.kind is Kind.DROPPED:
        data |= {"reason_code": ReasonCode.NOT_NOW, "condition": ""}
    said = words.remark(rng) if step.kind in ENDS else ""
    return step._replace(actor_id=actor or None, words=said, data=data)


def _lead(told: Story, people: People, rng: Random) -> int:
    """One of the leads, but not of one's own idea."""
    number = int(rng.random() * len(people.leads))
    return people.leads[number - 1] if people.leads[number] == told.author else people.leads[number]


def _next_date(told: Story, step: Step) -> date | None:
    if step.target in ("submitted", "evaluated"):
        return told.next_date if step.kind is Kind.EVALUATED else (step.at + PROMISE).date()
    if step.target == "piloted":
        return (step.at + PILOT).date()
    waiting = [each.due_on for each in told.asked if not each.answered_at or each.answered_at > step.at]
    return min(waiting, default=None)


def _at(step: Step) -> datetime:
    return step.at
