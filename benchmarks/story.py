"""Owns how an invented idea came about: its state, its moments, and every step the log will tell."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from benchmarks import words
from workflow.events import Kind

END = datetime(2026, 11, 2, 9, tzinfo=UTC)
"""The last moment of every story: a fixed one, so that the same seed gives the same rows."""

STATES = {"draft": 3, "submitted": 22, "evaluated": 15, "piloted": 8, "adopted": 20, "dropped": 32}
AGES = {"draft": 200, "submitted": 250, "evaluated": 400, "piloted": 500, "adopted": 2000, "dropped": 2000}
EVALUATED = (Kind.EVALUATED, "submitted", "evaluated")
PILOTED = (Kind.PILOTED, "evaluated", "piloted")
MOVES: dict[str, tuple[tuple[Kind, str, str], ...]] = {
    "submitted": (),
    "evaluated": (EVALUATED,),
    "piloted": (EVALUATED, PILOTED),
    "adopted": (EVALUATED, PILOTED, (Kind.ADOPTED, "piloted", "adopted")),
    "dropped": ((Kind.DROPPED, "submitted", "dropped"),),
}
ENDS = frozenset({Kind.ADOPTED, Kind.DROPPED})
PROMISE, PILOT = timedelta(days=14), timedelta(days=90)


@dataclass(slots=True)
class Step:
    """One entry to be; `bumps` says whether it changes the case itself."""

    kind: Kind
    source: str | None = None
    target: str | None = None
    bumps: bool = True
    at: datetime = END
    actor_id: int | None = None
    words: str = ""
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Story:
    """What happened to one idea, and how that left it."""

    state: str
    author: int
    hidden: bool
    begun: datetime
    steps: list[Step]
    owner: int | None = None
    next_date: date | None = None

    def all(self, kind: Kind) -> list[Step]:
        """The steps of a kind."""
        return [step for step in self.steps if step.kind is kind]


def story(rng: Random, names: dict[int, str]) -> Story:
    """Invent one: three to five steps, in an order that the rules allow."""
    leads = list(names)[::20]
    author, *others = rng.sample(list(names), 8)
    state = rng.choices(list(STATES), weights=list(STATES.values()))[0]
    age = timedelta(days=rng.uniform(1, AGES[state]))
    told = Story(state, author, rng.random() < 0.05, END - age, [])
    if state == "draft":
        return told
    told.steps = _steps(rng, state)
    moments = sorted(rng.random() for _ in told.steps)
    for step, share in zip(told.steps, moments, strict=True):
        step.at = told.begun + age * share
        step.actor_id = others.pop()
        if step.kind is Kind.ASSIGNED:
            told.owner = rng.choice(leads)
        _live(told, step, names)
        step.words = words.remark(rng) if step.kind in ENDS else ""
    return told


def _steps(rng: Random, state: str) -> list[Step]:
    moves = [Step(kind, source, target) for kind, source, target in MOVES[state]]
    if state != "submitted" or rng.random() < 0.5:
        moves.insert(0, Step(Kind.ASSIGNED))
    for _ in range(rng.randint(3, 5) - len(moves) - 1):
        gesture = Step(rng.choice((Kind.COMMENTED, Kind.SUPPORTED)), bumps=False)
        moves.insert(rng.randint(0, len(moves)), gesture)
    return [Step(Kind.SUBMITTED, "draft", "submitted"), *moves]


def _live(told: Story, step: Step, names: dict[int, str]) -> None:
    """Let a step do to the idea what it says, as the replay will read it."""
    if step.kind is Kind.SUBMITTED:
        step.actor_id = None if told.hidden else told.author
        told.next_date = (step.at + PROMISE).date()
    elif step.kind is Kind.ASSIGNED:
        step.data = {"owner": told.owner, "person": names[told.owner or 0]}
    elif step.kind is Kind.PILOTED:
        told.next_date = (step.at + PILOT).date()
    elif step.kind in ENDS:
        told.next_date = None
    if step.target:
        step.data["next_date"] = told.next_date and told.next_date.isoformat()
