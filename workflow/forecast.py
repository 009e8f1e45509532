"""Owns what the past says of the time to come: how soon cases are decided, and when those that wait are."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, lru_cache, partial
from hashlib import shake_128
from itertools import accumulate
from struct import unpack
from typing import NamedTuple

from workflow.figures.counts import STAGES, Counts
from workflow.figures.times import closed
from workflow.figures.windows import WEEK, Window, last_of, monday_of
from workflow.flow import ENDS, Figure, month_of
from workflow.percentiles import FEW, P85, Share, percentile

TRIAL_MONTHS = 3
"""The forecast is made from the months before these, and tried on them."""
WEEKS_BACK = 26
WEEKS_AHEAD = 260
"""Five years of 52 weeks; nothing is said of what lies further ahead."""
RUNS = 1_000
LANE = 4
"""Bytes for what one run has decided: enough for sixteen million cases a week."""
TOO_HIGH = bytes(range(256 // WEEKS_BACK * WEEKS_BACK, 256))
CHANCES = (50, 85, 95)
"""In how many runs of a hundred everything is decided by the day that is told."""


class Lack(StrEnum):
    """Why there is no forecast, or no trial of it: fewer than ten cases to make it from, or to try it on."""

    TOO_FEW_BEFORE = "too-few-before"
    TOO_FEW_SINCE = "too-few-since"


class ServiceLevel(NamedTuple):
    """Within how many days 85 % are decided, and of how many that came true in the three months since."""

    days: int | None
    n: int
    """The number of cases from which it is made."""
    hits: Share | None
    lack: Lack | None = None


class Chance(NamedTuple):
    """The day until which everything is decided in so many runs of a hundred; None beyond five years."""

    per_cent: int
    day: date | None


class Outlook(NamedTuple):
    """When the cases that wait today will be decided, judging by the closings of the last 26 whole weeks."""

    waiting: int
    closings: int
    chances: tuple[Chance, ...] | None
    """None where fewer than ten cases were decided in those weeks."""


def needed_from(window: Window, today: date) -> date:
    """Return the month from which on cells have to be read for every figure of the window and the outlook."""
    return min(window.first, month_of(_first_monday(today)))


def service_level(counts: Counts, window: Window, today: date) -> ServiceLevel:
    """Return within how many days 85 % are decided: the P85 of the days in which cases were open in all.

    It is made from the months of the window before its last three whole ones, and tried on those three. A
    month is whole when it is over. With fewer than ten cases there is no number, or no trial of it.
    """
    since = window.months_over(today)[-TRIAL_MONTHS:]
    if len(since) < TRIAL_MONTHS:
        return ServiceLevel(None, 0, None, Lack.TOO_FEW_BEFORE)
    before = closed(counts, Window(window.first, since[0] - timedelta(days=1)))
    n = sum(before.values())
    if n < FEW:
        return ServiceLevel(None, n, None, Lack.TOO_FEW_BEFORE)
    days = percentile(before, P85)
    tried = closed(counts, Window(since[0], last_of(since[-1])))
    hits = Share(sum(k for took, k in tried.items() if took <= days), sum(tried.values()))
    if hits.whole < FEW:
        return ServiceLevel(days, n, None, Lack.TOO_FEW_SINCE)
    return ServiceLevel(days, n, hits)


def outlook(counts: Counts, today: date) -> Outlook:
    """Return until which days the cases that wait today are decided in 50, 85 and 95 of a hundred runs.

    Each of 1,000 runs draws week after week one of the last 26 whole weeks, and adds up how many cases were
    decided in it until those that wait are; what arrives later waits its turn. The same numbers of cases give
    the same days.
    """
    weekly = closings(counts, today)
    waiting = sum(counts.total(Figure.STANDING, state) for state in STAGES[counts.kind])
    if sum(weekly) < FEW:
        return Outlook(waiting, sum(weekly), None)
    chances = (
        Chance(each, None if weeks is None else today + timedelta(days=WEEK * weeks))
        for each, weeks in zip(CHANCES, weeks_until(weekly, waiting), strict=True)
    )
    return Outlook(waiting, sum(weekly), tuple(chances))


def closings(counts: Counts, today: date) -> tuple[int, ...]:
    """Return how many cases were decided in each of the last 26 weeks, Monday to Sunday, the fewest first.

    A case that was re-opened and decided again counts twice: it took the work of two.
    """
    first = _first_monday(today)
    found: Counter[int] = Counter()
    for state in ENDS[counts.kind]:
        for day, n in counts.days(Figure.ENTERED, state, month_of(first)):
            found[(day - first.toordinal()) // WEEK] += n
    return tuple(sorted(found[week] for week in range(WEEKS_BACK)))


@lru_cache(maxsize=1_024)
def weeks_until(weekly: tuple[int, ...], waiting: int) -> tuple[int | None, ...]:
    """Return after how many weeks so many are decided in 50, 85 and 95 % of the runs; None beyond five years.

    `weekly` is how many were decided in each of 26 weeks. The runs draw the same weeks whatever is asked. So
    more that wait are never decided sooner, nor the same later when more was decided a week.
    """
    totals = list(accumulate(_added(weekly), initial=0))
    weeks = (bisect_left(totals, RUNS * each // 100, key=partial(_runs_done, waiting)) for each in CHANCES)
    return tuple(each if each <= WEEKS_AHEAD else None for each in weeks)


def _first_monday(today: date) -> date:
    return monday_of(today) - timedelta(days=WEEK * WEEKS_BACK)


def _runs_done(waiting: int, totals: int) -> int:
    return sum(map(waiting.__le__, unpack(f"<{RUNS}I", totals.to_bytes(LANE * RUNS, "little"))))


def _added(weekly: tuple[int, ...]) -> Iterator[int]:
    """Week by week what each run adds: one number with a lane for each, so that all are added at once."""
    by_byte = [weekly[byte % WEEKS_BACK] for byte in range(256)]
    places = range((max(weekly).bit_length() + 7) // 8)
    tables = [bytes(n >> 8 * place & 255 for n in by_byte) for place in places]
    for week in range(WEEKS_AHEAD):
        lanes = bytearray(LANE * RUNS)
        for place, table in enumerate(tables):
            lanes[place::LANE] = _draws(week).translate(table)
        yield int.from_bytes(lanes, "little")


@cache
def _draws(week: int) -> bytes:
    """One byte for each run: remainders of 26 that come equally often, without a clock or a chance.

    Bytes from the highest multiple of 26 on are left out, for their remainders would come more often.
    """
    return shake_128(str(week).encode()).digest(RUNS + RUNS // 2).translate(None, TOO_HIGH)[:RUNS]
