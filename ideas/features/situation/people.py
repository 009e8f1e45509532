"""Who takes part in the house or in a unit, and how many ideas that makes."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from ideas.extensions import Reader, settings
from ideas.features.situation.subject import Subject
from ideas.models.unit import Unit
from ideas.participation import OfHouse, OfUnit, Participation, ideas_per_hundred, participation_by_unit
from ideas.scope import Scope
from workflow.flow import FIRST, Figure


@dataclass(frozen=True, slots=True)
class People:
    """The people of the scope, its units, the ideas of so many days, and how few are too few to be told.

    `per_hundred` is None where there are too few people, too few days, or ideas are not looked at.
    """

    whole: Participation | None
    units: tuple[OfUnit, ...]
    ideas: int
    days: int
    per_hundred: Decimal | None
    fewest: tuple[int, int]


def people(subject: Subject, scope: Scope, language: str, reader: Reader) -> People:
    """Who takes part in the period."""
    found = _within(participation_by_unit(*subject.window, language, reader), scope.unit)
    ideas = [counts for counts in subject if counts.kind == "idea"]
    arrived = sum(counts.total(Figure.REACHED, FIRST["idea"], subject.window) for counts in ideas)
    days = (subject.window.last - subject.window.first).days + 1
    return People(
        whole=found.whole,
        units=found.units,
        ideas=arrived,
        days=days,
        per_hundred=ideas_per_hundred(arrived, found.whole.people, days) if ideas and found.whole else None,
        fewest=(settings().participation_people, settings().participation_contributors),
    )


def _within(found: OfHouse, unit: Unit | None) -> OfHouse:
    """The unit with those below it."""
    if unit is None:
        return found
    at = next(number for number, each in enumerate(found.units) if each.unit_id == unit.id)
    top = found.units[at]
    return OfHouse(top.told, tuple(takewhile(lambda each: each.depth > top.depth, found.units[at + 1 :])))
