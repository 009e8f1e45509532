"""Where the marks of charts stand, as numbers: per cent across, to fit any width, and pixels down."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

FIELD = 200
"""Pixels from the top of a field in which areas or columns are drawn to its bottom."""
WIDE = 400
"""Units across a field of areas, which is stretched to the width that it gets."""
LABEL = 34
"""Pixels between the words of two areas, each two lines."""
NARROW = 300
"""Pixels across the narrowest lane: in it, dots must not hide each other."""
INSET, SPAN = 6.0, 90.0
"""Per cent before the nought of a lane, and from there to the end of its scale."""
STEPS = (1, 2, 3, 4, 6, 12, 24, 36, 60, 120)
"""Months between two that are named."""
SINGLE = 4
"""Radius of the dot of one case; of many, it grows with the digits of their number."""

Heap = tuple[int, int]
"""All numbers of some cases together, and how many cases they are."""
Within = tuple[float | None, float | None]
"""How far across dots begin and end."""
NOWHERE: Within = (None, None)


class Mark(NamedTuple):
    """A number of a scale, and where it stands."""

    value: int
    at: float


class Named(NamedTuple):
    """A month that is written below a chart, and how far across it begins."""

    month: date
    x: float


class Area(NamedTuple):
    """A band of a stacked chart: its outline, and at the right edge its middle and where its words stand."""

    outline: str
    middle: float
    label: float


class Areas(NamedTuple):
    """A stacked chart: its bands from the bottom up, its scale and its months."""

    areas: tuple[Area, ...]
    scale: tuple[Mark, ...]
    months: tuple[Named, ...]


class Piece(NamedTuple):
    """A part of a column: its top and its height."""

    y: float
    height: float


class Column(NamedTuple):
    """A column: where it begins, its width, its pieces from the bottom up, and the top of them all."""

    x: float
    width: float
    pieces: tuple[Piece, ...]
    top: float


class Columns(NamedTuple):
    """A column for each month."""

    columns: tuple[Column, ...]
    scale: tuple[Mark, ...]
    months: tuple[Named, ...]


class Dot(NamedTuple):
    """So many cases at one place of a lane."""

    x: float
    n: int
    radius: int


def scale(most: int, parts: int = 4) -> tuple[int, ...]:
    """Round numbers from nought to the first that is not below the highest."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if step * parts >= most:
                return tuple(range(0, max(most, 1) + step, step))[: -(-max(most, 1) // step) + 1]
        size *= 10


def areas(days: Sequence[date], bands: Sequence[Sequence[int]], height: int = FIELD) -> Areas:
    """Bands stacked on each other; one day alone reaches from side to side."""
    if len(days) == 1:
        bands = [(*numbers, *numbers) for numbers in bands]
    edges = _edges(bands)
    marks = scale(max(edges[-1]))
    xs = [_rounded(WIDE * x / 100) for x in _spread(days)]
    levels = [[_down(n, marks[-1], height) for n in edge] for edge in edges]
    middles = [_rounded((below[-1] + above[-1]) / 2) for below, above in pairwise(levels)]
    drawn = zip(pairwise(levels), middles, _apart(middles, height), strict=True)
    return Areas(
        tuple(Area(_outline(xs, *lines), middle, label) for lines, middle, label in drawn),
        _marks(marks, height),
        named_months(days[0], days[-1]),
    )


def columns(months: Sequence[date], parts: Sequence[Sequence[int]], height: int = 120) -> Columns:
    """A column for each month, its parts stacked from the bottom."""
    marks = scale(max((sum(numbers) for numbers in parts), default=0))
    width = 100 / len(months)
    drawn = tuple(_column(place * width, width, n, marks[-1], height) for place, n in enumerate(parts))
    named = {each.month for each in named_months(months[0], months[-1])}
    places = ((month, place * width) for place, month in enumerate(months) if month in named)
    return Columns(drawn, _marks(marks, height), tuple(Named(month, _rounded(x)) for month, x in places))


def named_months(first: date, last: date, most: int = 3) -> tuple[Named, ...]:
    """The months that begin between two days, no more of them than can be written below each other's side."""
    begun = [_month(n) for n in range(_number(first), _number(last) + 1) if _month(n) >= first]
    found = begun
    for step in STEPS:
        found = [month for month in begun if _number(month) % step == 0]
        if len(found) <= most:
            break
    span = max((last - first).days, 1)
    return tuple(Named(month, _rounded(100 * (month - first).days / span)) for month in found)


def across(value: float, end: int) -> float:
    """How far across a lane a number stands, where its scale ends at `end`."""
    return _rounded(INSET + SPAN * value / end)


def lane_scale(most: int) -> tuple[Mark, ...]:
    """The scale below lanes, from nought to the first round number that is not below the highest."""
    marks = scale(most, 3)
    return tuple(Mark(value, across(value, marks[-1])) for value in marks)


def dots(values: Iterable[tuple[int, int]], end: int, within: Within = NOWHERE) -> tuple[Dot, ...]:
    """Numbers, and how many cases are at each; those that would hide each other become one dot."""
    heaps: list[Heap] = []
    for value, n in sorted(values):
        heaps.append((value * n, n))
        while len(heaps) > 1 and _touch(*(_dot(heap, end, within) for heap in heaps[-2:])):
            (total, many), (more, others) = heaps.pop(), heaps.pop()
            heaps.append((total + more, many + others))
    return tuple(_dot(heap, end, within) for heap in heaps)


def _dot(heap: Heap, end: int, within: Within) -> Dot:
    """Around the mean of its cases, but on its own side of what parts a lane."""
    total, n = heap
    radius, (left, right) = _radius(n), within
    room = 100 * (radius + 1) / NARROW
    x = max(across(total / n, end), left + room) if left is not None else across(total / n, end)
    return Dot(_rounded(min(x, right - room) if right is not None else x), n, radius)


def _touch(left: Dot, right: Dot) -> bool:
    return (right.x - left.x) / 100 * NARROW < left.radius + right.radius


def _radius(n: int) -> int:
    return SINGLE if n == 1 else 6 + 4 * len(str(n))


def _edges(bands: Sequence[Sequence[int]]) -> list[list[int]]:
    edges = [[0] * len(bands[0])]
    for numbers in bands:
        edges.append([below + n for below, n in zip(edges[-1], numbers, strict=True)])
    return edges


def _spread(days: Sequence[date]) -> list[float]:
    if len(days) == 1:
        return [0.0, 100.0]
    span = (days[-1] - days[0]).days
    return [100 * (day - days[0]).days / span for day in days]


def _outline(xs: Sequence[float], below: Sequence[float], above: Sequence[float]) -> str:
    there = [*zip(xs, above, strict=True), *reversed(list(zip(xs, below, strict=True)))]
    return " ".join(f"{x:g},{y:g}" for x, y in there)


def _apart(middles: Sequence[float], height: int) -> list[float]:
    """Words beside the middle of their bands, moved as little as keeps them apart; bottom first."""
    places: list[float] = []
    ceiling = float(height - LABEL / 2)
    for middle in middles:
        places.append(min(middle, ceiling))
        ceiling = places[-1] - LABEL
    floor = LABEL / 2
    for n in reversed(range(len(places))):
        places[n] = _rounded(max(places[n], floor))
        floor = places[n] + LABEL
    return places


def _column(x: float, width: float, numbers: Sequence[int], end: int, height: int) -> Column:
    pieces, top = [], float(height)
    for n in numbers:
        tall = _rounded(height * n / end)
        top = _rounded(top - tall)
        pieces.append(Piece(top, tall))
    return Column(_rounded(x + width / 8), _rounded(width * 3 / 4), tuple(pieces), top)


def _marks(values: Sequence[int], height: int) -> tuple[Mark, ...]:
    return tuple(Mark(value, _down(value, values[-1], height)) for value in values)


def _down(n: int, end: int, height: int) -> float:
    return _rounded(height - height * n / end)


def _rounded(number: float) -> float:
    return round(number, 1)


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)
