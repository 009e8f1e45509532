"""The geometry of a signal's chart."""

from datetime import date
from decimal import Decimal

from ideas.features.trial.drawing import BOTTOM, LEFT, RIGHT, TOP, draw

DAYS = (date(2026, 3, 1), date(2026, 3, 31))
MIDDLE = (BOTTOM + TOP) / 2


def test_readings_stand_between_the_days_and_the_extremes() -> None:
    readings = [(date(2026, 3, 16), Decimal(3)), (date(2026, 3, 31), Decimal(5))]
    drawn = draw(readings, Decimal(1), Decimal(4), DAYS)
    assert drawn.points == ((160.0, MIDDLE), (RIGHT, TOP))
    assert drawn.line == "160,67 310,18"
    assert (drawn.baseline, drawn.threshold) == (BOTTOM, 42.5)


def test_one_reading_is_a_point_without_a_line() -> None:
    drawn = draw([(date(2026, 3, 1), Decimal(2))], Decimal(2), Decimal(5), DAYS)
    assert (drawn.points, drawn.line) == (((LEFT, BOTTOM),), "")


def test_equal_values_lie_in_the_middle() -> None:
    same = Decimal(2)
    drawn = draw([(date(2026, 3, 1), same), (date(2026, 3, 31), same)], same, same, DAYS)
    assert drawn.points == ((LEFT, MIDDLE), (RIGHT, MIDDLE))
    assert (drawn.baseline, drawn.threshold) == (MIDDLE, MIDDLE)


def test_below_zero_is_as_good_as_above() -> None:
    drawn = draw([(date(2026, 3, 1), Decimal(-5))], Decimal(-1), Decimal(-9), DAYS)
    assert (drawn.points, drawn.baseline, drawn.threshold) == (((LEFT, MIDDLE),), TOP, BOTTOM)


def test_readings_are_drawn_in_the_order_of_their_days() -> None:
    drawn = draw([(DAYS[1], Decimal(1)), (DAYS[0], Decimal(2))], None, None, DAYS)
    assert [x for x, _y in drawn.points] == [LEFT, RIGHT]
    assert (drawn.baseline, drawn.threshold) == (None, None)


def test_what_was_read_outside_the_trial_widens_the_picture() -> None:
    drawn = draw([(date(2026, 2, 1), Decimal(1)), (date(2026, 4, 30), Decimal(2))], None, None, DAYS)
    assert (drawn.begins_on, drawn.ends_on) == (date(2026, 2, 1), date(2026, 4, 30))


def test_a_single_day_is_drawn_in_the_middle() -> None:
    drawn = draw([(DAYS[0], Decimal(1))], None, None, (DAYS[0], DAYS[0]))
    assert drawn.points == ((160.0, MIDDLE),)


def test_no_reading_is_no_point() -> None:
    drawn = draw([], None, None, DAYS)
    assert (drawn.points, drawn.line) == ((), "")
