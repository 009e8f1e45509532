"""The geometry of a measure's chart."""

from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

import pytest

from ideas.drawing import APART, BOTTOM, LEFT, RIGHT, TOP, Level, draw, levels_of, picture
from ideas.models import Amendment, Experiment, Measure, Reading
from ideas.models.measure import Danger, ReadingCorrection

DAYS = (date(2026, 3, 1), date(2026, 3, 31))
MIDDLE, HALFWAY = (BOTTOM + TOP) / 2, (LEFT + RIGHT) / 2


def levels(*values: int) -> list[Level]:
    return [Level(f"level {value}", Decimal(value)) for value in values]


def test_readings_stand_between_the_days_and_the_extremes() -> None:
    readings = [(date(2026, 3, 16), Decimal(3)), (date(2026, 3, 31), Decimal(5))]
    drawn = draw(readings, levels(1, 4), DAYS)
    assert drawn.points == ((HALFWAY, MIDDLE), (RIGHT, TOP))
    assert drawn.line == "105,75 200,26"
    assert [(level.value, level.y) for level in drawn.levels] == [
        (Decimal(4), 50.5),
        (Decimal(1), BOTTOM),
    ]


def test_one_reading_is_a_point_without_a_line() -> None:
    drawn = draw([(date(2026, 3, 1), Decimal(2))], levels(2, 5), DAYS)
    assert (drawn.points, drawn.line) == (((LEFT, BOTTOM),), "")


def test_equal_values_lie_in_the_middle() -> None:
    same = Decimal(2)
    drawn = draw([(date(2026, 3, 1), same), (date(2026, 3, 31), same)], levels(2, 2), DAYS)
    assert drawn.points == ((LEFT, MIDDLE), (RIGHT, MIDDLE))
    assert [level.y for level in drawn.levels] == [MIDDLE, MIDDLE]


def test_below_zero_is_as_good_as_above() -> None:
    drawn = draw([(date(2026, 3, 1), Decimal(-5))], levels(-1, -9), DAYS)
    assert (drawn.points, [level.y for level in drawn.levels]) == (((LEFT, MIDDLE),), [TOP, BOTTOM])


def test_readings_are_drawn_in_the_order_of_their_days() -> None:
    drawn = draw([(DAYS[1], Decimal(1)), (DAYS[0], Decimal(2))], [], DAYS)
    assert ([x for x, _y in drawn.points], drawn.levels) == ([LEFT, RIGHT], ())


def test_what_was_read_outside_the_experiment_widens_the_picture() -> None:
    drawn = draw([(date(2026, 2, 1), Decimal(1)), (date(2026, 4, 30), Decimal(2))], [], DAYS)
    assert [x for x, _y in drawn.points] == [LEFT, RIGHT]
    assert LEFT < drawn.start < drawn.end < RIGHT
    assert (drawn.days, drawn.is_narrow) == (DAYS, True)


def test_a_single_day_is_drawn_in_the_middle() -> None:
    drawn = draw([(DAYS[0], Decimal(1))], [], (DAYS[0], DAYS[0]))
    assert drawn.points == ((HALFWAY, MIDDLE),)


def test_no_reading_is_no_point() -> None:
    drawn = draw([], [], DAYS)
    assert (drawn.points, drawn.line) == ((), "")


@pytest.mark.parametrize("values", [(1, 1, 1, 1, 1), (1, 2, 98, 99, 100), (0, 1, 2, 3, 100), (50,), (0, 100)])
def test_words_never_overlap_and_stay_inside(values: tuple[int, ...]) -> None:
    drawn = draw([(DAYS[0], Decimal(0)), (DAYS[1], Decimal(100))], levels(*values), DAYS)
    labels = [level.label for level in drawn.levels]
    assert all(below - above >= APART for above, below in pairwise(labels))
    assert (min(labels) >= TOP, max(labels) <= BOTTOM) == (True, True)


def test_words_of_lines_far_apart_stand_at_their_lines() -> None:
    drawn = draw([(DAYS[0], Decimal(0)), (DAYS[1], Decimal(100))], levels(0, 50, 100), DAYS)
    assert [level.label for level in drawn.levels] == [level.y for level in drawn.levels]


def measure(**more: object) -> Measure:
    fixed = {"baseline": Decimal(12), "target": Decimal(5), "readings": [], "amendments": []}
    return Measure(**{**fixed, **more})


def amendment(baseline: int, target: int) -> Amendment:
    return Amendment(baseline=Decimal(baseline), target=Decimal(target))


@pytest.mark.parametrize(
    ("of", "names"),
    [
        ({}, {"baseline": 12, "target": 5}),
        ({"danger": Danger.RISES}, {"baseline": 12, "threshold": 5}),
        ({"stop_at": Decimal(60)}, {"baseline": 12, "target": 5, "stop": 60}),
        ({"amendments": [amendment(12, 7)]}, {"baseline": 12, "target": 7, "first-target": 5}),
        ({"amendments": [amendment(10, 5)]}, {"baseline": 10, "target": 5, "first-baseline": 12}),
        ({"baseline": None, "target": None}, {}),
    ],
)
def test_what_holds_now_is_drawn_beside_what_was_fixed_at_first(
    of: dict[str, object], names: dict[str, int]
) -> None:
    assert {level.name: level.value for level in levels_of(measure(**of))} == names


def test_a_corrected_reading_is_not_drawn() -> None:
    wrong = Reading(on=DAYS[0], value=Decimal(600), correction=ReadingCorrection(at=datetime(2026, 3, 2)))
    right = Reading(on=DAYS[0], value=Decimal(6))
    trial = Experiment(starts_on=DAYS[0], ends_on=DAYS[1])
    drawn = picture(measure(readings=[wrong, right]), trial)
    assert drawn is not None
    assert len(drawn.points) == 1
    assert picture(measure(readings=[wrong]), trial) is None
