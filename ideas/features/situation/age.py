"""How old the open cases are in their states, beside how long others stayed there."""

from collections.abc import Sequence
from dataclasses import dataclass

from ideas.features.situation import drawing
from ideas.features.situation.subject import Subject
from workflow.figures.counts import Counts
from workflow.figures.times import Age as Aged
from workflow.figures.times import Ages, Limit, ages

OLDEST = 10
"""How many ages the table tells."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One state: dots of the cases within its limit, or of all without one; of those past it; the limit."""

    limit: Limit
    within: tuple[drawing.Dot, ...]
    past: tuple[drawing.Dot, ...]
    x: float | None


@dataclass(frozen=True, slots=True)
class AgeOfKind:
    """How old the open cases of one kind are."""

    kind: str
    ages: Ages

    @property
    def n(self) -> int:
        """How many are open."""
        return sum(limit.n for limit in self.ages.limits)

    @property
    def p85(self) -> dict[str, int | None]:
        """By state, how long 85 % of those stayed that left it."""
        return {limit.state: limit.p85 for limit in self.ages.limits}

    @property
    def oldest(self) -> Sequence[Aged]:
        """The oldest first."""
        return self.ages.cases[:OLDEST]

    @property
    def scale(self) -> tuple[drawing.Mark, ...]:
        """The days below the lanes."""
        oldest = max((age.days for age in self.ages.cases), default=0)
        return drawing.lane_scale(max(oldest, *(p85 or 0 for p85 in self.p85.values())))

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """Where the dots of each state stand."""
        end = self.scale[-1].value
        return tuple(self._lane(limit, end) for limit in self.ages.limits)

    def _lane(self, limit: Limit, end: int) -> Lane:
        found = [(age.days, age.n) for age in self.ages.cases if age.state == limit.state]
        within = [age for age in found if limit.p85 is None or age[0] <= limit.p85]
        past = [age for age in found if limit.p85 is not None and age[0] > limit.p85]
        x = None if limit.p85 is None else drawing.across(limit.p85, end)
        return Lane(limit, drawing.dots(within, end, (None, x)), drawing.dots(past, end, (x, None)), x)


@dataclass(frozen=True, slots=True)
class Age:
    """The section on how old open cases are."""

    kinds: tuple[AgeOfKind, ...]

    @property
    def thresholds(self) -> dict[tuple[str, str], int]:
        """By kind and state, the days above which an open case is old; none where too few left the state."""
        limits = ((each.kind, limit) for each in self.kinds for limit in each.ages.limits)
        return {(kind, limit.state): limit.p85 for kind, limit in limits if limit.p85 is not None}


def age(subject: Subject) -> Age:
    """The section: the open cases of today against those that left their state in the period."""
    return Age(tuple(_of_kind(counts, subject) for counts in subject))


def _of_kind(counts: Counts, subject: Subject) -> AgeOfKind:
    return AgeOfKind(counts.kind, ages(counts, subject.window, subject.today))
