"""What was brought about, what was taken on and given up for it, and what became of the cases."""

from dataclasses import dataclass

from ideas import outcomes
from ideas.features.situation.subject import Subject
from ideas.outcomes import Freed, Lesson
from ideas.outcomes import Outcome as Changed
from ideas.scope import Scope
from workflow.figures.counts import Counts
from workflow.figures.flow import in_progress
from workflow.figures.outcomes import (
    Conversion,
    FrontLine,
    Room,
    conversion,
    directed,
    front_line,
    implementation,
    room,
    told,
)
from workflow.flow import ENDS
from workflow.lifecycles.idea_states import IdeaState
from workflow.lifecycles.work_step_states import WorkStepState
from workflow.percentiles import Share

TRYING = (IdeaState.PILOTED, WorkStepState.TRIALLED)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was brought about: hours, what changed, and what is tried."""

    freed: Freed
    told: Share
    running: tuple[tuple[str, int], ...]
    changes: tuple[Changed, ...]
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """What ideas take and what giving up frees, both in the period."""

    adopted: int
    given_up: int
    room: Room
    freed: Freed


@dataclass(frozen=True, slots=True)
class Path:
    """What became of the cases of one kind that arrived in the period."""

    kind: str
    conversion: Conversion
    implementation: Share
    front_line: FrontLine
    directed: Share

    @property
    def states(self) -> tuple[str, ...]:
        """The later states, in the order in which a case reaches them."""
        return tuple(state for state, _n in self.conversion.cohorts[0].reached)

    @property
    def has_any(self) -> bool:
        """Whether any case arrived."""
        return any(cohort.arrived for cohort in self.conversion.cohorts)


def outcome(subject: Subject, scope: Scope, freed: Freed) -> Outcome:
    """What was brought about in the period."""
    shares = [told(counts, subject.window, subject.today) for counts in subject if counts.kind == "idea"]
    loads = [load for counts in subject for load in in_progress(counts, {})]
    return Outcome(
        freed,
        shares[0] if shares else Share(0, 0),
        tuple((load.state, load.n) for load in loads if load.state in TRYING),
        outcomes.outcomes(scope, subject.window),
        outcomes.lessons(scope, subject.window),
    )


def balance(subject: Subject, freed: Freed) -> Balance | None:
    """Both sides; None where only one of them is looked at."""
    both = {counts.kind: counts for counts in subject}
    if len(both) < len(ENDS):
        return None
    adopted, given_up = (implementation(both[kind], subject.window).part for kind in ("idea", "work-step"))
    return Balance(adopted, given_up, room(both["idea"], subject.window), freed)


def paths(subject: Subject) -> tuple[Path, ...]:
    """What became of the cases, kind by kind."""
    return tuple(_path(counts, subject) for counts in subject)


def _path(counts: Counts, subject: Subject) -> Path:
    return Path(
        counts.kind,
        conversion(counts, subject.window, subject.today),
        implementation(counts, subject.window),
        front_line(counts, subject.window),
        directed(counts, subject.window),
    )
