"""Owns the cases of which the figures are proved: chance courses, and what is counted of them by hand."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from hashlib import shake_128

from hypothesis import settings
from hypothesis import strategies as st

from workflow.figures.counts import SIZES, Counts
from workflow.figures.windows import Period, Window
from workflow.flow import ENDS, FIRST, OPEN, Cells, Course, Figure, Visit, added, tally, visits

TODAY = date(2026, 11, 20)
OLDEST, LATE = date(2024, 3, 1), date(2026, 1, 1)
CLOSED_DAYS = frozenset({date(2025, 12, 29), date(2026, 7, 6), date(2026, 11, 16)})
STATES = {kind: sorted({*OPEN[kind], *ENDS[kind]}) for kind in OPEN}
DIGITS = 32
LASTING = (Figure.STANDING, Figure.UNANSWERED)

Courses = list[Course]


class Dice:
    """A large number, read off digit by digit: drawing one is far faster than drawing each choice."""

    def __init__(self, number: int) -> None:
        self.left = number

    def roll(self, sides: int) -> int:
        """A number below `sides`; 0 once nothing is left."""
        self.left, rolled = divmod(self.left, sides)
        return rolled

    def day(self, first: date, last: date) -> date:
        """A day between these two, both among them."""
        return first + timedelta(days=self.roll((last - first).days + 1))


def crowd(kind: str, n: int, number: int) -> Courses:
    """So many cases, the same for the same number."""
    stream = shake_128(str(number).encode()).digest(DIGITS * n)
    return [
        course(kind, int.from_bytes(stream[at : at + DIGITS], "big")) for at in range(0, DIGITS * n, DIGITS)
    ]


def course(kind: str, number: int) -> Course:
    """A case that goes from any state to any other, is re-opened, and may end in another one."""
    dice = Dice(number)
    moves = _moves(kind, dice)
    begun, (last, _) = moves[0][1], moves[-1]
    return Course(
        kind=kind,
        visits=visits(moves),
        size=SIZES[dice.roll(len(SIZES))] if kind == "idea" else "",
        is_from_front_line=(None, False, True)[dice.roll(3)],
        is_directed=bool(dice.roll(2)),
        answered=dice.day(begun, TODAY) if dice.roll(2) else None,
        needed_hours=Decimal(dice.roll(90_000)) / 100 if last == "adopted" and dice.roll(3) else None,
        is_paired=last == "adopted" and bool(dice.roll(2)),
        asked=tuple((dice.day(OLDEST, date(2027, 2, 1)), bool(dice.roll(2))) for _ in range(dice.roll(3))),
    )


def _moves(kind: str, dice: Dice) -> list[tuple[str, date]]:
    day = dice.day((OLDEST, LATE)[dice.roll(2)], TODAY)
    moves = [(FIRST[kind], day)]
    while dice.roll(4) and (day := day + timedelta(days=dice.roll((1, 4, 30, 200)[dice.roll(4)]))) <= TODAY:
        moves.append(([each for each in STATES[kind] if each != moves[-1][0]][dice.roll(4)], day))
    is_merged = kind == "idea" and dice.roll(10) == 9
    return [*moves, ("merged", moves[-1][1])] if is_merged else moves


KINDS = st.sampled_from(sorted(OPEN))
ENOUGH = settings(max_examples=40)
"""A crowd has many cases: forty of them say what a hundred single cases would."""
CROWDS = st.integers(1, 5) | st.integers(20, 70)
COURSES = st.builds(lambda kind, n, number: crowd(kind, n, number), KINDS, CROWDS, st.integers(0, 10**6))
"""Cases of one kind."""
WINDOWS = st.sampled_from(Period).map(lambda period: Window.of(period, TODAY, OLDEST))


def cells_of(courses: Courses) -> Cells:
    """What the courses count for together."""
    return added(tally(each, CLOSED_DAYS) for each in courses)


def counts_of(courses: Courses, size: str | None = None) -> Counts:
    """The cells of the courses, which are all of one kind."""
    return Counts.of(cells_of(courses), courses[0].kind, size)


def counts_since(courses: Courses, first: date) -> Counts:
    """The same as the store gives it for a window: no older month but of what is there now."""
    kept = {
        key: counts
        for key, counts in cells_of(courses).items()
        if key.month >= first or key.figure in LASTING
    }
    return Counts.of(kept, courses[0].kind)


def counted(courses: Courses) -> Courses:
    """The courses without those that were merged into another case."""
    return [each for each in courses if each.visits[-1].state != "merged"]


def stays(courses: Courses, state: str | None = None) -> Iterator[Visit]:
    """Every stay of the counted cases, in this state or in any."""
    for each in counted(courses):
        yield from (visit for visit in each.visits if state in (None, visit.state))


def ended(courses: Courses, within: Window) -> Iterator[Course]:
    """The cases whose last word was said in the window."""
    for each in counted(courses):
        last = each.visits[-1]
        if last.state in ENDS[each.kind] and within.first <= last.entered <= within.last:
            yield each


def there(stay: Visit, day: date) -> bool:
    """Was the case in this state at the end of the day?"""
    return stay.entered <= day and (stay.left is None or stay.left > day)


def open_days(case: Course) -> int:
    """The nights in open states, and one day more for each time that it became open."""
    total, was_open = 0, False
    for stay in case.visits:
        is_open = stay.state in OPEN[case.kind]
        total += ((stay.left or TODAY) - stay.entered).days + (not was_open) if is_open else 0
        was_open = is_open
    return total


def nearest(numbers: Sequence[int], per_cent: int) -> int:
    """The first of the sorted numbers up to which so many per cent of them lie."""
    below: Callable[[int], int] = lambda limit: sum(number <= limit for number in numbers)  # noqa: E731
    return next(each for each in sorted(numbers) if below(each) * 100 >= per_cent * len(numbers))


def case(
    *moves: tuple[str, date], kind: str = "idea", size: str = "", hours: Decimal | None = None
) -> Course:
    """A case that made these moves."""
    return Course(kind, visits(moves), size, needed_hours=hours)
