"""Owns how many hours a work step takes, and how many a change to it sets free."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from typing import Self

from workflow.evidence import EvidenceClass

ZERO = Decimal(0)
MINUTES_PER_HOUR = Decimal(60)
MONTHS_PER_YEAR = Decimal(12)

# A third of an hour has no last digit. Hours carry twenty digits more than minutes, so the minutes behind
# them are found again to the last digit, and a sum that comes out even does so exactly.
MINUTES = Context(prec=50)
HOURS = Context(prec=70)

# Half a unit goes away from zero, as people round by hand and check the figure.
PRINT = Context(prec=70, rounding=ROUND_HALF_UP)
GUESS = Context(prec=2, rounding=ROUND_HALF_UP)
WHOLE, TENTH = Decimal(1), Decimal("0.1")
WHOLE_FROM = 10


class Basis(StrEnum):
    """What the occurrences of a work step are counted by: the people who do it, or the events it serves."""

    PER_PERSON = "per-person"
    PER_EVENT = "per-event"


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes that one occurrence takes; decimals are allowed, 24 seconds are 0.4.

    Raises ValueError unless 0 <= low <= likely <= high.
    """

    low: Decimal
    likely: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        _refuse_below_zero(low=self.low, likely=self.likely, high=self.high)
        _refuse_disorder(self.low, self.likely, self.high)

    @classmethod
    def exactly(cls, likely: Decimal) -> Self:
        """Return minutes that are known without a range. Raises ValueError below zero."""
        return cls(likely, likely, likely)

    @classmethod
    def around(cls, likely: Decimal, low: Decimal | None = None, high: Decimal | None = None) -> Self:
        """Return minutes whose missing ends are the likely ones. Raises ValueError as the class does."""
        return cls(likely if low is None else low, likely, likely if high is None else high)


@dataclass(frozen=True, slots=True)
class Effort:
    """What a work step takes now.

    Minutes per occurrence; people, and times a year for each of them, count per person; events a year count
    per event; the numbers of the other basis are left aside. Travel is in minutes per occurrence. Raises
    ValueError for a number below zero.
    """

    basis: Basis
    minutes: Minutes
    people: int = 0
    times_per_year: Decimal = ZERO
    events_per_year: Decimal = ZERO
    travel_minutes: Decimal = ZERO

    def __post_init__(self) -> None:
        _refuse_below_zero(people=Decimal(self.people), times_per_year=self.times_per_year)
        _refuse_below_zero(events_per_year=self.events_per_year, travel_minutes=self.travel_minutes)

    @property
    def occurrences(self) -> Decimal:
        """Occurrences a year: people × times, or events."""
        if self.basis is Basis.PER_EVENT:
            return self.events_per_year
        return MINUTES.multiply(Decimal(self.people), self.times_per_year)


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a work step: the share of it that goes, 0 to 1, and what the change costs in hours.

    Replacement (what is done instead) and shifted work (what others do from now on) are hours a year; the
    work of changing is hours once. Raises ValueError for hours below zero or a share off its scale.
    """

    share_removed: Decimal
    replacement_hours: Decimal = ZERO
    shifted_hours: Decimal = ZERO
    change_hours: Decimal = ZERO

    def __post_init__(self) -> None:
        _refuse_below_zero(share_removed=self.share_removed, replacement_hours=self.replacement_hours)
        _refuse_below_zero(shifted_hours=self.shifted_hours, change_hours=self.change_hours)
        if self.share_removed > 1:
            raise ValueError("share_removed is 0 to 1")


@dataclass(frozen=True, slots=True)
class Range:
    """Hours, a year unless said otherwise; below zero where a change costs more than it sets free.

    Sums are exact while the minutes behind the hours have at most 50 digits. Raises ValueError unless
    low <= likely <= high.
    """

    low: Decimal
    likely: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        _refuse_disorder(self.low, self.likely, self.high)

    def __add__(self, other: "Range") -> "Range":
        """Add end by end: low to low, high to high, so the sum is as wide as it can be."""
        lows, likelies, highs = (self.low, other.low), (self.likely, other.likely), (self.high, other.high)
        return Range(_sum(*lows), _sum(*likelies), _sum(*highs))

    def __sub__(self, hours: Decimal) -> "Range":
        """Take the same hours from every end."""
        return _each(self, lambda end: _sum(end, hours.copy_negate()))

    def __mul__(self, share: Decimal) -> "Range":
        """Take a share of every end. Raises ValueError for a share below zero."""
        _refuse_below_zero(share=share)
        return _each(self, lambda end: _in_hours(MINUTES.multiply(_in_minutes(end), share)))


def gross(effort: Effort) -> Range:
    """Return the hours a year that the work step itself takes: occurrences × minutes / 60, without travel.

    Source: Standard Cost Model, quantity (population × frequency) × time.
    """
    return _each(effort.minutes, lambda minutes: _over_a_year(effort, minutes))


def travel(effort: Effort) -> Range:
    """Return the hours a year on the way: occurrences × travel minutes / 60; a line of its own, no range."""
    hours = _over_a_year(effort, effort.travel_minutes)
    return Range(hours, hours, hours)


def net(effort: Effort, change: Change) -> Range:
    """Return the hours a year that a change sets free: (gross + travel) × share − replacement − shifted.

    Travel counts, since who does not go has that time too; it stays a line of its own beside the gross hours,
    because it is spent on the way, not on the step. The result may lie below zero and is never
    clipped: a change that costs more than it frees has to be seen before it is decided.
    """
    freed = (gross(effort) + travel(effort)) * change.share_removed
    return freed - change.replacement_hours - change.shifted_hours


def first_year(effort: Effort, change: Change) -> Range:
    """Return the hours set free in the first year: net − the hours of changing; below zero where it costs."""
    return net(effort, change) - change.change_hours


def total(ranges: Iterable[Range]) -> Range:
    """Return the sum of hours, end by end; zero for none."""
    return sum(ranges, Range(ZERO, ZERO, ZERO))


def per_month(hours: Range) -> Range:
    """Return the hours of an average month, a twelfth of a year's; to add up, add the years."""
    return _each(hours, lambda end: _in_hours(_in_minutes(end), MONTHS_PER_YEAR))


def person_years(hours: Decimal, hours_per_person_year: Decimal | None) -> Decimal | None:
    """Return hours as person-years; None where the organisation has set no hours of one person's year.

    There is no default: the divisor is the organisation's, and stands beside the figure. Raises ValueError
    for a divisor of zero or less.
    """
    if hours_per_person_year is None:
        return None
    if not (hours_per_person_year.is_finite() and hours_per_person_year > 0):
        raise ValueError("hours_per_person_year is more than zero")
    return _in_hours(_in_minutes(hours), hours_per_person_year)


def customer_hours(minutes: Decimal, events: Decimal) -> Decimal:
    """Return the customer's own hours: minutes an event × events / 60. Raises ValueError below zero.

    It is a figure of its own: never added to staff hours nor taken from them, so that work that shifts to the
    customer cannot pass for time set free. That is why this is no Range.
    """
    _refuse_below_zero(minutes=minutes, events=events)
    return _in_hours(MINUTES.multiply(minutes, events))


def shown(hours: Decimal, evidence: EvidenceClass) -> Decimal:
    """Return what a page may print: no more digits than the evidence carries.

    Class C has two significant digits. A and B have whole hours from 10 h up, one decimal below; hours below
    zero the same. Half a unit is rounded away from zero.
    """
    if evidence is EvidenceClass.C:
        guess = GUESS.plus(hours)
        return PRINT.quantize(guess, WHOLE.scaleb(min(0, guess.adjusted() - 1)) if guess else WHOLE)
    tenths = PRINT.quantize(hours, TENTH)
    # Adding zero turns -0.0 into 0.0.
    return PRINT.quantize(hours, WHOLE) if abs(tenths) >= WHOLE_FROM else PRINT.add(tenths, ZERO)


def shown_range(hours: Range, evidence: EvidenceClass) -> Range:
    """Return what a page may print of a range, every end as `shown` gives it."""
    return _each(hours, lambda end: shown(end, evidence))


def _each(ends: Minutes | Range, change: Callable[[Decimal], Decimal]) -> Range:
    return Range(change(ends.low), change(ends.likely), change(ends.high))


def _over_a_year(effort: Effort, minutes: Decimal) -> Decimal:
    return _in_hours(MINUTES.multiply(effort.occurrences, minutes))


def _sum(hours: Decimal, more: Decimal) -> Decimal:
    return _in_hours(MINUTES.add(_in_minutes(hours), _in_minutes(more)))


def _in_minutes(hours: Decimal) -> Decimal:
    return MINUTES.multiply(hours, MINUTES_PER_HOUR)


def _in_hours(minutes: Decimal, parts: Decimal = WHOLE) -> Decimal:
    """Divide once, so that a part of the hours (a month of a year) is rounded once too."""
    return HOURS.divide(minutes, MINUTES.multiply(MINUTES_PER_HOUR, parts))


def _refuse_below_zero(**amounts: Decimal) -> None:
    for name, amount in amounts.items():
        if not (amount.is_finite() and amount >= 0):
            raise ValueError(f"{name} is zero or more")


def _refuse_disorder(low: Decimal, likely: Decimal, high: Decimal) -> None:
    if not (all(map(Decimal.is_finite, (low, likely, high))) and low <= likely <= high):
        raise ValueError("low, likely and high stand in this order")
