"""What the past lets one expect: how soon cases are decided, and when those that wait today will be."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ideas.features.situation import drawing
from ideas.features.situation.subject import Subject
from workflow.figures.counts import SIZES, Counts
from workflow.forecast import Outlook, ServiceLevel, outlook, service_level

EVERY = "all"
"""Cases of whatever size."""


class Level(NamedTuple):
    """How soon the cases of a size are decided."""

    size: str
    level: ServiceLevel


@dataclass(frozen=True, slots=True)
class ForecastOfKind:
    """What can be expected of one kind of case."""

    kind: str
    today: date
    levels: tuple[Level, ...]
    outlook: Outlook

    @property
    def is_told(self) -> bool:
        """Whether there is any day to tell of those that wait."""
        return bool(self.outlook.waiting and self.outlook.chances)

    @property
    def marks(self) -> tuple[drawing.Mark, ...]:
        """Where today and the days of the three chances stand on one line, the farthest at its end."""
        chances = self.outlook.chances or ()
        days = [(each.per_cent, (each.day - self.today).days) for each in chances if each.day]
        end = max((ahead for _share, ahead in days), default=0) or 1
        return tuple(drawing.Mark(share, drawing.across(ahead, end)) for share, ahead in ((0, 0), *days))


@dataclass(frozen=True, slots=True)
class Forecast:
    """The section on what can be expected."""

    kinds: tuple[ForecastOfKind, ...]


def forecast(subject: Subject) -> Forecast:
    """The section, kind by kind; ideas by size too."""
    return Forecast(tuple(_of_kind(counts, subject) for counts in subject))


def _of_kind(counts: Counts, subject: Subject) -> ForecastOfKind:
    sized = [(str(size), counts.sized(size)) for size in SIZES] if counts.kind == "idea" else []
    levels = tuple(
        Level(size, service_level(each, subject.window, subject.today))
        for size, each in [(EVERY, counts), *sized]
    )
    return ForecastOfKind(counts.kind, subject.today, levels, outlook(counts, subject.today))
