"""How many hours a work step takes, and how many a change to it sets free."""

from dataclasses import replace
from decimal import Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.evidence import EvidenceClass
from workflow.hours import (
    Basis,
    Change,
    Effort,
    Minutes,
    Range,
    customer_hours,
    first_year,
    gross,
    net,
    per_month,
    person_years,
    shown_range,
    total,
    travel,
)

ZERO, ONE = Decimal(0), Decimal(1)
FACTORS = ("people", "times_per_year", "events_per_year", "travel_minutes")
COSTS = ("replacement_hours", "shifted_hours", "change_hours")

AMOUNTS = st.decimals(0, 1_000_000, places=4)
SIGNED = st.decimals(-1_000_000, 1_000_000, places=4)
MINUTES = st.lists(AMOUNTS, min_size=3, max_size=3).map(lambda ends: Minutes(*sorted(ends)))
SHARES = st.decimals(0, 1, places=4)
EFFORTS = st.builds(
    Effort,
    basis=st.sampled_from(Basis),
    minutes=MINUTES,
    people=st.integers(0, 100_000),
    times_per_year=AMOUNTS,
    events_per_year=AMOUNTS,
    travel_minutes=AMOUNTS,
)
CHANGES = st.builds(
    Change,
    share_removed=SHARES,
    replacement_hours=AMOUNTS,
    shifted_hours=AMOUNTS,
    change_hours=AMOUNTS,
)

ROUNDING = Minutes.exactly(Decimal("0.4"))
NURSES = Effort(Basis.PER_EVENT, ROUNDING, events_per_year=Decimal(12 * 255_000))
MEETING = Effort(Basis.PER_PERSON, Minutes.exactly(Decimal(25)), people=6, times_per_year=Decimal(48))


def even(hours: int | str) -> Range:
    return Range(Decimal(hours), Decimal(hours), Decimal(hours))


def ends(hours: Range) -> tuple[Decimal, Decimal, Decimal]:
    return hours.low, hours.likely, hours.high


def rounded_once(exact: Fraction) -> Decimal:
    """A fraction as the nearest decimal of seventy digits, by one division."""
    return Context(prec=70).divide(Decimal(exact.numerator), Decimal(exact.denominator))


def is_nowhere_lower(higher: Range, lower: Range) -> bool:
    return all(more >= less for more, less in zip(ends(higher), ends(lower), strict=True))


def test_24_seconds_at_255_000_events_a_month_are_1_700_hours_a_month() -> None:
    assert gross(NURSES) == even(20_400)
    assert per_month(gross(NURSES)) == even(1_700)


def test_six_people_48_times_25_minutes_are_120_hours_a_year() -> None:
    assert gross(MEETING) == even(120)


def test_halving_120_hours_with_12_hours_of_replacement_sets_48_free() -> None:
    assert net(MEETING, Change(Decimal("0.5"), replacement_hours=Decimal(12))) == even(48)


def test_price_times_quantity_is_the_product_of_the_standard_cost_model() -> None:
    twenty = Minutes.exactly(Decimal(20 * 60))
    assert gross(Effort(Basis.PER_PERSON, twenty, 600, Decimal(52 * 6))) == even(3_744_000)


def test_a_range_of_minutes_gives_a_range_of_hours() -> None:
    minutes = Minutes(Decimal(10), Decimal(25), Decimal(40))
    wide = replace(MEETING, minutes=minutes, travel_minutes=Decimal(5))
    assert gross(wide) == Range(Decimal(48), Decimal(120), Decimal(192))
    assert travel(wide) == even(24)
    assert net(wide, Change(Decimal("0.5"), ONE, Decimal(2))) == Range(Decimal(33), Decimal(69), Decimal(105))


def test_the_numbers_of_the_other_basis_are_left_aside() -> None:
    both = Effort(Basis.PER_PERSON, Minutes.exactly(Decimal(60)), 2, Decimal(3), Decimal(50), Decimal(30))
    assert (both.occurrences, gross(both), travel(both)) == (Decimal(6), even(6), even(3))
    by_event = replace(both, basis=Basis.PER_EVENT)
    assert (by_event.occurrences, gross(by_event), travel(by_event)) == (Decimal(50), even(50), even(25))


def test_a_change_that_costs_more_than_it_frees_is_shown_below_zero() -> None:
    costly = Change(Decimal("0.1"), Decimal(20), Decimal(5), Decimal(40))
    assert net(MEETING, costly) == even(-13)
    assert first_year(MEETING, costly) == even(-53)
    assert shown_range(net(MEETING, costly), EvidenceClass.C) == even(-13)


def test_hours_without_a_last_digit_add_up_even() -> None:
    third = gross(Effort(Basis.PER_EVENT, Minutes.exactly(Decimal(20)), events_per_year=ONE))
    assert total([third] * 3) == even(1)
    assert total([third] * 3000) == even(1000)
    assert third * Decimal(3) - ONE == even(0)
    assert total([]) == even(0)


def test_long_numbers_lose_no_digit() -> None:
    minutes, times, share = Decimal("123456789.0123"), Decimal("987654.3211"), Decimal("0.123456789")
    effort = Effort(Basis.PER_PERSON, Minutes.exactly(minutes), 99_999, times)
    exact = Fraction(minutes) * 99_999 * Fraction(times) * Fraction(share) / 60
    assert net(effort, Change(share)).likely == rounded_once(exact)


def test_missing_ends_of_minutes_are_the_likely_ones() -> None:
    one, two, three = Decimal(1), Decimal(2), Decimal(3)
    assert Minutes.exactly(two) == Minutes(two, two, two)
    assert Minutes.around(two) == Minutes(two, two, two)
    assert Minutes.around(two, low=one) == Minutes(one, two, two)
    assert Minutes.around(two, high=three) == Minutes(two, two, three)
    assert Minutes.around(two, low=ZERO, high=three) == Minutes(ZERO, two, three)


@pytest.mark.parametrize("disorder", [(2, 1, 3), (1, 3, 2), (3, 3, 1), ("NaN", 1, 2), (0, "NaN", 2)])
def test_low_likely_and_high_out_of_order_are_refused(disorder: tuple[int | str, ...]) -> None:
    low, likely, high = map(Decimal, disorder)
    for kind in (Minutes, Range):
        with pytest.raises(ValueError, match=r"in this order|zero or more"):
            kind(low, likely, high)


def test_minutes_below_zero_are_refused() -> None:
    with pytest.raises(ValueError, match="low is zero or more"):
        Minutes(Decimal(-1), ONE, ONE)


def test_an_effort_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="people is zero or more"):
        replace(MEETING, people=-1)
    for number in (Decimal(-1), Decimal("NaN"), Decimal("Infinity")):
        with pytest.raises(ValueError, match="times_per_year is zero or more"):
            replace(MEETING, times_per_year=number)
        with pytest.raises(ValueError, match="events_per_year is zero or more"):
            replace(MEETING, events_per_year=number)
        with pytest.raises(ValueError, match="travel_minutes is zero or more"):
            replace(MEETING, travel_minutes=number)


@pytest.mark.parametrize("cost", COSTS)
def test_costs_below_zero_are_refused(cost: str) -> None:
    with pytest.raises(ValueError, match=f"{cost} is zero or more"):
        replace(Change(ONE), **{cost: Decimal(-1)})


@pytest.mark.parametrize("share", ["-0.01", "1.01", "NaN"])
def test_a_share_off_its_scale_is_refused(share: str) -> None:
    with pytest.raises(ValueError, match="share_removed is"):
        Change(Decimal(share))


def test_a_share_below_zero_of_a_range_is_refused() -> None:
    with pytest.raises(ValueError, match="share is zero or more"):
        even(1) * Decimal(-1)


def test_person_years_have_the_divisor_of_the_organisation_or_none() -> None:
    assert person_years(Decimal(36_000), Decimal(1_600)) == Decimal("22.5")
    assert person_years(Decimal(-800), Decimal(1_600)) == Decimal("-0.5")
    assert person_years(Decimal(36_000), None) is None


@pytest.mark.parametrize("divisor", ["0", "-1600", "NaN", "Infinity"])
def test_a_person_year_without_hours_is_refused(divisor: str) -> None:
    with pytest.raises(ValueError, match="more than zero"):
        person_years(ONE, Decimal(divisor))


def test_the_customers_hours_are_counted_apart() -> None:
    assert customer_hours(Decimal("1.5"), Decimal(1_000)) == 25
    for minutes, events in ((Decimal(-1), ONE), (ONE, Decimal(-1))):
        with pytest.raises(ValueError, match="zero or more"):
            customer_hours(minutes, events)


@given(EFFORTS, CHANGES)
def test_hours_are_their_definition_to_the_last_digit(effort: Effort, change: Change) -> None:
    by_person = effort.basis is Basis.PER_PERSON
    times = Fraction(effort.times_per_year) * effort.people if by_person else Fraction(effort.events_per_year)
    way = times * Fraction(effort.travel_minutes) / 60
    lost = Fraction(change.replacement_hours) + Fraction(change.shifted_hours)
    minutes = effort.minutes
    spent = [times * Fraction(each) / 60 for each in (minutes.low, minutes.likely, minutes.high)]
    freed = [(each + way) * Fraction(change.share_removed) - lost for each in spent]
    once = Fraction(change.change_hours)
    assert ends(gross(effort)) == tuple(map(rounded_once, spent))
    assert ends(travel(effort)) == (rounded_once(way),) * 3
    assert ends(net(effort, change)) == tuple(map(rounded_once, freed))
    assert ends(first_year(effort, change)) == tuple(rounded_once(each - once) for each in freed)


@given(EFFORTS, CHANGES, st.sampled_from((*FACTORS, "minutes")), AMOUNTS)
def test_more_work_never_lowers_the_hours(effort: Effort, change: Change, factor: str, more: Decimal) -> None:
    low, likely, high = effort.minutes.low, effort.minutes.likely, effort.minutes.high
    raised = {name: getattr(effort, name) + more for name in ("times_per_year", "events_per_year")}
    raised |= {"travel_minutes": effort.travel_minutes + more, "people": effort.people + int(more)}
    raised |= {"minutes": Minutes(low + more, likely + more, high + more)}
    bigger = replace(effort, **{factor: raised[factor]})
    assert is_nowhere_lower(gross(bigger), gross(effort))
    assert is_nowhere_lower(travel(bigger), travel(effort))
    assert is_nowhere_lower(net(bigger, change), net(effort, change))


@given(EFFORTS, CHANGES, SHARES)
def test_a_bigger_share_never_lowers_what_is_freed(effort: Effort, change: Change, share: Decimal) -> None:
    smaller, bigger = sorted((share, change.share_removed))
    more, less = (net(effort, replace(change, share_removed=each)) for each in (bigger, smaller))
    assert is_nowhere_lower(more, less)


@given(EFFORTS, CHANGES, st.sampled_from(COSTS), AMOUNTS)
def test_higher_costs_never_raise_what_is_freed(
    effort: Effort, change: Change, cost: str, more: Decimal
) -> None:
    dearer = replace(change, **{cost: getattr(change, cost) + more})
    assert is_nowhere_lower(net(effort, change), net(effort, dearer))
    assert is_nowhere_lower(first_year(effort, change), first_year(effort, dearer))
