"""The machine that reads a life cycle's table: what may happen from here, and whether this may."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from workflow.actors import Actor, Relation
from workflow.events import Event, Kind
from workflow.permissions import Action, may
from workflow.problems import Problem


class Prompt(StrEnum):
    """The question that a move's words answer; they are read by the author."""

    REASON = "reason"
    LESSON = "lesson"
    VERDICT = "verdict"
    DEED = "deed"
    CHANGE = "change"
    MISSED = "missed"


class Ask(StrEnum):
    """What a move asks beside its words; the answers travel in the event's data."""

    REASON_CODE = "reason_code"
    CONDITION = "condition"
    DOER = "doer"
    DEADLINE = "deadline"
    GIVE_UP = "give_up"
    GIVE_UP_WORDS = "give_up_words"
    TARGET = "target"
    WORK_STEPS = "work_steps"
    NEEDED_HOURS = "needed_hours"
    ENDING = "ending"
    KEEPING = "keeping"
    REVIEW_ON = "review_on"


MISSING: Mapping[Ask, Problem] = {
    Ask.REASON_CODE: Problem.REASON_CODE_MISSING,
    Ask.CONDITION: Problem.CONDITION_MISSING,
    Ask.DOER: Problem.DOER_MISSING,
    Ask.DEADLINE: Problem.DEADLINE_MISSING,
    Ask.GIVE_UP: Problem.GIVE_UP_UNANSWERED,
    Ask.GIVE_UP_WORDS: Problem.GIVE_UP_WORDS_MISSING,
    Ask.TARGET: Problem.TARGET_MISSING,
    Ask.WORK_STEPS: Problem.WORK_STEPS_MISSING,
    Ask.NEEDED_HOURS: Problem.NEEDED_HOURS_MISSING,
    Ask.ENDING: Problem.ENDING_MISSING,
    Ask.KEEPING: Problem.KEEPING_MISSING,
    Ask.REVIEW_ON: Problem.REVIEW_ON_MISSING,
}


class Upcoming(StrEnum):
    """What a move does to the case's next date."""

    KEPT = "kept"
    PROMISED = "promised"
    END_OF_EXPERIMENT = "end-of-experiment"
    VERIFICATION = "verification"
    FOLLOW_UP = "follow-up"
    REVIEW = "review"
    CLEARED = "cleared"


class Forbidden(Exception):
    """This person may not do this."""


class Refused(Exception):
    """The move may not happen now; `problems` says why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems


class Facts(Protocol):
    """What a case says of itself to the rules; a row gives it, so a guard runs no query."""

    @property
    def state(self) -> str: ...

    def relations(self, person: int | None) -> frozenset[Relation]: ...


F = TypeVar("F", bound=Facts)


@dataclass(frozen=True, slots=True)
class Note:
    """What a person wrote when making a move."""

    words: str = ""
    data: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Transition(Generic[F]):
    """One line of a life cycle's table.

    What it `asks` must be answered, what it `invites` may be; `four_eyes` asks that somebody else than an
    author makes the move.
    """

    name: str
    sources: frozenset[str]
    target: str
    action: Action
    kind: Kind
    guards: tuple[Callable[[F], Problem | None], ...] = ()
    prompt: Prompt | None = None
    asks: tuple[Ask, ...] = ()
    invites: tuple[Ask, ...] = ()
    upcoming: Upcoming = Upcoming.KEPT
    ends: bool = False
    four_eyes: bool = False

    def obstacles(self, facts: F, actor: Actor) -> tuple[Problem, ...]:
        """What still stands in this person's way whatever they write, in the table's order."""
        own = self.four_eyes and Relation.AUTHOR in facts.relations(actor.id)
        found = (guard(facts) for guard in self.guards)
        problems = tuple(problem for problem in found if problem is not None)
        return (Problem.OWN_IDEA, *problems) if own else problems

    def gaps(self, note: Note) -> tuple[Problem, ...]:
        """Which of the move's questions the note leaves unanswered."""
        words = (Problem.WORDS_MISSING,) if self.prompt and not note.words.strip() else ()
        asked = tuple(MISSING[ask] for ask in self.asks if not note.data.get(ask, "").strip())
        return words + asked


@dataclass(frozen=True)
class Workflow(Generic[F]):
    """A life cycle: where a case begins, and its table of moves.

    In `arrival` it opens to everyone, in the `open_states` somebody still has something to do, in `trying` an
    experiment runs, and in the states of `weighing` nothing has been decided about it.
    """

    name: str
    initial: str
    arrival: str
    open_states: frozenset[str]
    trying: str
    weighing: frozenset[str]
    transitions: tuple[Transition[F], ...]

    def move(self, name: str) -> Transition[F]:
        """The move of that name; Refused where the table has none."""
        for transition in self.transitions:
            if transition.name == name:
                return transition
        raise Refused(Problem.WRONG_STATE)

    def kinds_into(self, state: str) -> frozenset[Kind]:
        """The kinds of event that bring a case into this state."""
        return frozenset(transition.kind for transition in self.transitions if transition.target == state)


@dataclass(frozen=True)
class Option(Generic[F]):
    """A move that this person may make, and what still stands in its way."""

    transition: Transition[F]
    problems: tuple[Problem, ...]


def options(workflow: Workflow[F], facts: F, actor: Actor) -> list[Option[F]]:
    """The moves this person may make from here, each with what still stands in its way."""
    relations = facts.relations(actor.id)
    return [
        Option(t, t.obstacles(facts, actor))
        for t in workflow.transitions
        if facts.state in t.sources and may(t.action, actor.role, relations)
    ]


def decide(
    workflow: Workflow[F], name: str, facts: F, actor: Actor, note: Note, extra: Iterable[Problem] = ()
) -> Event:
    """The event of a move, or Forbidden, or Refused with every problem at once."""
    transition = workflow.move(name)
    if facts.state not in transition.sources:
        raise Refused(Problem.WRONG_STATE)
    if not may(transition.action, actor.role, facts.relations(actor.id)):
        raise Forbidden(transition.action)
    problems = (*transition.obstacles(facts, actor), *transition.gaps(note), *extra)
    if problems:
        raise Refused(*problems)
    return Event(transition.kind, facts.state, transition.target, note.words.strip(), dict(note.data))
