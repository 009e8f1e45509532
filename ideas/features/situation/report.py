"""Everything that the situation view tells, section by section; what is hashable is drawn once and kept."""

from dataclasses import dataclass

from ideas.attention import Attention, attention
from ideas.commitments import answer_days, commitments
from ideas.features.situation.age import Age, age
from ideas.features.situation.flow import Flow, flow
from ideas.features.situation.forecast import Forecast, forecast
from ideas.features.situation.outcome import Balance, Outcome, Path, balance, outcome, paths
from ideas.features.situation.people import People, people
from ideas.features.situation.promise import PromiseOfKind, kept
from ideas.features.situation.subject import Subject, subject
from ideas.features.situation.time import Time, time
from ideas.outcomes import freed
from ideas.scope import Scope
from workflow.flow import Cells


@dataclass(frozen=True, slots=True)
class Report:
    """The sections of the page, outcomes first."""

    subject: Subject
    outcome: Outcome
    balance: Balance | None
    promises: tuple[PromiseOfKind, ...]
    flow: Flow
    time: Time
    age: Age
    paths: tuple[Path, ...]
    forecast: Forecast
    participation: People
    attention: Attention


def report(scope: Scope, cells: Cells, language: str) -> Report:
    """The whole page from the numbers, and from few and bounded queries."""
    about, held = subject(cells, scope), commitments()
    found, ages = freed(scope, about.window), age(about)
    return Report(
        subject=about,
        outcome=outcome(about, scope, found),
        balance=balance(about, found),
        promises=kept(about, held, {counts.kind: answer_days(counts.kind) for counts in about}),
        flow=flow(about, {place: said.most_cases for place, said in held.items()}),
        time=time(about),
        age=ages,
        paths=paths(about),
        forecast=forecast(about),
        participation=people(about, scope, language),
        attention=attention(scope, _thresholds(ages), language),
    )


def _thresholds(ages: Age) -> dict[tuple[str, str], int]:
    """The days after which a case has been in its state for long, where that is known."""
    return {
        (of_kind.kind, state): days
        for of_kind in ages.kinds
        for state, days in of_kind.p85.items()
        if days is not None
    }
