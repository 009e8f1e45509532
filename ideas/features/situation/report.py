"""Everything that the situation view tells, section by section; what is hashable is drawn once and kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from ideas import cells
from ideas.attention import Attention, attention
from ideas.commitments import Held, Place, commitments
from ideas.counting import count
from ideas.extensions import Reader, db, settings
from ideas.features.situation.age import Age, age
from ideas.features.situation.flow import Flow, flow
from ideas.features.situation.forecast import Forecast, forecast
from ideas.features.situation.kept import once
from ideas.features.situation.outcome import Balance, Outcome, Path, balance, outcome, paths
from ideas.features.situation.people import People, people
from ideas.features.situation.promise import PromiseOfKind, promises
from ideas.features.situation.subject import Subject, subject
from ideas.features.situation.time import Time, time
from ideas.outcomes import freed
from ideas.replica import LATEST
from ideas.scope import Scope
from workflow.flow import FIRST


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


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What is made of the numbers alone."""

    subject: Subject
    promises: tuple[PromiseOfKind, ...]
    flow: Flow
    time: Time
    age: Age
    paths: tuple[Path, ...]
    forecast: Forecast


def report(scope: Scope, language: str, reader: Reader = db.session) -> Report:
    """The whole page, from the numbers and few bounded queries; kept for the running minute at most.

    Numbers come through the reader; what names a single case comes from the first database, as rights do.
    """
    latest = tuple(each.scalar(LATEST) for each in dict.fromkeys((reader, db.session)))
    # On PostgreSQL an earlier entry can be committed after a later one: then it is read a minute later.
    when = (cells.version(reader), latest, scope.today, datetime.now(UTC).replace(second=0, microsecond=0))
    return once((when, scope.said, scope.actor.role, language), partial(_report, scope, language, reader))


def _report(scope: Scope, language: str, reader: Reader) -> Report:
    found = _reckoned(scope, reader)
    about, hours = found.subject, freed(scope, found.subject.window, reader)
    return Report(
        subject=about,
        outcome=outcome(about, scope, hours),
        balance=balance(about, hours),
        promises=found.promises,
        flow=found.flow,
        time=found.time,
        age=found.age,
        paths=found.paths,
        forecast=found.forecast,
        participation=people(about, scope, language, reader),
        attention=attention(scope, found.age.thresholds, language),
    )


def _reckoned(scope: Scope, reader: Reader) -> Reckoned:
    """Of the whole house the same for everybody, until a number or a promise changes or a day passes."""
    held = commitments()
    make = partial(_reckon, scope, held, reader)
    if not scope.is_whole:
        return make()
    return once(
        (cells.version(reader), scope.said, scope.today, tuple(held.items()), cells.closed_days()), make
    )


def _reckon(scope: Scope, held: Mapping[Place, Held], reader: Reader) -> Reckoned:
    about = subject(count(scope, reader), scope)
    promised = {
        kind: held[kind, first].promised_days or settings().promise_days for kind, first in FIRST.items()
    }
    return Reckoned(
        subject=about,
        promises=promises(about, held, promised),
        flow=flow(about, {place: said.most_cases for place, said in held.items()}),
        time=time(about),
        age=age(about),
        paths=paths(about),
        forecast=forecast(about),
    )
