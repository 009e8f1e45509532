"""Owns what the rows of a table can become: ideas or work steps."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ideas.features.imports.candidate import NUMBERS, Candidate, step_kind
from ideas.features.imports.mapping import EVERY_CASE, Field
from ideas.models.case import Case
from ideas.models.idea import BenefitType, Idea
from ideas.models.work_step import WorkStep
from ideas.models.work_step_codes import StepKind
from workflow.hours import Basis
from workflow.lifecycles.idea_states import ESSENCE_LENGTH, TITLE_LENGTH
from workflow.lifecycles.work_step_states import STEP_TITLE_LENGTH


@dataclass(frozen=True)
class Target:
    """A kind of case: its fields, the most characters of each, and how a candidate becomes a row of it.

    Ids of other systems stand behind `prefix`, so that an idea and a work step may have the same one.
    """

    kind: str
    prefix: str
    fields: frozenset[Field]
    longest: Mapping[Field, int]
    build: Callable[[Candidate], Case]


def hours_of(numbers: Mapping[Field, Decimal]) -> Decimal:
    """Hours a year that these numbers give together; zero where one of them is missing."""
    estimate = _counted(numbers).estimate
    return estimate.likely if estimate else Decimal()


def _idea(each: Candidate) -> Idea:
    return Idea(
        essence=each.essence,
        description=each.description,
        benefit_type=BenefitType.UNKNOWN,
        benefit=each.benefit,
        # Where it came from it was public already.
        is_publish_checked=True,
    )


def _work_step(each: Candidate) -> WorkStep:
    step = _counted(each.numbers)
    step.description = each.description or each.essence
    step.step_kind = step_kind(each.kind) or StepKind.OTHER if each.kind else StepKind.WORK_STEP
    step.process = each.process
    step.reckon()
    return step


def _counted(numbers: Mapping[Field, Decimal]) -> WorkStep:
    """A work step of which only the numbers are known."""
    minutes, people, times, events = (numbers.get(part) for part in NUMBERS)
    step = WorkStep(
        minutes_likely=minutes,
        people=int(people) if people is not None else None,
        times_per_year=times,
        events_per_year=events,
    )
    if minutes is not None:
        step.basis = Basis.PER_EVENT if people is None and events is not None else Basis.PER_PERSON
    return step


IDEAS = Target(
    kind="idea",
    prefix="",
    fields=EVERY_CASE | {Field.ESSENCE, Field.THEME, Field.BENEFIT},
    longest={
        Field.EXTERNAL_ID: 100,
        Field.TITLE: TITLE_LENGTH,
        Field.ESSENCE: ESSENCE_LENGTH,
        Field.UNIT: 200,
    },
    build=_idea,
)
WORK_STEPS = Target(
    kind="work-step",
    prefix="work-step:",
    fields=EVERY_CASE | {Field.KIND, Field.PROCESS, *NUMBERS},
    longest={Field.EXTERNAL_ID: 90, Field.TITLE: STEP_TITLE_LENGTH, Field.PROCESS: 200, Field.UNIT: 200},
    build=_work_step,
)
