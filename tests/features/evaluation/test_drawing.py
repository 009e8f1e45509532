"""The geometry of a criterion's picture."""

from hypothesis import given
from hypothesis import strategies as st

from ideas.features.evaluation.drawing import BASE, TOP, UNIT, WIDTH, draw

COUNTS = st.lists(st.integers(0, 500), min_size=5, max_size=5)


def test_a_single_score_is_one_low_column() -> None:
    drawn = draw([0, 0, 0, 1, 0])
    assert [(column.value, column.height) for column in drawn if column.count] == [(4, UNIT)]
    assert [column.y for column in drawn] == [BASE, BASE, BASE, BASE - UNIT, BASE]


def test_the_step_that_most_gave_fills_the_picture_where_there_are_many() -> None:
    drawn = draw([0, 5, 10, 0, 20])
    assert drawn[4].y == TOP
    whole = BASE - TOP
    assert [column.height for column in drawn] == [0, whole / 4, whole / 2, 0, whole]


@given(COUNTS)
def test_columns_stay_inside_and_stand_as_high_as_they_count(counts: list[int]) -> None:
    drawn = draw(counts)
    assert [column.value for column in drawn] == [1, 2, 3, 4, 5]
    for column in drawn:
        assert column.x >= 0
        assert column.x + column.width <= WIDTH
        assert round(column.y, 1) >= TOP
        assert round(column.y + column.height, 1) == BASE
    assert sorted(counts) == [column.count for column in sorted(drawn, key=lambda one: one.height)]


def test_nothing_to_draw_is_no_picture() -> None:
    assert draw([]) == ()
